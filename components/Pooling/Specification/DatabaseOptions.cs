using System.Collections.Immutable;

namespace Infra.Pooling.Specification;

/// <summary>The database that the pooler protects.</summary>
public sealed record DatabaseOptions
{
    /// <summary>Database name; 1 to 63 bytes.</summary>
    public required string Name { get; init; }

    /// <summary>Role that every workload uses unless it names its own; 1 to 63 bytes.</summary>
    public required string User { get; init; }

    /// <summary>Major version of PostgreSQL, 14 to 18; default 16.</summary>
    public int Version { get; init; } = 16;

    /// <summary>AWS: the instance class, such as <c>db.r7g.large</c>.</summary>
    public string? InstanceClass { get; init; }

    /// <summary>AWS: an Aurora cluster of this many instances, 1 to 16, instead of a single instance; one of them writes.</summary>
    public int? AuroraInstances { get; init; }

    /// <summary>
    /// AWS: an Aurora Serverless v2 cluster instead of a class; without <see cref="AuroraInstances"/> it has one instance more than
    /// <see cref="Replicas"/>.
    /// </summary>
    public ServerlessOptions? Serverless { get; init; }

    /// <summary>AWS: what only RDS and Aurora offer; without effect on other targets.</summary>
    public RdsOptions Rds { get; init; } = new();

    /// <summary>Azure: the SKU, such as <c>Standard_D4ds_v5</c>.</summary>
    public string? Sku { get; init; }

    /// <summary>Azure: what only a Flexible Server offers; without effect on other targets.</summary>
    public FlexibleServerOptions FlexibleServer { get; init; } = new();

    /// <summary>Kubernetes: host name of the existing primary, or <see cref="LocalHost"/>.</summary>
    public string? Host { get; init; }

    /// <summary>Port of the database server; 1 to 65535, default 5432.</summary>
    public int Port { get; init; } = 5432;

    /// <summary>Kubernetes: the replicas as <c>host</c> or <c>host:port</c>, as many as <see cref="Replicas"/>.</summary>
    public ImmutableArray<HostPort> ReadHosts { get; init; } = [];

    /// <summary>max_connections of the server; 25 to 262143. Wins over the catalogue; null means that it is not known.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Number of streaming read replicas, each with the primary's max_connections; 0 to 15, on Azure to 5, default 0.</summary>
    public int Replicas { get; init; }

    /// <summary>Connections kept free for people and programs that do not use the pooler.</summary>
    public ReserveOptions Reserve { get; init; } = new();

    /// <summary>AWS: whether it is an Aurora cluster rather than a single instance.</summary>
    public bool IsAurora => AuroraInstances is not null || Serverless is not null;

    /// <summary>The value of <see cref="Host"/> that stands for the local target.</summary>
    public const string LocalHost = "local";
}

/// <summary>A host and its port.</summary>
/// <param name="Host">Host name or address; an IPv6 address without brackets.</param>
/// <param name="Port">TCP port, 1 to 65535.</param>
public sealed record HostPort(string Host, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

/// <summary>Capacity range of Aurora Serverless v2 in ACU.</summary>
/// <param name="MinAcu">Smallest capacity; 0 to 256 in steps of 0.5.</param>
/// <param name="MaxAcu">Largest capacity; 1 to 256 in steps of 0.5.</param>
public sealed record ServerlessOptions(decimal MinAcu, decimal MaxAcu);

/// <summary>Connections that the pooler must leave alone.</summary>
public sealed record ReserveOptions
{
    /// <summary>For administrators and monitoring; 0 to 1000, default 10.</summary>
    public int Admin { get; init; } = 10;

    /// <summary>For programs outside this specification; 0 to 100000, default 0.</summary>
    public int Other { get; init; }
}
