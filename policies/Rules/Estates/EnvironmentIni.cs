using System.Collections.Frozen;
using System.Text;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Estates;

/// <summary>The pgbouncer.ini that an image makes of its variables: those of edoburu/pgbouncer, and those of Bitnami with their prefix.</summary>
internal static class EnvironmentIni
{
    private static readonly FrozenSet<string> NotSettings = ["admin_users", "auth_file"];

    /// <summary>The file; null where a variable is not known, because it may hold anything, and where none says a host: then a file does.</summary>
    public static string? Of(ProgramEnvironment environment)
    {
        if (environment.UnreadAt is not null)
            return null;
        var sources = Sources(environment);
        if (sources.Any(variable => variable is { Value.IsKnown: false }))
            return null;
        var (host, port, name, user, url) = (sources[0], sources[1], sources[2], sources[3], sources[4]);
        var read = url is { Value.Value: { Length: > 0 } text } ? ConnectionText.Parse(text.Split(',')[0]) : null;
        if ((host?.Value.Value ?? read?.Host) is not { Length: > 0 } known)
            return null;
        var ini = new StringBuilder("[databases]\n");
        ini.Append(Quoted(name?.Value.Value ?? read?.Database ?? "*")).Append(" = host=").Append(Value(known));
        if ((port?.Value.Value ?? read?.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { Length: > 0 } number)
            ini.Append(" port=").Append(Value(number));
        if ((user?.Value.Value ?? read?.User) is { Length: > 0 } role)
            ini.Append(" user=").Append(Value(role));
        ini.Append("\n\n[pgbouncer]\n");
        foreach (var variable in environment.ByName.Values.OrderBy(variable => variable.Name, StringComparer.Ordinal))
        {
            var setting = (variable.Name.StartsWith("PGBOUNCER_", StringComparison.Ordinal) ? variable.Name["PGBOUNCER_".Length..] : variable.Name).ToLowerInvariant();
            if (setting != "database" && !NotSettings.Contains(setting) && SettingCatalogue.Find(SettingScope.Pooler, setting) is not null)
            {
                if (variable.Value.Value is not { } value)
                    return null;
                ini.Append(setting).Append(" = ").Append(value.ReplaceLineEndings(" ")).Append('\n');
            }
        }

        return ini.ToString();
    }

    /// <summary>Whether its entry comes out of a secret, so that it may not be shown.</summary>
    public static bool IsSecret(ProgramEnvironment environment) => Sources(environment).Any(variable => variable is { IsSecret: true });

    private static Variable?[] Sources(ProgramEnvironment environment) =>
    [
        environment.First("DB_HOST", "POSTGRESQL_HOST"),
        environment.First("DB_PORT", "POSTGRESQL_PORT"),
        environment.First("PGBOUNCER_DATABASE", "DB_NAME"),
        environment["DB_USER"],
        environment.First("DATABASE_URL", "DATABASE_URLS"),
    ];

    private static string Quoted(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Value(string text) => $"'{text.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";
}
