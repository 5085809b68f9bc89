using Infra.Cli.Local;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class RollDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    // Only root can have the kernel give the connections that an old pod has not yet accepted to another one.
    [RealServersFact(AsRoot = true)]
    [Trait(Duration, Minutes)]
    public async Task Roll_EveryPod_FailsNoTransactionOfClientsWithTheEmittedString()
    {
        await Target.ResetAsync();
        Target.Specification["pooler"]!["drain"] = "10s";
        ServerProcess[] old = [.. DrillTarget.Pods(await Target.UpAsync()).Where(pod => pod.Pid is not null).Select(DrillTarget.Process)];
        await using Traffic traffic = await Traffic.StartAsync(Target);

        Target.Specification["pooler"]!["settings"]!["pkt_buf"] = 8192;
        long began = Traffic.Now;
        LocalResult rolled = await Target.UpAsync();
        bool gone = await Wait.UntilAsync(() => !old.Any(pod => pod.IsAlive), TimeSpan.FromMinutes(2), TimeProvider.System, CancellationToken.None);
        TimeSpan took = Traffic.Since(began);
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Print($"roll: {old.Length} pods replaced in {took.TotalSeconds:0.0} s, {traffic.Done} transactions of {Traffic.Writers + Traffic.Readers} clients",
            $"{traffic.Failures.Length} failed, {traffic.Connections} connections");
        Assert.Equal(2, DrillTarget.Pods(rolled).Count(pod => pod.Change == PartChange.Created));
        Assert.True(gone, "an old pod waited for a client that did not leave");
        Assert.Empty(traffic.Failures);
    }
}
