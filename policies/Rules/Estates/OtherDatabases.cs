using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Policies.Rules.Estates;

/// <summary>
/// Tells that a program speaks to something else than PostgreSQL under names that both use: DB_HOST, <c>Server=…</c>,
/// <c>host=…;username=…</c>. Where nothing says so it counts as PostgreSQL.
/// </summary>
internal static class OtherDatabases
{
    private static readonly ImmutableArray<string> Products =
    [
        "mysql", "mariadb", "mssql", "sqlserver", "sqlsrv", "oracle", "sqlite", "mongo", "redis", "rabbit", "amqp", "kafka", "elastic",
        "clickhouse", "cassandra", "memcache", "servicebus",
    ];

    /// <summary>MySQL, SQL Server, Oracle, RabbitMQ, Redis, MongoDB.</summary>
    private static readonly ImmutableArray<int> Ports = [3306, 1433, 1521, 5672, 6379, 27017];

    /// <summary>By these frameworks choose a driver: Laravel, Sequelize, Django, TypeORM, Strapi, Spring, Keycloak.</summary>
    private static readonly ImmutableArray<string> Choices =
    [
        "DB_CONNECTION", "DB_DIALECT", "DB_ENGINE", "DB_TYPE", "DB_CLIENT", "DB_DRIVER", "DB_ADAPTER", "DB_VENDOR", "DATABASE_TYPE",
        "DATABASE_CLIENT", "DATABASE_DIALECT", "DATABASE_ENGINE", "SPRING_DATASOURCE_DRIVER_CLASS_NAME", "KC_DB",
    ];

    /// <summary>Options that only the connection strings of SQL Server, MySQL and RabbitMQ have.</summary>
    private static readonly ImmutableArray<string> Options =
    [
        "data source", "initial catalog", "integrated security", "trusted_connection", "multipleactiveresultsets", "encrypt",
        "virtualhost", "charset", "allowuservariables", "allow user variables", "convert zero datetime", "allow zero datetime",
        "treat tiny as boolean", "default command timeout",
    ];

    /// <summary>Whether a name has that of another product in it.</summary>
    public static bool IsNamed(string name) => Products.Any(product => name.Contains(product, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a port is that of another product.</summary>
    public static bool HasPort(string? port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Ports.Contains(number);

    /// <summary>Whether what a program calls just its database is another product.</summary>
    public static bool IsMeant(ProgramEnvironment environment) =>
        Choices.Any(name => environment[name]?.Value.Value is { } choice && IsWord(choice) && IsNamed(choice))
        || HasPort(environment.First("DB_PORT", "DATABASE_PORT")?.Value.Value)
        || environment.ByName.Values.Any(variable => EnvironmentNames.IsConnectionString(variable.Name)
            && variable.Value.Value is { } text && text.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && IsNamed(text[..scheme]));

    /// <summary>Rather than a whole connection string, which may hold any name.</summary>
    private static bool IsWord(string text) => text.IndexOfAny(['=', '/', ' ']) < 0;

    /// <summary>Whether the parts of an ADO.NET connection string are those of another product.</summary>
    public static bool IsMeant(IReadOnlyDictionary<string, string> pairs)
    {
        if (Options.Any(pairs.ContainsKey) || HasPort(pairs.GetValueOrDefault("port")))
            return true;
        var host = pairs.GetValueOrDefault("host") ?? pairs.GetValueOrDefault("server") ?? "";
        // SQL Server: tcp:host,1433 and host\instance.
        if (host.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase) || host.Contains('\\', StringComparison.Ordinal)
            || host.EndsWith(".database.windows.net", StringComparison.OrdinalIgnoreCase)
            || (host.Split(',') is [_, var port] && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return true;
        // Server=…;Uid=… is how MySQL's own documentation writes it, and a message broker has no database.
        var hasDatabase = pairs.ContainsKey("database") || pairs.ContainsKey("dbname") || pairs.ContainsKey("db");
        return !pairs.ContainsKey("port") && ((pairs.ContainsKey("server") && pairs.ContainsKey("uid")) || (!hasDatabase && IsNamed(host)));
    }
}
