using Infra.Cli.Local;
using Npgsql;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class LostPodDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    [RealServersFact]
    public async Task Kill_OnePod_FailsOnlyWhatItHeld()
    {
        ServerProcess pod = DrillTarget.Process(DrillTarget.Pods(await Target.ResetAsync()).First(part => part.Change != PartChange.Draining && part.Pid is not null));
        await using Traffic traffic = await Traffic.StartAsync(Target);

        long killed = Traffic.Now;
        pod.Signal(Native.Kill);
        TimeSpan back = await traffic.AllProceedAsync();
        int failures = traffic.Failures.Length;
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Transaction[] inFlight = [.. traffic.Failures.Where(failure => failure.Began <= killed)];
        Transaction[] later = [.. traffic.Failures.Where(failure => failure.Began > killed)];
        TimeSpan limit = TimeSpan.FromSeconds(new NpgsqlConnectionStringBuilder(Target.Connection("readWrite", 1)).Timeout);
        Print($"lost pod: {inFlight.Length} transactions in flight failed, {later.Length} clients found their idle connection closed",
            $"all {Traffic.Writers + Traffic.Readers} work again after {back.TotalSeconds:0.0} s (connect time-out {limit.TotalSeconds} s), {traffic.Done} transactions");
        // A connect that took longer than its time-out would be a failure too, of the stage Open.
        // A pooled connection that lay idle is found dead by its next user, before that has asked for anything.
        Assert.All(later, failure => Assert.Equal(Stage.First, failure.Stage));
        Assert.Equal(failures, traffic.Failures.Length);
        Assert.True(traffic.Failures.Length < Traffic.Writers + Traffic.Readers, "more than the connections of one pod failed");
    }
}
