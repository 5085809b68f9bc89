using System.Collections.Immutable;

namespace Infra.Policies.Rules.Estates;

/// <summary>The names under which programs take one connection and its pool.</summary>
/// <param name="Host">Host.</param>
/// <param name="Port">Port.</param>
/// <param name="Database">Database.</param>
/// <param name="User">Role.</param>
/// <param name="Size">Connections that a pool keeps.</param>
/// <param name="Overflow">Connections on top of that.</param>
internal sealed record EnvironmentNames(
    ImmutableArray<string> Host,
    ImmutableArray<string> Port,
    ImmutableArray<string> Database,
    ImmutableArray<string> User,
    ImmutableArray<string> Size,
    ImmutableArray<string> Overflow)
{
    /// <summary>What a reader calls the pool beside its program; empty for the usual one.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The pool where none is said; null where there is no default.</summary>
    public (int Size, int Overflow)? Default { get; init; }

    /// <summary>Whether the host is one for reading.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Fides: its API's pool (Fides configuration reference, <c>database</c>).</summary>
    public static EnvironmentNames Fides { get; } = new(
        ["FIDES__DATABASE__SERVER"], ["FIDES__DATABASE__PORT"], ["FIDES__DATABASE__DB"], ["FIDES__DATABASE__USER"],
        ["FIDES__DATABASE__API_ENGINE_POOL_SIZE"], ["FIDES__DATABASE__API_ENGINE_MAX_OVERFLOW"])
    {
        Default = (50, 50),
    };

    /// <summary>Fides: its pool for a replica (Fides guide "Database Tuning": 5 and 10 by default).</summary>
    public static EnvironmentNames FidesReadOnly { get; } = new(
        ["FIDES__DATABASE__READONLY_SERVER"], ["FIDES__DATABASE__READONLY_PORT"], ["FIDES__DATABASE__READONLY_DB"], ["FIDES__DATABASE__READONLY_USER"],
        ["FIDES__DATABASE__ASYNC_READONLY_DATABASE_POOL_SIZE"], ["FIDES__DATABASE__ASYNC_READONLY_DATABASE_MAX_OVERFLOW"])
    {
        Suffix = " read-only",
        Default = (5, 10),
        IsReadOnly = true,
    };

    /// <summary>What most programs call them.</summary>
    public static EnvironmentNames Common { get; } = new(
        ["DB_HOST", "DATABASE_HOST", "POSTGRES_HOST", "POSTGRESQL_HOST", "PGHOST", "DB_SERVER"],
        ["DB_PORT", "DATABASE_PORT", "POSTGRES_PORT", "POSTGRESQL_PORT", "PGPORT"],
        ["DB_NAME", "DATABASE_NAME", "POSTGRES_DB", "POSTGRESQL_DATABASE", "PGDATABASE", "DB_DATABASE"],
        ["DB_USER", "DATABASE_USER", "POSTGRES_USER", "POSTGRESQL_USERNAME", "PGUSER", "DB_USERNAME"],
        [
            "DB_POOL_SIZE", "DATABASE_POOL_SIZE", "SQLALCHEMY_POOL_SIZE", "PREFECT_SQLALCHEMY_POOL_SIZE", "DB_POOL_MAX", "DB_POOL", "DB_MAX_OPEN_CONNS",
            "DB_MAX_CONNECTIONS", "DATABASE_MAX_CONNECTIONS", "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE",
            "QUARKUS_DATASOURCE_JDBC_MAX_SIZE", AnyPool,
        ],
        ["DB_MAX_OVERFLOW", "DATABASE_MAX_OVERFLOW", "SQLALCHEMY_MAX_OVERFLOW", "PREFECT_SQLALCHEMY_MAX_OVERFLOW"]);

    /// <summary>The same for programs that have another database too: then only these names are PostgreSQL's.</summary>
    public static EnvironmentNames Postgres { get; } = Common with
    {
        Host = ["POSTGRES_HOST", "POSTGRESQL_HOST", "PGHOST"],
        Port = ["POSTGRES_PORT", "POSTGRESQL_PORT", "PGPORT"],
        Database = ["POSTGRES_DB", "POSTGRESQL_DATABASE", "PGDATABASE"],
        User = ["POSTGRES_USER", "POSTGRESQL_USERNAME", "PGUSER"],
    };

    /// <summary>A pool of anything at all, unless a host of a database stands beside it.</summary>
    public const string AnyPool = "POOL_SIZE";

    /// <summary>The connection string of postgres_exporter.</summary>
    public const string Exporter = "DATA_SOURCE_NAME";

    /// <summary>Processes in a container, each with a pool of its own.</summary>
    public static ImmutableArray<string> Processes { get; } = ["HTTP_WORKERS", "WEB_CONCURRENCY", "GUNICORN_WORKERS", "UVICORN_WORKERS"];

    /// <summary>Whether a variable holds a connection string, also when its value cannot be read.</summary>
    public static bool IsConnectionString(string name) =>
        (name is "DATABASE_URL" or "DB_URL" or "ATHENA_DB_URL" or "POSTGRES_URL" or "POSTGRESQL_URL" or "PG_URL" or "SQLALCHEMY_DATABASE_URI" or "KRATOS_DSN" or "HYDRA_DSN"
            or "DB_DSN" or "DATABASE_DSN" or "POSTGRES_DSN" or "PG_DSN" or "SPRING_DATASOURCE_URL" or "QUARKUS_DATASOURCE_JDBC_URL"
            or "PREFECT_API_DATABASE_CONNECTION_URL" or "PREFECT_SERVER_DATABASE_CONNECTION_URL"
        || name.EndsWith("_DATABASE_URL", StringComparison.Ordinal)
        || name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase))
        && !OtherDatabases.IsNamed(name);
}
