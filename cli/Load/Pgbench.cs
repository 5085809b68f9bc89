using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Cli.Load;

/// <summary>A load by pgbench, in a closed loop.</summary>
internal sealed record PgbenchRequest
{
    /// <summary>Npgsql connection string; its pooling does not count.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>A transaction, in pgbench's own language.</summary>
    public required string Script { get; init; }

    /// <summary>How many clients; 1 or more.</summary>
    public required int Clients { get; init; }

    /// <summary>Threads of pgbench; 1 up to the number of clients.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whole seconds; 1 or more. The time to connect is not part of it.</summary>
    public int Seconds { get; init; } = 3;

    /// <summary>
    /// simple, extended or prepared. Not prepared for scripts of several statements with more clients than server connections:
    /// pgbench 15 then prepares while it waits for nobody else, and hangs.
    /// </summary>
    public string Protocol { get; init; } = "prepared";

    /// <summary>Whether every transaction logs in anew.</summary>
    public bool ConnectPerTransaction { get; init; }
}

/// <summary>What pgbench printed.</summary>
/// <param name="PerSecond">Transactions a second, without the time to connect unless each logs in.</param>
/// <param name="Latency">Mean.</param>
/// <param name="Transactions">Done.</param>
/// <param name="Failed">Failed.</param>
internal sealed record PgbenchResult(double PerSecond, TimeSpan Latency, long Transactions, long Failed);

/// <summary>Runs pgbench, which is on PATH or in the folders of Debian's packages.</summary>
internal static partial class Pgbench
{
    private const string Packages = "/usr/lib/postgresql";
    private const string Fix = "install the package postgresql-contrib, or put pgbench on PATH";

    /// <summary>The program; null where there is none.</summary>
    public static string? Find()
    {
        IEnumerable<string> packaged = Directory.Exists(Packages)
            ? Directory.EnumerateDirectories(Packages).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return packaged.Concat(onPath).Select(folder => Path.Combine(folder, "pgbench")).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="MachineException">There is no pgbench, or it failed.</exception>
    public static async Task<PgbenchResult> RunAsync(PgbenchRequest request, CancellationToken cancellation)
    {
        string program = Find() ?? throw new MachineException("pgbench was not found", null, null, Fix);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-pgbench-");
        try
        {
            string script = Path.Combine(folder.FullName, "script.sql");
            await File.WriteAllTextAsync(script, request.Script, cancellation);
            CommandResult result = await Command.TryRunAsync(
                Arguments(program, script, request), cancellation, folder.FullName, environment: Environs(request.ConnectionString));
            return Parse(result.Output) is { } parsed && result.ExitCode == 0
                ? parsed
                : throw new MachineException($"pgbench failed with exit code {Text(result.ExitCode)}", Command.LastLines(result.Error, 3), null,
                    "see the log of the pooler and of the server");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What it printed at its end; null when it did not get there.</summary>
    internal static PgbenchResult? Parse(string output)
    {
        Match tps = Tps().Match(output), latency = Average().Match(output), done = Processed().Match(output), failed = Failed().Match(output);
        return tps.Success && latency.Success && done.Success
            ? new PgbenchResult(
                double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture),
                TimeSpan.FromMilliseconds(double.Parse(latency.Groups[1].Value, CultureInfo.InvariantCulture)),
                long.Parse(done.Groups[1].Value, CultureInfo.InvariantCulture),
                failed.Success ? long.Parse(failed.Groups[1].Value, CultureInfo.InvariantCulture) : 0)
            : null;
    }

    internal static ImmutableArray<string> Arguments(string program, string script, PgbenchRequest request) =>
    [
        program, "--no-vacuum", $"--file={script}", $"--client={Text(request.Clients)}", $"--jobs={Text(request.Threads)}",
        $"--time={Text(request.Seconds)}", $"--protocol={request.Protocol}", .. request.ConnectPerTransaction ? ["--connect"] : Array.Empty<string>(),
    ];

    /// <summary>The way there; the password travels in the environment, which only its owner can read.</summary>
    internal static (string, string)[] Environs(string connectionString)
    {
        NpgsqlConnectionStringBuilder target = new(connectionString);
        string ssl = target.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Prefer => "prefer",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            _ => "verify-full",
        };
        return
        [
            ("PGHOST", target.Host!), ("PGPORT", Text(target.Port)), ("PGDATABASE", target.Database ?? target.Username!), ("PGUSER", target.Username!),
            ("PGPASSWORD", target.Password ?? ""), ("PGSSLMODE", ssl), ("PGCONNECT_TIMEOUT", "30"),
            .. target.RootCertificate is { } authority ? [("PGSSLROOTCERT", authority)] : Array.Empty<(string, string)>(),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^tps = ([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Tps();

    [GeneratedRegex(@"^latency average = ([\d.]+) ms", RegexOptions.Multiline)]
    private static partial Regex Average();

    [GeneratedRegex(@"^number of transactions actually processed: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Processed();

    [GeneratedRegex(@"^number of failed transactions: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Failed();
}
