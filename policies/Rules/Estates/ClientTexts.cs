using System.Text.RegularExpressions;

namespace Infra.Policies.Rules.Estates;

/// <summary>What the variables of a client say of its sessions.</summary>
internal static partial class ClientTexts
{
    /// <summary>Variables with SQL that a pool runs on each new connection: those of HikariCP under Spring, and of Quarkus.</summary>
    private static readonly string[] InitialSql =
    [
        "SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL", "SPRING_DATASOURCE_HIKARI_CONNECTIONINITSQL", "QUARKUS_DATASOURCE_JDBC_NEW_CONNECTION_SQL",
    ];

    /// <summary>Whether it has a connection string that is not known.</summary>
    public static bool IsUnknown(Client client) => client.Connection is null && client.Environment is { } environment
        && environment.ByName.Values.Any(variable =>
            variable.At == client.HostAt && !variable.Value.IsKnown && EnvironmentNames.IsConnectionString(variable.Name));

    /// <summary>An Npgsql string whose pool resets each connection that it gets back.</summary>
    public static bool Resets(ConnectionText text) =>
        text.Form == ConnectionForm.Npgsql && !Is(text, "pooling", "false")
        && !Is(text, "no reset on close", "true") && !Is(text, "noresetonclose", "true");

    /// <summary>A variable whose SQL changes the session of each new connection; null where there is none.</summary>
    public static Variable? SessionSql(Client client)
    {
        foreach (var name in InitialSql)
        {
            if (client.Environment?[name] is { Value: { IsKnown: true, Value: { } sql } } variable && SessionStatement().IsMatch(sql))
                return variable;
        }

        return null;
    }

    /// <summary>A variable with such SQL that is not known; null where there is none.</summary>
    public static Variable? UnknownSql(Client client)
    {
        foreach (var name in InitialSql)
        {
            if (client.Environment?[name] is { Value.IsUnknown: true } variable)
                return variable;
        }

        return null;
    }

    /// <summary>Whether an option has a value, in whatever case.</summary>
    public static bool Is(ConnectionText text, string option, string value) =>
        text.Options.TryGetValue(option, out var given) && string.Equals(given, value, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"\b(set\s+(?!local\b|transaction\b)|set_config\s*\(|reset\b|discard\b|listen\b|load\b|prepare\b|declare\b|create\s+(temp|temporary)\b|pg_advisory_lock)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SessionStatement();
}
