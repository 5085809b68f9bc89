namespace Infra.Pooling.Connections;

/// <summary>Names of the forms of a connection string.</summary>
public static class ConnectionForms
{
    /// <summary>Npgsql: keywords with semicolons.</summary>
    public const string Npgsql = "npgsql";

    /// <summary>libpq: a URI.</summary>
    public const string Uri = "uri";

    /// <summary>libpq: keywords with spaces.</summary>
    public const string Keywords = "keywords";

    /// <summary>psycopg 3: libpq's URI.</summary>
    public const string Psycopg = "psycopg";

    /// <summary>asyncpg: a URI.</summary>
    public const string Asyncpg = "asyncpg";

    /// <summary>SQLAlchemy over asyncpg: a URL with its own scheme.</summary>
    public const string Sqlalchemy = "sqlalchemy";

    /// <summary>pgJDBC: a URL with user and password among the parameters.</summary>
    public const string Jdbc = "jdbc";

    /// <summary>pgx 5: a URI.</summary>
    public const string Pgx = "pgx";

    /// <summary>node-postgres: a URI.</summary>
    public const string NodePostgres = "node-postgres";

    /// <summary>Prisma: a URL.</summary>
    public const string Prisma = "prisma";
}
