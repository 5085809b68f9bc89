using System.Globalization;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>Asks PgBouncer's admin console through psql.</summary>
/// <param name="machine">Where psql is.</param>
/// <param name="connectionString">Npgsql connection string of the console.</param>
internal sealed class AdminConsole(LocalMachine machine, string connectionString)
{
    /// <summary>A setting in force, as SHOW CONFIG prints it.</summary>
    public async Task<string> SettingAsync(string name, CancellationToken cancellation)
    {
        NpgsqlConnectionStringBuilder target = new(connectionString);
        string keywords = PostgresConfiguration.Keywords(
            ("host", target.Host!), ("port", target.Port.ToString(CultureInfo.InvariantCulture)), ("dbname", target.Database!),
            ("user", target.Username!), ("sslmode", target.RootCertificate is null ? "require" : "verify-full"),
            ("sslrootcert", target.RootCertificate ?? ""));
        // The password travels in the environment, which only its owner can read.
        string answer = await Command.RunAsync(
            [machine.Postgres("psql"), "-X", "-A", "-t", "-d", keywords, "-c", "SHOW CONFIG"], "see the log of the pods", cancellation,
            environment: ("PGPASSWORD", target.Password ?? ""));
        return answer.Split('\n').Select(line => line.Split('|')).FirstOrDefault(fields => fields[0] == name)?[1]
            ?? throw new MachineException($"PgBouncer does not report {name}", null, null, "use PgBouncer 1.21 or newer");
    }
}
