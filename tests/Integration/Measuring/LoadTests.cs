using Infra.Cli.Load;
using Npgsql;

namespace Infra.Integration.Measuring;

public sealed class LoadTests(TestTarget target) : IClassFixture<TestTarget>
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private static LoadRequest Sleeping(double milliseconds) => new()
    {
        Clients = 20,
        Transactions = [new(LoadStep.Wait(milliseconds))],
        WarmUp = TimeSpan.FromMilliseconds(300),
        Duration = TimeSpan.FromSeconds(1),
    };

    [RealServersFact]
    public async Task RunAsync_MoreClientsThanConnections_TellsWaitFromService()
    {
        await target.ResetAsync();

        // Two pods with 5 connections each: clients wait about as long as they are served.
        LoadResult result = await RunAsync(20, Sleeping(50));

        Assert.Empty(result.Failures);
        Assert.False(result.GaveUp);
        // Together they are 100 ms and more; a machine that others use too adds to both.
        Assert.InRange(result.Service.Mean.TotalMilliseconds, 50, 95);
        Assert.True(result.Wait.Mean > result.Service.Mean / 4, $"{result}");
        Assert.Equal(result.Latency.Mean.TotalSeconds, (result.Wait.Mean + result.Service.Mean).TotalSeconds, 3);
        // 200, and up to one more for each connection that ends on the edge of the measured time.
        Assert.InRange(result.PerSecond, 60, 220);
    }

    [RealServersFact]
    public async Task RunAsync_ArrivalsAtARate_KeepTheRate()
    {
        await target.ResetAsync();

        LoadResult result = await RunAsync(50, Sleeping(2) with { Clients = 50, Arrivals = Arrivals.Open(200), Duration = TimeSpan.FromSeconds(2) });

        Assert.Empty(result.Failures);
        Assert.InRange(result.PerSecond, 100, 260);
    }

    [RealServersFact]
    public async Task RunAsync_TransactionsOfAllShapes_Succeed()
    {
        await target.ResetAsync();
        await using NpgsqlConnection connection = new(target.Pooled());
        await connection.OpenAsync();
        double rounds = await BusyWork.RoundsPerSecondAsync(connection, CancellationToken.None);
        LoadRequest mixed = Sleeping(1) with
        {
            Transactions =
            [
                new(LoadStep.Select) { Weight = 3 },
                new(LoadStep.Wait(1, 1), LoadStep.Work(1), LoadStep.Select),
                new(new LoadStep { Waiting = ServiceTime.Of(1), Busy = ServiceTime.Of(0.5, 1) }),
                new(new LoadStep { Query = "SELECT relname FROM pg_class" }),
            ],
            BusyRoundsPerSecond = rounds,
            Arrivals = Arrivals.Closed(TimeSpan.FromMilliseconds(5)),
        };

        Assert.All(
            await Task.WhenAll(RunAsync(20, mixed), RunAsync(20, mixed with { Prepare = false, Guard = TimeSpan.FromSeconds(5) }),
                RunAsync(2, mixed with { Clients = 2, ConnectPerTransaction = true })),
            result =>
            {
                Assert.Empty(result.Failures);
                Assert.True(result.Transactions > 0);
            });
    }

    [RealServersFact]
    public async Task RunAsync_GuardedLoad_CanNeitherWriteNorTakeLong()
    {
        await target.ResetAsync();
        LoadRequest guarded = Sleeping(0) with { Clients = 1, Guard = TimeSpan.FromMilliseconds(200), MostFailures = 1, Drain = TimeSpan.FromSeconds(5) };

        LoadResult writing = await RunAsync(1, guarded with { Transactions = [Query("CREATE TABLE never (id int)")] });
        LoadResult dawdling = await RunAsync(1, guarded with { Transactions = [Query("SELECT pg_sleep(5)")] });

        Assert.True(writing.GaveUp);
        Assert.Equal(["25006"], writing.Failures.Keys);
        Assert.True(dawdling.GaveUp);
        Assert.Equal(["57014"], dawdling.Failures.Keys);

        static LoadTransaction Query(string sql) => new(new LoadStep { Query = sql });
    }

    [RealServersFact]
    public async Task RunAsync_Pgbench_IsMeasuredThroughThePooler()
    {
        await target.ResetAsync();

        PgbenchResult result = await Pgbench.RunAsync(
            new() { ConnectionString = target.Pooled(), Script = "SELECT pg_sleep(0.005);\n", Clients = 20, Seconds = 1 }, CancellationToken.None);

        Assert.Equal(0, result.Failed);
        Assert.True(result.Transactions > 0);
        Assert.InRange(result.Latency.TotalMilliseconds, 5, 1000);
    }

    private async Task<LoadResult> RunAsync(int clients, LoadRequest request)
    {
        await using LoadClients connected = await LoadClients.ConnectAsync(target.Pooled(), clients, Clock, CancellationToken.None);
        return await connected.RunAsync(request, null, CancellationToken.None);
    }
}
