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

    /// <summary>All of them and one more.</summary>
    public InputMap<string> With(string label, string value)
    {
        var labels = All;
        labels.Add(label, value);
        return labels;
    }
}
