using Pulumi;
using Samples.AzureOrders;

return await Deployment.RunAsync<OrdersStack>();
