using System.Collections.Concurrent;
using Npgsql;

namespace Infra.Integration;

/// <summary>Clients that open, use and return pooled connections without a pause until they are stopped.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly NpgsqlDataSource source;
    private readonly Task[] clients;
    private int transactions;

    public Load(string connectionString, int count)
    {
        // As the plan asks of clients: they leave a pod sooner than it ends.
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = true,
            MaxPoolSize = count,
            ConnectionLifetime = 1,
        });
        clients = [.. Enumerable.Range(0, count).Select(_ => Task.Run(RunAsync))];
    }

    public ConcurrentBag<Exception> Failures { get; } = [];

    public int Transactions => transactions;

    /// <summary>Waits for a number of transactions from now on.</summary>
    public async Task ProceedAsync(int count)
    {
        int from = transactions;
        while (transactions - from < count && Failures.IsEmpty)
            await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        await source.DisposeAsync();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using NpgsqlConnection connection = await source.OpenConnectionAsync();
                await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
                await using NpgsqlCommand command = new("SELECT 1 FROM pg_sleep(0.01)", connection, transaction);
                await command.ExecuteScalarAsync();
                await transaction.CommitAsync();
                Interlocked.Increment(ref transactions);
            }
            catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
            {
                Failures.Add(failure);
            }
        }
    }
}
