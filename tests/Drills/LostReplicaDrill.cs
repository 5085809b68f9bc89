using Infra.Cli.Local;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class LostReplicaDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    [RealServersFact]
    public async Task Stop_TheReplica_FailsReadsAndLeavesWritesAlone()
    {
        LocalPart replica = (await Target.ResetAsync()).Parts.Single(part => part.Kind == PartKind.Replica && part.Pid is not null);
        await using Traffic traffic = await Traffic.StartAsync(Target);

        ServerProcess process = DrillTarget.Process(replica);
        long stopped = Traffic.Now;
        process.Signal(Native.Interrupt);
        Assert.True(await Wait.UntilAsync(() => !process.IsAlive, TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));
        await traffic.WritersProceedAsync();
        Assert.True(await Wait.UntilAsync(() => traffic.Failures.Any(failure => failure.Reads), TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));
        await traffic.WritersProceedAsync();
        await Target.UpAsync();
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Transaction[] refused = [.. traffic.Failures.Where(failure => failure.Reads)];
        TimeSpan longest = refused.Max(failure => TimeProvider.System.GetElapsedTime(failure.Began, failure.Ended));
        Print($"lost replica: {refused.Length} reads refused, the last after {longest.TotalSeconds:0.0} s, while {traffic.Done} transactions went on",
            $"{traffic.Failures.Length - refused.Length} writes failed; reads resumed with the replica");
        Assert.DoesNotContain(traffic.Failures, failure => !failure.Reads);
        Assert.All(refused, failure => Assert.True(failure.Ended > stopped, $"{failure}"));
        // No reader was led to the primary: that would be the other choice.
        Assert.True(await TestTarget.ScalarAsync<bool>(Target.Connection("readOnly", 1), "SELECT pg_is_in_recovery()"));
    }
}
