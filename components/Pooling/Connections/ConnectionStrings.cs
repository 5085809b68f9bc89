using System.Collections.Immutable;
using Infra.Pooling.Connections.Forms;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections;

/// <summary>
/// Connection strings for every driver, with what each needs behind a pooler. All members throw
/// <see cref="ArgumentException"/> for options that no string can carry; the message never shows the password.
/// To print a string, make it from <see cref="ConnectionOptions.WithoutPassword"/>.
/// </summary>
public static class ConnectionStrings
{
    private static readonly ImmutableArray<Form> Forms =
    [
        new NpgsqlForm(), new LibpqUriForm(), new LibpqKeywordsForm(), new PsycopgForm(), new AsyncpgForm(),
        new SqlalchemyForm(), new JdbcForm(), new PgxForm(), new NodePostgresForm(), new PrismaForm(),
    ];

    /// <summary>
    /// All forms, in the order of <see cref="ConnectionForms"/>; one that cannot carry the database's name is left out.
    /// </summary>
    public static ImmutableArray<DriverConnection> For(ConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Forms.Where(form => form.Refusal(options) is null).Select(form => form.Render(options))];
    }

    /// <summary>The form that a driver takes; libpq gets its URI.</summary>
    public static DriverConnection For(ConnectionOptions options, Driver driver) => driver switch
    {
        Driver.Npgsql => Npgsql(options),
        Driver.Libpq => Uri(options),
        Driver.Psycopg => Psycopg(options),
        Driver.Asyncpg => Asyncpg(options),
        Driver.SqlalchemyAsyncpg => Sqlalchemy(options),
        Driver.Jdbc => Jdbc(options),
        Driver.Pgx => Pgx(options),
        Driver.NodePostgres => NodePostgres(options),
        Driver.Prisma => Prisma(options),
        _ => throw new ArgumentOutOfRangeException(nameof(driver), driver, null),
    };

    /// <summary>For Npgsql 10 and later.</summary>
    public static DriverConnection Npgsql(ConnectionOptions options) => new NpgsqlForm().Render(options);

    /// <summary>libpq's URI, as psql and pgbench take it.</summary>
    public static DriverConnection Uri(ConnectionOptions options) => new LibpqUriForm().Render(options);

    /// <summary>libpq's keywords and values.</summary>
    public static DriverConnection Keywords(ConnectionOptions options) => new LibpqKeywordsForm().Render(options);

    /// <summary>For psycopg 3.</summary>
    public static DriverConnection Psycopg(ConnectionOptions options) => new PsycopgForm().Render(options);

    /// <summary>For asyncpg.</summary>
    public static DriverConnection Asyncpg(ConnectionOptions options) => new AsyncpgForm().Render(options);

    /// <summary>For SQLAlchemy over asyncpg.</summary>
    public static DriverConnection Sqlalchemy(ConnectionOptions options) => new SqlalchemyForm().Render(options);

    /// <summary>For pgJDBC.</summary>
    public static DriverConnection Jdbc(ConnectionOptions options) => new JdbcForm().Render(options);

    /// <summary>For pgx 5.</summary>
    public static DriverConnection Pgx(ConnectionOptions options) => new PgxForm().Render(options);

    /// <summary>For node-postgres; it cannot carry a database name with <c>?</c>, <c>#</c> or <c>/</c>.</summary>
    public static DriverConnection NodePostgres(ConnectionOptions options) => new NodePostgresForm().Render(options);

    /// <summary>For Prisma's own engine; it cannot carry a database name of only dots.</summary>
    public static DriverConnection Prisma(ConnectionOptions options) => new PrismaForm().Render(options);
}
