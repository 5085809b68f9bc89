using Pooled;
using Pulumi;

return await Deployment.RunAsync(PooledStack.Make);
