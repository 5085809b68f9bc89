using System.Collections.Immutable;
using Npgsql;

namespace Infra.Cli.Load;

/// <summary>Clients that are connected once and may work through several loads, one after the other.</summary>
internal sealed class LoadClients : IAsyncDisposable
{
    // More handshakes at a time only make each of them slower.
    private const int ConcurrentHandshakes = 16;

    private readonly NpgsqlDataSource source;
    private readonly ImmutableArray<LoadClient> clients;
    private readonly TimeProvider time;

    private LoadClients(NpgsqlDataSource source, int count, TimeProvider time)
    {
        this.source = source;
        this.time = time;
        clients = [.. Enumerable.Range(0, count).Select(_ => new LoadClient(source, time))];
    }

    public int Count => clients.Length;

    /// <summary>Connects them.</summary>
    /// <param name="connectionString">Npgsql connection string; the clients' pooling is their own.</param>
    /// <param name="count">How many; 1 or more.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NpgsqlException">One of them was refused.</exception>
    public static async Task<LoadClients> ConnectAsync(string connectionString, int count, TimeProvider time, CancellationToken cancellation)
    {
        NpgsqlDataSourceBuilder builder = new(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Enlist = false,
            MaxAutoPrepare = 0,
            CommandTimeout = 0,
        }.ConnectionString);
        // The types in use are known; the query for them would be the load's heaviest.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        NpgsqlDataSource source = builder.Build();
        LoadClients all = new(source, count, time);
        try
        {
            await all.ConnectAsync(cancellation);
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>Works through a load; those whose connection broke in the one before connect anew.</summary>
    /// <param name="request">The load.</param>
    /// <param name="look">Is called at the ends of the measured time; the load goes on meanwhile.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<LoadResult> RunAsync(LoadRequest request, Func<LoadMoment, CancellationToken, Task>? look, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Clients, clients.Length);
        if (!request.ConnectPerTransaction)
            await ConnectAsync(cancellation);
        using LoadRun run = new(request, clients[..request.Clients], time, cancellation);
        return await run.RunAsync(look ?? ((_, _) => Task.CompletedTask));
    }

    public async ValueTask DisposeAsync()
    {
        await Parallel.ForEachAsync(clients, async (client, _) => await client.DisposeAsync());
        await source.DisposeAsync();
    }

    private Task ConnectAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        clients, new ParallelOptions { MaxDegreeOfParallelism = ConcurrentHandshakes, CancellationToken = cancellation },
        async (client, stop) => await client.ConnectAsync(stop));
}
