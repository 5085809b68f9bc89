using System.Collections.Concurrent;
using System.Collections.Immutable;
using Npgsql;

namespace Infra.Cli.Bench;

/// <summary>Who was served.</summary>
/// <param name="Clients">Clients that came.</param>
/// <param name="Served">Clients that got an answer.</param>
/// <param name="Refused">Clients that were not let in.</param>
/// <param name="Failures">What clients were told, and how many of them.</param>
/// <param name="PerSecond">Clients a second, up to the last that was served.</param>
internal sealed record StormResult(int Clients, int Served, int Refused, ImmutableSortedDictionary<string, long> Failures, double PerSecond)
{
    /// <summary>What the server held while they were connected; null where that cannot be read.</summary>
    public ServerMemory? Memory { get; init; }

    public bool ServesAll => Served == Clients;
}

/// <summary>Clients that all connect at one moment, do one transaction each and stay connected: who is served, and when.</summary>
internal sealed class Storm : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly NpgsqlDataSource source;
    private readonly ConcurrentBag<NpgsqlConnection> connections = [];
    private readonly ConcurrentDictionary<string, long> failures = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource over = new();
    private readonly TimeProvider time;
    private readonly int clients;
    private Task visits = Task.CompletedTask;
    private long began;
    private long last;
    private long moved;
    private int knocking;
    private int served;
    private int refused;

    private Storm(string connectionString, int clients, TimeProvider time)
    {
        this.clients = clients;
        this.time = time;
        NpgsqlDataSourceBuilder builder = new(new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false, MaxAutoPrepare = 0, CancellationTimeout = -1 }.ConnectionString);
        // The types in use are known; the query for them would be most of the work.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        source = builder.Build();
    }

    /// <summary>What has become of it.</summary>
    public StormResult Result => new(
        clients, served, refused, failures.ToImmutableSortedDictionary(StringComparer.Ordinal), served == 0 ? 0 : served / time.GetElapsedTime(began, last).TotalSeconds);

    /// <summary>Lets them arrive; returns when all are served, or when nothing has happened for a while.</summary>
    /// <param name="connectionString">Where to.</param>
    /// <param name="clients">How many.</param>
    /// <param name="sql">Their transaction.</param>
    /// <param name="patience">How long nothing may happen to any client before it counts as the end.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Storm> ArriveAsync(
        string connectionString, int clients, string sql, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        Storm storm = new(connectionString, clients, time);
        try
        {
            await storm.RunAsync(sql, patience, cancellation);
            return storm;
        }
        catch
        {
            await storm.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes all connections. Where clients still wait for a pooler, that must have ended: it alone can send them away at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await visits;
        await Parallel.ForEachAsync(connections, async (connection, _) => await connection.DisposeAsync());
        await source.DisposeAsync();
        over.Dispose();
    }

    private async Task RunAsync(string sql, TimeSpan patience, CancellationToken cancellation)
    {
        knocking = clients;
        began = last = moved = time.GetTimestamp();
        visits = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => VisitAsync(sql), CancellationToken.None)));
        // Who is turned away by a full backlog knocks again after one second and after three.
        while (!visits.IsCompleted && time.GetElapsedTime(Volatile.Read(ref moved)) < (Volatile.Read(ref knocking) > 0 ? 4 * patience : patience))
            await Task.WhenAny(visits, Task.Delay(Glance, time, cancellation));
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task VisitAsync(string sql)
    {
        NpgsqlConnection connection = source.CreateConnection();
        connections.Add(connection);
        bool entered = false;
        try
        {
            await connection.OpenAsync(over.Token);
            entered = true;
            Volatile.Write(ref moved, time.GetTimestamp());
            Interlocked.Decrement(ref knocking);
            await using NpgsqlCommand command = new(sql, connection);
            await command.ExecuteScalarAsync(over.Token);
            Volatile.Write(ref last, time.GetTimestamp());
            Volatile.Write(ref moved, last);
            Interlocked.Increment(ref served);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException or InvalidOperationException)
        {
            // Whoever still waits when it is over is not refused.
            if (over.IsCancellationRequested)
                return;
            if (!entered)
            {
                Interlocked.Increment(ref refused);
                Interlocked.Decrement(ref knocking);
            }

            Volatile.Write(ref moved, time.GetTimestamp());
            failures.AddOrUpdate((failure as PostgresException)?.MessageText ?? failure.Message, 1, (_, count) => count + 1);
        }
    }
}
