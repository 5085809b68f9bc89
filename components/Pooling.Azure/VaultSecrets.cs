using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;

namespace Infra.Pooling.Azure;

/// <summary>
/// The connection strings in a vault: every form of every way as <c>prefix-way-form</c>, and for each workload the one of its own driver
/// as <c>prefix-workload</c>.
/// </summary>
internal static class VaultSecrets
{
    public static void Make(string name, string prefix, SecretVault vault, PoolingSpecification specification, ConnectionSet connections, Resource parent)
    {
        void Keep(string key, string form, Output<string> text)
        {
            _ = new Secret($"{name}-{key}", new SecretArgs
            {
                ResourceGroupName = vault.ResourceGroupName,
                VaultName = vault.Name,
                // Programs refer to it by this name.
                SecretName = $"{prefix}-{key}",
                Properties = new SecretPropertiesArgs { ContentType = $"connection string; {form}", Value = text },
            }, new() { Parent = parent });
        }

        foreach (var way in connections.Ways)
        {
            foreach (var form in connections.FormsOf(way))
                Keep($"{way.Name}-{form}", form, connections.Form(way, form));
        }

        foreach (var workload in specification.Workloads)
            Keep($"workload-{workload.Name}", Spelling.Of(workload.Driver), connections.Workload(workload));
    }
}
