using Infra.Cli.Local;
using Npgsql;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class CancelDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    // The kernel deals each cancel request to either pod: that all of these meet the right one by chance happens once in 65536 times.
    private const int Queries = 16;

    [RealServersFact]
    public async Task Cancel_ThroughWhateverPod_ReachesTheQuery()
    {
        await Target.ResetAsync();
        // Room for all of them in either pod.
        Target.Specification["pooler"]!["settings"]!["default_pool_size"] = Queries + 4;
        await Target.UpAsync();
        await using Traffic traffic = await Traffic.StartAsync(Target);

        using CancellationTokenSource cancel = new();
        Task<string?>[] queries = [.. Enumerable.Range(0, Queries).Select(_ => RunAsync(cancel.Token))];
        bool running = await Wait.UntilAsync(
            async () => await TestTarget.ScalarAsync<long>(
                Target.Superuser(), "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(15)' AND state = 'active'") == Queries,
            TimeSpan.FromSeconds(10), TimeProvider.System, CancellationToken.None);
        long began = Traffic.Now;
        await cancel.CancelAsync();
        string?[] ends = await Task.WhenAll(queries);

        TimeSpan took = Traffic.Since(began);
        await traffic.VerifyAsync();
        Print($"cancel: {ends.Count(end => end == PostgresErrorCodes.QueryCanceled)} of {Queries} queries cancelled in {took.TotalSeconds:0.0} s",
            $"beside {traffic.Done} transactions, {traffic.Failures.Length} failed");
        Assert.True(running, "the queries never ran all at once");
        Assert.All(ends, end => Assert.Equal(PostgresErrorCodes.QueryCanceled, end));
        Assert.Empty(traffic.Failures);
    }

    /// <summary>The error with which a query ends that would run for long; null when nobody cancels it.</summary>
    private async Task<string?> RunAsync(CancellationToken cancellation)
    {
        // Npgsql gives up on a cancel request after two seconds, and then on the connection.
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(Target.Connection("readWrite", 1))
        {
            Pooling = false,
            CancellationTimeout = 20000,
        }.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        // Below statement_timeout, which would end it with the same code.
        await using NpgsqlCommand command = new("SELECT pg_sleep(15)", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (OperationCanceledException ended)
        {
            return (ended.InnerException as PostgresException)?.SqlState;
        }
    }
}
