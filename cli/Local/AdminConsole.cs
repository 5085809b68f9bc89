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
        await using PsqlConsole console = new(
            target.Host!,
            Command.Describe([machine.Postgres("psql"), .. PsqlConsole.Options, "-d", keywords], null, null, ("PGPASSWORD", target.Password ?? "")),
            "see the log of the pods");
        return (await console.AskAsync("SHOW CONFIG", cancellation)).Read().FirstOrDefault(row => row("key") == name)?.Invoke("value")
            ?? throw new MachineException($"PgBouncer does not report {name}", null, null, "use PgBouncer 1.21 or newer");
    }
}
