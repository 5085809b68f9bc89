using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>Where the demand of a client was found.</summary>
internal enum ClientSource
{
    /// <summary>A <c>pooling:index:ConnectionClaim</c>.</summary>
    Claim,

    /// <summary>The annotation <c>pooling.infra/claim</c> of a workload.</summary>
    Annotation,

    /// <summary>The environment of a container, a Lambda function or an ECS task.</summary>
    Environment,
}

/// <summary>A program that connects: one of its pools.</summary>
internal sealed class Client
{
    /// <summary>What a reader calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The stack that it was found in.</summary>
    public required ResourceGraph Graph { get; init; }

    /// <summary>Its resource.</summary>
    public required ResourceNode Resource { get; init; }

    /// <summary>Where its demand was found.</summary>
    public required ClientSource Source { get; init; }

    /// <summary>Whether it only may connect: nothing that can be read says so.</summary>
    public bool IsPossible { get; init; }

    /// <summary>Whether its whole environment cannot be read, rather than some values in it.</summary>
    public bool IsUnread => Environment?.UnreadAt is not null;

    /// <summary>How many copies of it run.</summary>
    public required CopyCount Copies { get; init; }

    /// <summary>Processes in each copy.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Where the processes are said.</summary>
    public Subject ProcessesAt { get; init; }

    /// <summary>Connections that a process may hold; null where nothing limits them, or where the limit is not known.</summary>
    public PoolOptions? Pool { get; init; }

    /// <summary>Where the pool is said.</summary>
    public Subject PoolAt { get; init; }

    /// <summary>Whether the pool may have a limit that is not known; false where nothing limits it.</summary>
    public bool IsPoolUnknown { get; init; }

    /// <summary>Connections that a process opens before anybody asks for one.</summary>
    public int MinPool { get; init; }

    /// <summary>Which of the processes and the pool are only lower ends.</summary>
    public DemandDoubts Doubts { get; init; }

    /// <summary>The role; null where it is not known.</summary>
    public string? User { get; init; }

    /// <summary>The database; null where it is not known.</summary>
    public string? Database { get; init; }

    /// <summary>The way that it says to take; null where only its host tells.</summary>
    public Route? StatedRoute { get; init; }

    /// <summary>The host; null where it is not known or not said.</summary>
    public string? Host { get; init; }

    /// <summary>The port; null where it is not known or not said.</summary>
    public int? Port { get; init; }

    /// <summary>Where host and port are said.</summary>
    public Subject HostAt { get; init; }

    /// <summary>Whether host or port come out of a secret, so that neither may be shown.</summary>
    public bool IsHostSecret { get; init; }

    /// <summary>The connection string; null where none was read.</summary>
    public ConnectionText? Connection { get; init; }

    /// <summary>The environment; null where the demand is not from one.</summary>
    public ProgramEnvironment? Environment { get; init; }

    /// <summary>What a claim says of the server; null for other sources.</summary>
    public ServerClaim? Server { get; init; }

    /// <summary>Where it ends up; null where that cannot be told.</summary>
    public Destination? Destination { get; set; }
}

/// <summary>What a claim says of the server that it is about.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="MaxConnections">max_connections; null where the claim does not say.</param>
/// <param name="SuperuserReserved">superuser_reserved_connections; null where the claim does not say.</param>
/// <param name="ProviderReserved">Connections that the provider keeps; null where the claim does not say.</param>
/// <param name="Admin">Connections kept for administrators.</param>
/// <param name="Other">Connections kept for other programs.</param>
/// <param name="Replicas">Read replicas; null where the claim does not say.</param>
internal sealed record ServerClaim(
    Subject At, Quantity? MaxConnections, long? SuperuserReserved, long? ProviderReserved, long Admin, long Other, int? Replicas);

/// <summary>Where a client ends up.</summary>
/// <param name="Server">The server.</param>
/// <param name="Route">The way: direct past every pooler.</param>
internal sealed record Destination(DatabaseServer Server, Route Route)
{
    /// <summary>The PgBouncer on the way; null where there is none.</summary>
    public PgBouncerPooler? PgBouncer { get; init; }

    /// <summary>The RDS Proxy on the way; null where there is none.</summary>
    public RdsProxy? Proxy { get; init; }

    /// <summary>Whether the way leads through the PgBouncer inside the server.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Whether a pooler is on the way.</summary>
    public bool IsPooled => Route != Route.Direct && (PgBouncer is not null || Proxy is not null || IsBuiltIn);
}
