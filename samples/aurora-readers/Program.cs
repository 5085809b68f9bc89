using Pulumi;
using Samples.AuroraReaders;

return await Deployment.RunAsync(OrdersStack.Make);
