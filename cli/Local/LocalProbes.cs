using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>What one live check found.</summary>
/// <param name="Name">Name of the check.</param>
/// <param name="Ok">Whether it holds.</param>
/// <param name="Detail">The figures, or what failed.</param>
public sealed record Probe(string Name, bool Ok, string Detail);

/// <summary>What the checks need to know.</summary>
public sealed record ProbeRequest
{
    /// <summary>Npgsql connection string through the pooler to the primary.</summary>
    public required string ReadWrite { get; init; }

    /// <summary>Npgsql connection string through the pooler to a replica; null when there is none.</summary>
    public string? ReadOnly { get; init; }

    /// <summary>Npgsql connection string to the primary itself.</summary>
    public required string Direct { get; init; }

    /// <summary>Npgsql connection string to the pooler's admin console (database <c>pgbouncer</c>).</summary>
    public required string Admin { get; init; }

    /// <summary>Most server connections that the plan allows the role of <see cref="ReadWrite"/>; 1 or more.</summary>
    public required int PlannedBackends { get; init; }

    /// <summary>Clients that are in flight at once; 1 or more.</summary>
    public required int Clients { get; init; }

    /// <summary>lock_timeout as planned.</summary>
    public required TimeSpan Lock { get; init; }

    /// <summary>statement_timeout as planned.</summary>
    public required TimeSpan Statement { get; init; }

    /// <summary>idle_in_transaction_session_timeout as planned.</summary>
    public required TimeSpan IdleInTransaction { get; init; }

    /// <summary>query_wait_timeout as planned; whole seconds.</summary>
    public required TimeSpan QueueWait { get; init; }

    /// <summary>Never the passwords.</summary>
    public override string ToString() => $"{Clients} clients onto {PlannedBackends} server connections";
}

/// <summary>The live checks at the end of <c>up</c>.</summary>
/// <param name="machine">Where psql is: the admin console answers the simple protocol only, which Npgsql does not speak.</param>
/// <param name="time">Clock.</param>
public sealed class LocalProbes(LocalMachine machine, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>Runs all checks, one after the other; a check that throws counts as failed.</summary>
    public async Task<ImmutableArray<Probe>> RunAsync(ProbeRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        List<(string Name, Func<CancellationToken, Task<(bool Ok, string Detail)>> Run)> checks =
        [
            ("write", stop => RouteProbes.WriteAsync(request.ReadWrite, stop)),
        ];
        if (request.ReadOnly is { } readOnly)
            checks.Add(("read-only", stop => RouteProbes.ReadOnlyAsync(readOnly, stop)));
        checks.Add(("prepared statement", stop => PreparedStatementProbe.RunAsync(request, stop)));
        checks.Add(("time-outs", stop => TimeoutsAsync(request, stop)));
        checks.Add(("TLS", stop => RouteProbes.TlsAsync(request.ReadWrite, stop)));
        checks.Add(("clients", stop => new LoadProbe(request, time).RunAsync(stop)));

        ImmutableArray<Probe>.Builder probes = ImmutableArray.CreateBuilder<Probe>();
        foreach ((string name, Func<CancellationToken, Task<(bool Ok, string Detail)>> run) in checks)
        {
            progress.Report($"Probing: {name}.");
            using CancellationTokenSource limit = new(Limit, time);
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                (bool ok, string detail) = await run(stop.Token);
                probes.Add(new Probe(name, ok, detail));
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is not OutOfMemoryException)
            {
                probes.Add(new Probe(name, false, limit.IsCancellationRequested
                    ? $"no answer within {Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s"
                    : Describe(failure)));
            }
        }
        return probes.ToImmutable();
    }

    internal static string Describe(Exception failure) => failure.InnerException is { } inner && failure is not PostgresException
        ? $"{failure.Message} ({inner.Message})"
        : failure.Message;

    private async Task<(bool Ok, string Detail)> TimeoutsAsync(ProbeRequest request, CancellationToken cancellation)
    {
        (string Name, TimeSpan Planned)[] planned =
        [
            ("lock_timeout", request.Lock), ("statement_timeout", request.Statement),
            ("idle_in_transaction_session_timeout", request.IdleInTransaction),
        ];
        List<(string Name, TimeSpan Planned, TimeSpan Found)> found = [];
        await using (NpgsqlConnection connection = await RouteProbes.OpenAsync(request.ReadWrite, cancellation))
        {
            foreach ((string name, TimeSpan value) in planned)
            {
                string setting = await Sql.ScalarAsync<string>(connection, "SELECT setting FROM pg_settings WHERE name = $1", cancellation, name);
                found.Add((name, value, TimeSpan.FromMilliseconds(long.Parse(setting, CultureInfo.InvariantCulture))));
            }
        }
        string wait = await new AdminConsole(machine, request.Admin).SettingAsync("query_wait_timeout", cancellation);
        found.Add(("query_wait_timeout", request.QueueWait, TimeSpan.FromSeconds(double.Parse(wait, CultureInfo.InvariantCulture))));
        return (found.All(entry => entry.Planned == entry.Found), string.Join(", ", found.Select(entry =>
            $"{entry.Name} {Seconds(entry.Found)}" + (entry.Planned == entry.Found ? "" : $" (planned {Seconds(entry.Planned)})"))));
    }

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s";
}
