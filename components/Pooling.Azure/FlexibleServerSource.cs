using Pulumi;

namespace Infra.Pooling.Azure;

/// <summary>Where the primary comes from.</summary>
public abstract record FlexibleServerSource
{
    private FlexibleServerSource()
    {
    }

    /// <summary>A new server.</summary>
    /// <param name="serverName">Its name, unique in Azure; null for the component's name with a random end.</param>
    public static FlexibleServerSource New(Input<string>? serverName = null) => new Created(serverName);

    /// <summary>
    /// An existing server: it is left as it is, but for its parameters, rules, databases and replicas. The component's own settings
    /// about SKU, storage and standby then only have to be true.
    /// </summary>
    /// <param name="id">Its resource id, known in a preview: of a server that is made in the same run it is not.</param>
    public static FlexibleServerSource Existing(Input<string> id) => new Found(id);

    internal sealed record Created(Input<string>? ServerName) : FlexibleServerSource;

    internal sealed record Found(Input<string> Id) : FlexibleServerSource;
}
