using System.Data;
using Npgsql;

namespace Infra.Cli.Load;

/// <summary>What a transaction took, in seconds.</summary>
/// <param name="Wait">Until the server began, and the way of the answer.</param>
/// <param name="Service">The rest.</param>
internal readonly record struct Took(double Wait, double Service);

/// <summary>One client with one connection, which it keeps.</summary>
/// <param name="source">Where it connects.</param>
/// <param name="time">Clock.</param>
internal sealed class LoadClient(NpgsqlDataSource source, TimeProvider time) : IAsyncDisposable
{
    private readonly Dictionary<(LoadStep Step, TimeSpan? Guard, bool Prepared), NpgsqlBatch> batches = [];
    private NpgsqlConnection? connection;

    /// <summary>Connects, unless it is connected.</summary>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        if (connection is { State: ConnectionState.Open })
            return;
        await DisposeAsync();
        connection = await source.OpenConnectionAsync(cancellation);
    }

    public async Task<Took> RunAsync(LoadTransaction transaction, LoadRequest request, Random random, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        double wait;
        if (transaction.Steps is [var only])
        {
            wait = await WaitAsync(only, request, random, cancellation);
        }
        else
        {
            // BEGIN travels with the first statement.
            await using NpgsqlTransaction under = await connection!.BeginTransactionAsync(cancellation);
            wait = await WaitAsync(transaction.Steps[0], request, random, cancellation);
            foreach (LoadStep step in transaction.Steps[1..])
                await ExecuteAsync(step, request, random, cancellation);
            await under.CommitAsync(cancellation);
        }
        return new Took(wait, time.GetElapsedTime(began).TotalSeconds - wait);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NpgsqlBatch batch in batches.Values)
            await batch.DisposeAsync();
        batches.Clear();
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
    }

    /// <summary>What of a statement's time the server did not spend on it.</summary>
    private async Task<double> WaitAsync(LoadStep step, LoadRequest request, Random random, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        double served = await ExecuteAsync(step, request, random, cancellation);
        return Math.Max(0, time.GetElapsedTime(began).TotalSeconds - served);
    }

    private async Task<double> ExecuteAsync(LoadStep step, LoadRequest request, Random random, CancellationToken cancellation)
    {
        bool prepared = request.Prepare && !request.ConnectPerTransaction;
        if (!batches.TryGetValue((step, request.Guard, prepared), out NpgsqlBatch? batch))
        {
            batch = LoadBatch.Create(connection!, step, request.Guard);
            batches.Add((step, request.Guard, prepared), batch);
            if (prepared)
                await batch.PrepareAsync(cancellation);
        }
        LoadBatch.Draw(batch, step, request.BusyRoundsPerSecond, random);
        return await LoadBatch.ExecuteAsync(batch, cancellation);
    }
}
