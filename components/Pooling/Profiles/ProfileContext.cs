using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.Profiles;

/// <summary>Everything that the variables of a workload are made of.</summary>
public sealed record ProfileContext
{
    /// <summary>The way to the primary: through the pooler, or past it for a workload on the direct route.</summary>
    public required ProfileEndpoint Primary { get; init; }

    /// <summary>The way to a read replica; null when there is none.</summary>
    public ProfileEndpoint? ReadOnly { get; init; }

    /// <summary>The route of the workload.</summary>
    public Route Route { get; init; } = Route.ReadWrite;

    /// <summary>Processes in each replica.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>The pool of one process; null when the workload limits it in another way.</summary>
    public PoolOptions? Pool { get; init; }

    /// <summary>The time-outs.</summary>
    public required TimeoutPlan Timeouts { get; init; }

    /// <summary>libpq's sslmode, such as <c>verify-full</c>.</summary>
    public required string SslMode { get; init; }

    /// <summary>Path of the root certificate inside the workload; null for none.</summary>
    public string? SslRootCertificate { get; init; }

    /// <summary>The endpoint of the workload's own route.</summary>
    public ProfileEndpoint Own => Route == Route.ReadOnly && ReadOnly is { } replica ? replica : Primary;
}

/// <summary>One way to the database, with its connection strings ready made. Its text shows no secret.</summary>
/// <param name="Host">Host name.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Database">Database name, as the pooler knows it.</param>
/// <param name="User">Role.</param>
/// <param name="Password">Password of the role; a secret.</param>
/// <param name="Uri">The libpq URI with the password; a secret.</param>
/// <param name="Sqlalchemy">The SQLAlchemy URL (<c>postgresql+asyncpg://</c>) with the password; a secret.</param>
public sealed record ProfileEndpoint(string Host, int Port, string Database, string User, string Password, string Uri, string Sqlalchemy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{User}@{Host}:{Port}/{Database}";
}
