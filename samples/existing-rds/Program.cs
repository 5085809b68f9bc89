using Pulumi;
using Samples.ExistingRds;

return await Deployment.RunAsync(OrdersStack.Make);
