using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;

namespace Infra.Pooling.Azure;

/// <summary>
/// The connection strings in a vault: every form of every way as <c>name-way-form</c>, and for each workload the one of its own driver
/// as <c>name-workload</c>.
/// </summary>
internal static class VaultSecrets
{
    public static void Make(string name, SecretVault vault, PoolingSpecification specification, ConnectionSet connections, Resource parent)
    {
        void Keep(string key, string form, Output<string> text)
        {
            var secret = $"{name}-{key}";
            _ = new Secret(secret, new SecretArgs
            {
                ResourceGroupName = vault.ResourceGroupName,
                VaultName = vault.Name,
                // Programs refer to it by this name.
                SecretName = secret,
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
