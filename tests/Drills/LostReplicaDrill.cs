using Infra.Cli.Local;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class LostReplicaDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    [RealServersFact]
    public async Task Stop_TheReplica_FailsReadsAndLeavesWritesAlone()
    {
        LocalPart replica = Replica(await Target.ResetAsync());
        await using Traffic traffic = await Traffic.StartAsync(Target);

        long stopped = await StopAsync(replica);
        await traffic.WritersProceedAsync();
        Assert.True(await Wait.UntilAsync(() => traffic.Failures.Any(failure => failure.Reads), TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));
        await traffic.WritersProceedAsync();
        await Target.UpAsync();
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Transaction[] refused = Refused(traffic, stopped);
        Print($"lost replica: {refused.Length} reads refused, the last after {Longest(refused):0.0} s, while {traffic.Done} transactions went on",
            $"{traffic.Failures.Length - refused.Length} writes failed; reads resumed with the replica");
        // No reader was led to the primary: that would be the other choice.
        Assert.True(await ReadsFromAReplicaAsync());
    }

    [RealServersFact]
    public async Task Stop_TheReplicaWhereThePrimaryIsTheLastResort_LeadsReadsThere()
    {
        await Target.ResetAsync();
        Target.Specification["pooler"]!["readFallback"] = "primary";
        LocalPart replica = Replica(await Target.UpAsync());
        await using Traffic traffic = await Traffic.StartAsync(Target);
        Assert.True(await ReadsFromAReplicaAsync());

        long stopped = await StopAsync(replica);
        TimeSpan moved = await traffic.AllProceedAsync();
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Transaction[] refused = Refused(traffic, stopped);
        Print($"lost replica, primary as the last resort: every reader read on after {moved.TotalSeconds:0.0} s, {refused.Length} reads failed, 0 writes",
            $"{traffic.Done} transactions");
        AssertPassed(refused, stopped);
        Assert.False(await ReadsFromAReplicaAsync());
    }

    [RealServersFact]
    public async Task Stop_OneOfTwoReplicas_LeavesReadsToTheOther()
    {
        await Target.ResetAsync();
        Target.Specification["database"]!["replicas"] = 2;
        LocalResult up = await Target.UpAsync();
        await using Traffic traffic = await Traffic.StartAsync(Target);

        long stopped = await StopAsync(Replica(up));
        TimeSpan moved = await traffic.AllProceedAsync();
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Transaction[] refused = Refused(traffic, stopped);
        Print($"lost one of two replicas: every reader read on after {moved.TotalSeconds:0.0} s, {refused.Length} reads failed, 0 writes",
            $"{traffic.Done} transactions");
        AssertPassed(refused, stopped);
        Assert.True(await ReadsFromAReplicaAsync());
    }

    private static LocalPart Replica(LocalResult result) => result.Parts.First(part => part.Kind == PartKind.Replica && part.Pid is not null);

    private static async Task<long> StopAsync(LocalPart replica)
    {
        ServerProcess process = DrillTarget.Process(replica);
        long stopped = Traffic.Now;
        process.Signal(Native.Interrupt);
        Assert.True(await Wait.UntilAsync(() => !process.IsAlive, TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));
        return stopped;
    }

    /// <summary>The reads that failed; nothing but reads may fail, and none before the replica stopped.</summary>
    private static Transaction[] Refused(Traffic traffic, long stopped)
    {
        Assert.DoesNotContain(traffic.Failures, failure => !failure.Reads);
        Assert.All(traffic.Failures, failure => Assert.True(failure.Ended > stopped, $"{failure}"));
        return [.. traffic.Failures];
    }

    /// <summary>
    /// Where PgBouncer has met the dead host, it refuses everybody for server_login_retry, a quarter of queueWait, before it asks the next.
    /// </summary>
    private void AssertPassed(Transaction[] refused, long stopped) =>
        Assert.All(refused, failure => Assert.True(TimeProvider.System.GetElapsedTime(stopped, failure.Began) < Target.QueueWait, $"{failure}"));

    private static double Longest(Transaction[] refused) =>
        refused.Max(failure => TimeProvider.System.GetElapsedTime(failure.Began, failure.Ended)).TotalSeconds;

    private Task<bool> ReadsFromAReplicaAsync() => TestTarget.ScalarAsync<bool>(Target.Connection("readOnly", 1), "SELECT pg_is_in_recovery()");
}
