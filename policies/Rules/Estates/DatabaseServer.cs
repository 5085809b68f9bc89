using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>What a database server is.</summary>
internal enum ServerKind
{
    /// <summary>An RDS instance, a replica included.</summary>
    RdsInstance,

    /// <summary>An Aurora or Multi-AZ cluster, with all its instances.</summary>
    RdsCluster,

    /// <summary>An Azure Flexible Server, a replica included.</summary>
    FlexibleServer,

    /// <summary>A server of which only the host is known.</summary>
    Host,
}

/// <summary>An instance of a cluster.</summary>
/// <param name="Resource">Its resource.</param>
/// <param name="DefaultMaxConnections">The default of max_connections on it; null where it is not known.</param>
/// <param name="At">Where that comes from.</param>
internal sealed record ClusterMember(ResourceNode Resource, long? DefaultMaxConnections, Subject At);

/// <summary>A database server, or a cluster of them.</summary>
internal sealed class DatabaseServer
{
    /// <summary>What it is.</summary>
    public required ServerKind Kind { get; init; }

    /// <summary>Its resource; null for a host that no resource makes.</summary>
    public ResourceNode? Resource { get; init; }

    /// <summary>The stack that it was found in.</summary>
    public required string Stack { get; init; }

    /// <summary>What it is known by in every stack.</summary>
    public required string Identity { get; init; }

    /// <summary>What a reader calls it.</summary>
    public required string Title { get; init; }

    /// <summary>Where its figures stand when no resource says them.</summary>
    public required Subject At { get; init; }

    /// <summary>Names of its host that are known, in small letters.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Name of its first database; null where it is not known.</summary>
    public string? DatabaseName { get; init; }

    /// <summary>max_connections.</summary>
    public required Quantity MaxConnections { get; set; }

    /// <summary>Whether something states max_connections; false for a default.</summary>
    public bool IsMaxConnectionsStated { get; init; }

    /// <summary>The default of max_connections; null where it is not known.</summary>
    public long? DefaultMaxConnections { get; init; }

    /// <summary>Where that default comes from.</summary>
    public Subject DefaultAt { get; init; }

    /// <summary>The size of a Flexible Server; null for others.</summary>
    public FlexibleSku? Sku { get; init; }

    /// <summary>superuser_reserved_connections.</summary>
    public long SuperuserReserved { get; init; } = 3;

    /// <summary>Connections that the provider keeps beyond that.</summary>
    public long ProviderReserved { get; init; }

    /// <summary>Its parameters.</summary>
    public ParameterSet Parameters { get; init; } = ParameterSet.None;

    /// <summary>The server that it is a replica of; null for a primary.</summary>
    public DatabaseServer? Primary { get; set; }

    /// <summary>Its replicas as servers of their own, and the readers of a cluster as a number.</summary>
    public List<DatabaseServer> Replicas { get; } = [];

    /// <summary>The instances of a cluster; none of a single server.</summary>
    public ImmutableArray<ClusterMember> Members { get; init; } = [];

    /// <summary>Readers that are part of the cluster; 0 for a single server.</summary>
    public int Readers { get; init; }

    /// <summary>The server itself, or the primary of a replica.</summary>
    public DatabaseServer Family => Primary?.Family ?? this;
}
