using Npgsql;
using Polly;
using Polly.Retry;

namespace Samples.AspNetService;

/// <summary>The two ways to the database, as they were handed over.</summary>
public sealed class Database : IAsyncDisposable
{
    private static readonly TimeSpan DefaultRetryFor = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _readWrite;
    private readonly NpgsqlDataSource _readOnly;
    private readonly ResiliencePipeline _retries;

    /// <summary>
    /// Makes the sources. The strings say all there is to say, the size of the pool included: it is the one that the plan counted, and a
    /// larger one would take connections that other workloads were promised.
    /// </summary>
    public Database(IConfiguration configuration)
    {
        _readWrite = NpgsqlDataSource.Create(Required("ReadWrite"));
        _readOnly = NpgsqlDataSource.Create(Required("ReadOnly"));
        _retries = new ResiliencePipelineBuilder()
            // For all attempts together: as long as a caller waits, and longer than a failover takes where it is to go unnoticed.
            .AddTimeout(configuration.GetValue("RetryFor", DefaultRetryFor))
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(Transient.Is),
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromSeconds(1),
                UseJitter = true,
                MaxRetryAttempts = int.MaxValue,
            })
            .Build();

        string Required(string name) => configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"ConnectionStrings:{name} is missing; set ConnectionStrings__{name} to the emitted string");
    }

    /// <summary>Runs something on the primary; again where the way to it broke, so it must be something that may be done twice.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlCommand, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        RunAsync(_readWrite, work, cancellation);

    /// <summary>Runs something on a replica.</summary>
    public Task<T> ReadAsync<T>(Func<NpgsqlCommand, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        RunAsync(_readOnly, work, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _readWrite.DisposeAsync();
        await _readOnly.DisposeAsync();
    }

    private async Task<T> RunAsync<T>(
        NpgsqlDataSource source, Func<NpgsqlCommand, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        await _retries.ExecuteAsync(
            async token =>
            {
                // A connection for each attempt: the broken one does not go back to the pool.
                await using var command = source.CreateCommand();
                return await work(command, token);
            },
            cancellation);
}
