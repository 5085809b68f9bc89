using Pulumi;
using Samples.AzureKeyVault;

return await Deployment.RunAsync(OrdersStack.Make);
