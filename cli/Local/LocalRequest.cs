using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;

namespace Infra.Cli.Local;

/// <summary>What a role may do in the database.</summary>
public enum RoleAccess
{
    /// <summary>Owns the database and everything that it makes there.</summary>
    Owner,

    /// <summary>Reads and writes the owner's tables in the schema public, and may make its own.</summary>
    ReadWrite,

    /// <summary>Reads the owner's tables in the schema public.</summary>
    ReadOnly,
}

/// <summary>A role of the database.</summary>
/// <param name="Name">Name of the role; 1 to 63 bytes.</param>
/// <param name="Verifier">Its SCRAM-SHA-256 verifier: the server never sees the password.</param>
/// <param name="Access">What it may do.</param>
public sealed record LocalRole(string Name, string Verifier, RoleAccess Access)
{
    /// <summary>Never the verifier.</summary>
    public override string ToString() => $"{Name} ({Access})";
}

/// <summary>What is to run: the database, and the pooler as the Kubernetes component described it.</summary>
public sealed record LocalRequest
{
    /// <summary>The stack whose specification is played.</summary>
    public required string Stack { get; init; }

    /// <summary>Where it listens; there are as many replicas as addresses for them.</summary>
    public required LocalPorts Ports { get; init; }

    /// <summary>Name of the database.</summary>
    public required string Database { get; init; }

    /// <summary>The roles; exactly one of them owns the database.</summary>
    public required ImmutableArray<LocalRole> Roles { get; init; }

    /// <summary>max_connections of primary and replicas.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>Further parameters of the servers by name, as they stand in postgresql.conf without quotes.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>SQL to run in the database once the roles are there, each time anew: it must be idempotent. A secret.</summary>
    public string DatabaseSql { get; init; } = "";

    /// <summary>
    /// The Kubernetes objects: one Deployment of PgBouncer, and the ConfigMaps and Secrets that its volumes name. The section
    /// <c>[pgbouncer]</c> stands last in pgbouncer.ini, since each pod appends its own address to it.
    /// </summary>
    public required ImmutableArray<JsonObject> Manifests { get; init; }
}

/// <summary>What happened to a part of the local target.</summary>
public enum PartChange
{
    /// <summary>It runs as it ran before.</summary>
    Unchanged,

    /// <summary>It was made and started.</summary>
    Created,

    /// <summary>It was there but did not run, and was started.</summary>
    Started,

    /// <summary>It took over new settings without a restart.</summary>
    Reloaded,

    /// <summary>It was restarted in place.</summary>
    Restarted,

    /// <summary>It was told to stop and still serves the clients that it has.</summary>
    Draining,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It was stopped and its data removed.</summary>
    Removed,
}

/// <summary>What a part is.</summary>
public enum PartKind
{
    /// <summary>The primary server.</summary>
    Primary,

    /// <summary>A streaming replica.</summary>
    Replica,

    /// <summary>A PgBouncer process.</summary>
    Pod,
}

/// <summary>One server or pod.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, unique within the local target.</param>
/// <param name="Address">Its loopback address and port.</param>
/// <param name="Pid">Its process; null when it does not run.</param>
/// <param name="Change">What happened to it.</param>
public sealed record LocalPart(PartKind Kind, string Name, IPEndPoint Address, int? Pid, PartChange Change);

/// <summary>What an <c>up</c> or <c>down</c> did, or what a <c>status</c> found.</summary>
/// <param name="Stack">The stack that is played; null when there is none.</param>
/// <param name="Parts">All servers and pods.</param>
public sealed record LocalResult(string? Stack, ImmutableArray<LocalPart> Parts)
{
    /// <summary>The ports; null when there is no local target.</summary>
    public LocalPorts? Ports { get; init; }

    /// <summary>Whether the database, a role or a grant was made or altered.</summary>
    public bool DatabaseChanged { get; init; }

    /// <summary>Whether anything changed.</summary>
    public bool Changed => DatabaseChanged || Parts.Any(part => part.Change != PartChange.Unchanged);
}
