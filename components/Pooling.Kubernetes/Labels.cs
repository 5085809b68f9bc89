using Pulumi;

namespace Infra.Pooling.Kubernetes;

/// <summary>The recommended labels of Kubernetes, and the two of them that select the pods.</summary>
internal sealed class Labels(string name)
{
    public InputMap<string> Selector => new()
    {
        ["app.kubernetes.io/name"] = "pgbouncer",
        ["app.kubernetes.io/instance"] = name,
    };

    public InputMap<string> All => new()
    {
        ["app.kubernetes.io/name"] = "pgbouncer",
        ["app.kubernetes.io/instance"] = name,
        ["app.kubernetes.io/component"] = "connection-pooler",
        ["app.kubernetes.io/managed-by"] = "pulumi",
    };
}
