using Pulumi;
using Samples.SharedDatabase;

return await Deployment.RunAsync(SharedStack.Make);
