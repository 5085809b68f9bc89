using Pulumi;
using Samples.PgBouncer;

return await Deployment.RunAsync(OrdersStack.Make);
