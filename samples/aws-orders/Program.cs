using Pulumi;
using Samples.AwsOrders;

return await Deployment.RunAsync<OrdersStack>();
