using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>All clients at once, counted at the server: the promise of the pooler.</summary>
/// <param name="request">How many clients, and how many server connections the plan allows.</param>
/// <param name="time">Clock.</param>
internal sealed class LoadProbe(ProbeRequest request, TimeProvider time)
{
    // More handshakes at a time only make each of them slower.
    private const int ConcurrentHandshakes = 16;
    private static readonly TimeSpan LongestWork = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromMilliseconds(25);

    public async Task<(bool Ok, string Detail)> RunAsync(CancellationToken cancellation)
    {
        ConcurrentBag<NpgsqlConnection> clients = [];
        try
        {
            long began = time.GetTimestamp();
            await Parallel.ForAsync(0, request.Clients, new ParallelOptions { MaxDegreeOfParallelism = ConcurrentHandshakes, CancellationToken = cancellation },
                async (_, stop) => clients.Add(await RouteProbes.OpenAsync(request.ReadWrite, stop)));
            TimeSpan connecting = time.GetElapsedTime(began);

            await using NpgsqlConnection direct = await RouteProbes.OpenAsync(request.Direct, cancellation);
            began = time.GetTimestamp();
            Task<string?>[] work = [.. clients.Select(client => TransactAsync(client, cancellation))];
            Task<string?[]> all = Task.WhenAll(work);
            long most = 0;
            while (!all.IsCompleted)
            {
                most = Math.Max(most, await CountAsync(direct, cancellation));
                await Task.WhenAny(all, Task.Delay(BetweenCounts, time, cancellation));
            }
            string?[] failures = [.. (await all).Where(failure => failure is not null)];
            int answered = request.Clients - failures.Length;
            bool ok = answered == request.Clients && most > 0 && most <= request.PlannedBackends;
            return (ok,
                $"{Text(answered)} of {Text(request.Clients)} clients in flight at once answered in {Seconds(time.GetElapsedTime(began))} "
                + $"over at most {Text(most)} server connections (planned {Text(request.PlannedBackends)}); connecting took {Seconds(connecting)}"
                + (failures.Length == 0 ? "" : $"; first failure: {failures[0]}"));
        }
        finally
        {
            foreach (NpgsqlConnection client in clients)
                await client.DisposeAsync();
        }
    }

    /// <summary>One short transaction; the failure, or null.</summary>
    private async Task<string?> TransactAsync(NpgsqlConnection client, CancellationToken cancellation)
    {
        try
        {
            await using NpgsqlTransaction transaction = await client.BeginTransactionAsync(cancellation);
            await Sql.ScalarAsync<int>(client, "SELECT 1 FROM pg_sleep($1)", cancellation, Work.TotalSeconds);
            await transaction.CommitAsync(cancellation);
            return null;
        }
        catch (NpgsqlException failure)
        {
            return LocalProbes.Describe(failure);
        }
    }

    /// <summary>Long enough to overlap, short enough that the last in the queue is served well before its time-out.</summary>
    private TimeSpan Work
    {
        get
        {
            TimeSpan share = request.QueueWait * 0.25 * request.PlannedBackends / request.Clients;
            return share < LongestWork ? share : LongestWork;
        }
    }

    private async Task<long> CountAsync(NpgsqlConnection direct, CancellationToken cancellation) => await Sql.ScalarAsync<long>(direct,
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND datname = current_database() AND usename = $1 AND pid <> pg_backend_pid()
        """, cancellation, new NpgsqlConnectionStringBuilder(request.ReadWrite).Username!);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
}
