using Infra.Pooling.Connections;
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

/// <summary>One way to the database. Its text shows no secret.</summary>
/// <param name="Options">What connection strings are made of; with the password.</param>
public sealed record ProfileEndpoint(ConnectionOptions Options)
{
    /// <summary>Host name.</summary>
    public string Host => Options.Target.Host;

    /// <summary>TCP port.</summary>
    public int Port => Options.Target.Port;

    /// <summary>Database name, as the pooler knows it.</summary>
    public string Database => Options.Target.Database;

    /// <summary>Role.</summary>
    public string User => Options.User;

    /// <summary>Password of the role; a secret. Empty where the role logs in by token.</summary>
    public string Password => Options.Password ?? "";

    /// <summary>The libpq URI with the password; a secret.</summary>
    public string Uri => ConnectionStrings.Uri(Options).Text;

    /// <summary>The SQLAlchemy URL (<c>postgresql+asyncpg://</c>) with the password; a secret.</summary>
    public string Sqlalchemy => ConnectionStrings.Sqlalchemy(Options).Text;

    /// <summary>A <c>postgres://</c> URL of what every driver knows, with the password; a secret.</summary>
    public string Plain => PlainUrl.Of(Options);

    /// <summary>The URL of Ory's services, with the limits of their pool and the password; a secret.</summary>
    public string Ory => PlainUrl.OfOry(Options);

    /// <inheritdoc/>
    public override string ToString() => Options.ToString();
}
