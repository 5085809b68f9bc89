using System.Net;
using Infra.Cli.Local;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class FailoverDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    private const int Continue = 18;
    private const int Stop = 19;

    [RealServersFact]
    public Task Kill_ThePrimary_LosesNoCommitAndNobodyWritesToItAgain() => KillAsync(pooling: true);

    // The new primary must know the verifiers by which the pods log in: a connection that is kept would not show it.
    [RealServersFact]
    [Trait(Duration, Minutes)]
    public Task Kill_ThePrimaryOfClientsThatLogInEachTime_LosesNoCommitAndNobodyWritesToItAgain() => KillAsync(pooling: false);

    private async Task KillAsync(bool pooling)
    {
        await Target.ResetAsync();
        Target.Parameters["synchronous_standby_names"] = "*";
        LocalResult before = await Target.UpAsync();
        LocalPorts ports = Target.Ports;
        LocalPart primary = before.Parts.Single(part => part.Kind == PartKind.Primary);
        await using Traffic traffic = await Traffic.StartAsync(Target, pooling);

        long killed = Traffic.Now;
        DrillTarget.Process(primary).Signal(Native.Kill);
        FailoverResult failover = await Target.FailOverAsync();
        await traffic.AllProceedAsync();
        int failures = traffic.Failures.Length;
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync(Target.Superuser());
        long resumed = traffic.Transactions.Where(write => !write.Reads && write.Stage == Stage.Done && write.Began > killed).Min(write => write.Ended);
        Print($"failover, {(pooling ? "connections kept" : "a login for each transaction")}: writes resumed {TimeProvider.System.GetElapsedTime(killed, resumed).TotalSeconds:0.0} s after the kill, {traffic.Done} transactions",
            $"0 of the committed ones lost, {failures} failed meanwhile, {traffic.Failures.Length - failures} afterwards");
        Assert.Equal((primary.Name, false, true), (failover.From, failover.Planned, failover.Synchronous));
        Assert.Equal(ports.Replicas[0], Target.Ports.Primary);
        Assert.True(traffic.Failures.Length == failures, $"failed after everybody was at work again: {traffic.Failures.MaxBy(failure => failure.Began)}");
        await AssertFencedAsync(failover, ports.Primary);
        LocalResult again = await Target.UpAsync();
        Assert.False(again.Changed, string.Join('\n', again.Parts));
    }

    [RealServersFact]
    public async Task FailOver_OfAPrimaryThatRuns_FailsNoTransaction()
    {
        await Target.ResetAsync();
        await using Traffic traffic = await Traffic.StartAsync(Target);

        FailoverResult failover = await Target.FailOverAsync();
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync(Target.Superuser());
        Transaction slowest = traffic.Transactions.Where(write => !write.Reads).MaxBy(write => write.Ended - write.Began)!;
        Print($"switchover: {traffic.Done} transactions, {traffic.Failures.Length} failed",
            $"the slowest write took {TimeProvider.System.GetElapsedTime(slowest.Began, slowest.Ended).TotalSeconds:0.0} s");
        Assert.True(failover.Planned);
        Assert.Null(failover.Kept);
        Assert.Empty(traffic.Failures.Where(failure => !failure.Reads));
        Assert.False((await Target.UpAsync()).Changed);
    }

    [RealServersFact]
    public async Task FailOver_OfAPrimaryThatHangs_NamesTheProcessToEndAndChangesNothing()
    {
        LocalPart primary = (await Target.ResetAsync()).Parts.Single(part => part.Kind == PartKind.Primary);
        DrillTarget.Process(primary).Signal(Stop);
        try
        {
            MachineException hangs = await Assert.ThrowsAsync<MachineException>(Target.FailOverAsync);

            Assert.StartsWith($"{primary.Name} runs and does not answer (received ", hangs.Message, StringComparison.Ordinal);
            Assert.EndsWith(
                $"; to replace it by force, end it (kill -KILL {primary.Pid}) and run the command again", hangs.Message, StringComparison.Ordinal);
        }
        finally
        {
            DrillTarget.Process(primary).Signal(Continue);
        }
        Assert.False((await Target.UpAsync()).Changed);
    }

    [RealServersFact]
    public async Task FailOver_InterruptedBeforeThePromotion_IsFinishedByTheNextUp()
    {
        LocalResult before = await Target.ResetAsync();
        LocalPart primary = before.Parts.Single(part => part.Kind == PartKind.Primary), replica = before.Parts.Single(part => part is { Kind: PartKind.Replica, Pid: not null });
        DrillTarget.Process(primary).Signal(Native.Kill);
        LocalState state = LocalState.Read(Target.Folders)!;
        (state with { Failover = new LocalFailover(primary.Name, replica.Name, false) }).Write(Target.Folders);

        LocalResult after = await Target.UpAsync();

        Assert.Equal(replica.Name, after.Parts.Single(part => part.Kind == PartKind.Primary).Name);
        Assert.Equal(replica.Pid, after.Parts.Single(part => part.Kind == PartKind.Primary).Pid);
        Assert.Null(LocalState.Read(Target.Folders)!.Failover);
        Assert.False(await TestTarget.ScalarAsync<bool>(Target.Connection("readWrite", 1), "SELECT pg_is_in_recovery()"));
        Assert.True(await TestTarget.ScalarAsync<bool>(Target.Connection("readOnly", 1), "SELECT pg_is_in_recovery()"));
        Assert.Equal(after.Parts.Where(part => part.Pid is not null).Select(part => part.Name), LocalTarget.Status(Target.Folders).Parts.Select(part => part.Name));
    }

    /// <summary>The dead primary's data lies aside, nothing works on it, no pod leads to its address as a primary.</summary>
    private async Task AssertFencedAsync(FailoverResult failover, IPEndPoint former)
    {
        Assert.True(Directory.Exists(failover.Kept));
        Assert.Empty(ServerProcess.WorkingIn(failover.Kept));
        // The new replica may have taken the dead primary's name.
        string folder = Path.Combine(Target.Runtime, failover.From);
        Assert.True(!Directory.Exists(folder) || File.Exists(Path.Combine(folder, "standby.signal")));
        // What listens there now is the new replica.
        Assert.True(await TestTarget.ScalarAsync<bool>(Target.Superuser(former), "SELECT pg_is_in_recovery()"));
        Assert.False(await TestTarget.ScalarAsync<bool>(Target.Connection("readWrite", 1), "SELECT pg_is_in_recovery()"));
        Assert.True(await TestTarget.ScalarAsync<bool>(Target.Connection("readOnly", 1), "SELECT pg_is_in_recovery()"));
    }
}
