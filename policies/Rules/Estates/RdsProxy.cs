using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>An RDS Proxy, with its target group, targets and endpoints.</summary>
/// <param name="Resource">Its resource.</param>
/// <param name="Stack">The stack that it was found in.</param>
internal sealed record RdsProxy(ResourceNode Resource, string Stack)
{
    /// <summary>What a reader calls it.</summary>
    public string Name => Resource["name"].Text.Value ?? Resource.Name;

    /// <summary>Its default target group; null where none was found, so that AWS's defaults hold.</summary>
    public ResourceNode? Group { get; init; }

    /// <summary>Its targets.</summary>
    public ImmutableArray<ResourceNode> Targets { get; init; } = [];

    /// <summary>Its further endpoints.</summary>
    public ImmutableArray<ResourceNode> Endpoints { get; init; } = [];

    /// <summary>The server behind it; null where it is not known.</summary>
    public DatabaseServer? Server { get; set; }

    /// <summary>Its share of max_connections in percent.</summary>
    public required Quantity MaxConnectionsPercent { get; init; }

    /// <summary>A setting of its connection pool.</summary>
    public Property? Pool(string name) => Group?["connectionPoolConfig"][name];

    /// <summary>The programs behind it.</summary>
    public List<Client> Clients { get; } = [];

    /// <summary>Names of its endpoints that are known, in small letters.</summary>
    public IEnumerable<string> Hosts => Endpoints.Prepend(Resource).Select(node => node["endpoint"].Text.Value?.ToLowerInvariant()).OfType<string>();
}
