using Infra.Cli.Local;
using Npgsql;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class LostPodDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    // Below the size of a pod's pool, on whichever pod they are.
    private const int Held = 8;

    [RealServersFact]
    public async Task Kill_OnePod_FailsOnlyWhatItHeld()
    {
        LocalPart part = DrillTarget.Pods(await Target.ResetAsync())
            .First(part => part.Change != PartChange.Draining && part.Pid is not null);
        int number = PodPeers.NumberOf(Pod.FolderOf(Target.Runtime, part.Name))!.Value;
        await using Traffic traffic = await Traffic.StartAsync(Target);

        Task<(int Pod, bool Failed)>[] held = [.. Enumerable.Range(0, Held).Select(_ => HoldAsync())];
        bool running = await Wait.UntilAsync(
            async () => await TestTarget.ScalarAsync<long>(
                Target.Superuser(),
                "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(5)' AND state = 'active'") == Held,
            TimeSpan.FromSeconds(10), TimeProvider.System, CancellationToken.None);

        long killed = Traffic.Now;
        DrillTarget.Process(part).Signal(Native.Kill);
        TimeSpan back = await traffic.AllProceedAsync();
        int failures = traffic.Failures.Length;
        await traffic.AllProceedAsync();

        (int Pod, bool Failed)[] ends = await Task.WhenAll(held);
        await traffic.VerifyAsync();
        Transaction[] inFlight = [.. traffic.Failures.Where(failure => failure.Began <= killed)];
        Transaction[] later = [.. traffic.Failures.Where(failure => failure.Began > killed)];
        TimeSpan limit = TimeSpan.FromSeconds(new NpgsqlConnectionStringBuilder(Target.Connection("readWrite", 1)).Timeout);
        Print($"lost pod: {ends.Count(end => end.Failed)} of {Held} long transactions and {inFlight.Length} short ones in flight failed",
            $"{later.Length} clients found their idle connection closed",
            $"all {Traffic.Writers + Traffic.Readers} work again after {back.TotalSeconds:0.0} s (connect time-out {limit.TotalSeconds} s), {traffic.Done} transactions");
        Assert.True(running, "the long transactions never ran all at once");
        Assert.All(ends, end => Assert.Equal(end.Pod == number, end.Failed));
        // Who was just connecting was at no pod as yet.
        Assert.All(traffic.Failures, failure => Assert.True(
            failure.Pod == number || (failure is { Stage: Stage.Open, Pod: 0 } && failure.Began <= killed), $"{failure} was not at pod {number}"));
        Assert.NotEmpty(traffic.Failures);
        // A pooled connection that lay idle is found dead by its next user, before that has asked for anything.
        Assert.All(later, failure => Assert.Equal(Stage.First, failure.Stage));
        Assert.Equal(failures, traffic.Failures.Length);
        Assert.True(back < limit, $"the last client was back after {back.TotalSeconds} s");
    }

    /// <summary>A transaction that is under way when the pod is killed: at which pod, and whether it failed.</summary>
    private async Task<(int Pod, bool Failed)> HoldAsync()
    {
        await using NpgsqlConnection connection = new(
            new NpgsqlConnectionStringBuilder(Target.Connection("readWrite", 1)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        int pod = Traffic.PodOf(connection);
        await using NpgsqlCommand command = new("SELECT pg_sleep(5)", connection);
        try
        {
            await command.ExecuteNonQueryAsync();
            return (pod, false);
        }
        catch (NpgsqlException)
        {
            return (pod, true);
        }
    }
}
