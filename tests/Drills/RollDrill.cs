using System.Text.Json.Nodes;
using Infra.Cli.Local;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class RollDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    // Only root can have the kernel give the connections that an old pod has not yet accepted to another one.
    [RealServersFact(AsRoot = true)]
    [Trait(Duration, Minutes)]
    public Task Roll_EveryPodOfAStatefulSet_FailsNoTransactionOfClientsWithTheEmittedString() => RollAsync(surge: 0, most: 2);

    [RealServersFact(AsRoot = true)]
    [Trait(Duration, Minutes)]
    public Task Roll_EveryPodOfADeployment_FailsNoTransactionOfClientsWithTheEmittedString() => RollAsync(surge: 1, most: 4);

    /// <param name="surge">With one there is a Deployment, which starts a pod before another one ends; without, a StatefulSet.</param>
    /// <param name="most">Most pods at a time, those that drain among them.</param>
    private async Task RollAsync(int surge, int most)
    {
        await Target.ResetAsync();
        JsonNode pooler = Target.Specification["pooler"]!;
        pooler["drain"] = "10s";
        pooler["replicas"]!["surge"] = surge;
        ServerProcess[] old = [.. DrillTarget.Pods(await Target.UpAsync()).Where(pod => pod.Pid is not null).Select(DrillTarget.Process)];
        await using Traffic traffic = await Traffic.StartAsync(Target);

        pooler["settings"]!["pkt_buf"] = 8192;
        long began = Traffic.Now;
        Task<LocalResult> rolling = Target.UpAsync();
        int pods = 0;
        bool gone = await Wait.UntilAsync(
            () =>
            {
                pods = Math.Max(pods, Pod.Folders(Target.Runtime).Count(folder => Pod.Find(folder) is not null));
                return rolling.IsCompleted && !old.Any(pod => pod.IsAlive);
            },
            TimeSpan.FromMinutes(3), TimeProvider.System, CancellationToken.None);
        LocalResult rolled = await rolling;
        TimeSpan took = Traffic.Since(began);
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Print($"roll, surge {surge}: {old.Length} pods replaced in {took.TotalSeconds:0.0} s, at most {pods} at a time",
            $"{traffic.Done} transactions of {Traffic.Writers + Traffic.Readers} clients, {traffic.Failures.Length} failed",
            $"{traffic.Connections} connections");
        Assert.Equal(2, DrillTarget.Pods(rolled).Count(pod => pod.Change == PartChange.Created));
        Assert.InRange(pods, 2, most);
        Assert.True(gone, "an old pod waited for a client that did not leave");
        Assert.Empty(traffic.Failures);
    }
}
