using System.Collections.Immutable;
using Pulumi;

namespace Infra.Stacks;

/// <summary>What a target made, as far as clients and administrators are concerned.</summary>
/// <param name="ReadWriteHost">Host of the pooler for the primary.</param>
/// <param name="ReadOnlyHost">Host of the pooler for the replicas; the primary's where there are none.</param>
/// <param name="DirectHost">Host of the primary itself.</param>
/// <param name="DatabaseSql">SQL to run once on the server; secret.</param>
internal sealed record PoolingEndpoints(Output<string> ReadWriteHost, Output<string> ReadOnlyHost, Output<string> DirectHost, Output<string> DatabaseSql)
{
    /// <summary>What takes effect only when a server restarts, each with the reason; none where nothing waits.</summary>
    public ImmutableArray<string> RebootRequired { get; init; } = [];

    /// <summary>What only this target has to tell, by name.</summary>
    public ImmutableDictionary<string, object> Details { get; init; } = ImmutableDictionary<string, object>.Empty;
}
