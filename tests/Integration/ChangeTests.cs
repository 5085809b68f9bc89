using System.Collections.Immutable;
using Infra.Cli.Local;

namespace Infra.Integration;

public sealed class ChangeTests(TestTarget target) : IClassFixture<TestTarget>
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    [RealServersFact]
    public async Task Up_ChangesUnderLoad_ReloadOrReplaceWithoutAFailedTransaction()
    {
        LocalResult first = await target.ResetAsync();
        string[] before = Pods(first);

        await using Load load = new(target.Pooled(), 8);
        await load.ProceedAsync(50);

        target.Fixture = target.Fixture with { Settings = None.Add("default_pool_size", "8") };
        LocalResult reloaded = await target.UpAsync();
        await load.ProceedAsync(50);

        Assert.Empty(load.Failures);
        Assert.Equal(before, Pods(reloaded));
        Assert.All(reloaded.Parts, part => Assert.Equal(part.Kind == PartKind.Pod ? PartChange.Reloaded : PartChange.Unchanged, part.Change));

        target.Fixture = target.Fixture with { Settings = target.Fixture.Settings.Add("pkt_buf", "8192") };
        LocalResult rolled = await target.UpAsync();
        await load.ProceedAsync(50);

        Assert.Empty(load.Failures);
        Assert.Equal(2, rolled.Parts.Count(part => part.Kind == PartKind.Pod && part.Change == PartChange.Created));
        Assert.All(rolled.Parts.Where(part => before.Contains(part.Name)), part => Assert.True(part.Change is PartChange.Draining or PartChange.Stopped, part.ToString()));

        target.Fixture = target.Fixture with { MaxConnections = 80 };
        LocalResult restarted = await target.UpAsync();
        await load.ProceedAsync(50);

        Assert.Empty(load.Failures);
        Assert.Equal(["primary Restarted", "replica-0 Restarted"], restarted.Parts.Take(2).Select(part => $"{part.Name} {part.Change}"));
        Assert.Equal("80", await TestTarget.ScalarAsync<string>(target.Pooled(), "SHOW max_connections"));
        Assert.Equal("80", await TestTarget.ScalarAsync<string>(target.Pooled("app_ro"), "SHOW max_connections"));
    }

    [RealServersFact]
    public async Task Up_AnotherPortOfThePooler_MovesThePods()
    {
        await target.ResetAsync();
        int before = target.Ports.Pooler;

        target.Ports = target.Ports with { Pooler = TestTarget.FreePorts(1)[0] };
        LocalResult moved = await target.UpAsync();

        Assert.Equal(2, moved.Parts.Count(part => part.Kind == PartKind.Pod && part.Change == PartChange.Created));
        Assert.Equal("app", await TestTarget.ScalarAsync<string>(target.Pooled(), "SELECT current_user::text"));
        Assert.Null(Listener.Find(LocalPorts.Server(0, before)));
        Assert.False((await target.UpAsync()).Changed);
    }

    [RealServersFact]
    public async Task Up_PodsReplicasAndParameters_FollowTheRequest()
    {
        await target.ResetAsync();

        target.Fixture = target.Fixture with { Pods = 3, Parameters = target.Fixture.Parameters.SetItem("statement_timeout", "7000") };
        LocalResult more = await target.UpAsync();

        Assert.Equal(3, more.Parts.Count(part => part is { Kind: PartKind.Pod, Pid: not null }));
        Assert.Equal(["primary Reloaded", "replica-0 Reloaded"], more.Parts.Take(2).Select(part => $"{part.Name} {part.Change}"));
        Assert.Equal("7s", await TestTarget.ScalarAsync<string>(target.Direct(), "SHOW statement_timeout"));

        target.Fixture = target.Fixture with { Pods = 1 };
        target.Ports = target.Ports with { Replicas = [] };
        LocalResult fewer = await target.UpAsync();

        Assert.Equal(["primary Unchanged", "replica-0 Removed"], fewer.Parts.Take(2).Select(part => $"{part.Name} {part.Change}"));
        Assert.Single(fewer.Parts, part => part is { Kind: PartKind.Pod, Pid: not null });
        Assert.Equal(0L, await TestTarget.ScalarAsync<long>(target.Direct(), "SELECT count(*) FROM pg_replication_slots"));
    }

    [RealServersFact]
    public async Task Up_DeadPodAndDeadServer_StartsThemAgain()
    {
        LocalResult first = await target.ResetAsync();
        foreach (LocalPart part in new[] { first.Parts[1], first.Parts[^1] })
        {
            ServerProcess process = ServerProcess.Read(part.Pid!.Value)!.Value;
            process.Signal(Native.Kill);
            Assert.True(await Wait.UntilAsync(() => !process.IsAlive, TimeSpan.FromSeconds(10), TimeProvider.System, CancellationToken.None));
        }

        LocalResult second = await target.UpAsync();

        Assert.Equal([PartChange.Unchanged, PartChange.Started, PartChange.Unchanged, PartChange.Started], second.Parts.Select(part => part.Change));
        Assert.True(await TestTarget.ScalarAsync<bool>(target.Pooled("app_ro"), "SELECT pg_is_in_recovery()"));
    }

    [RealServersFact]
    public async Task Up_SettingThatPgBouncerRefuses_KeepsThePreviousOne()
    {
        LocalResult first = await target.ResetAsync();

        target.Fixture = target.Fixture with { Settings = None.Add("max_client_conn", "many") };
        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => target.UpAsync());

        Assert.StartsWith("PgBouncer refuses its new configuration", refused.Message, StringComparison.Ordinal);
        target.Fixture = target.Fixture with { Settings = None };
        LocalResult second = await target.UpAsync();
        Assert.Equal(Pods(first), Pods(second));
        Assert.False(second.Changed);
    }

    [RealServersFact]
    public async Task Up_ParameterThatPostgresRefuses_ChangesNothing()
    {
        await target.ResetAsync();
        Fixture right = target.Fixture;

        target.Fixture = right with { Parameters = right.Parameters.Add("work_mem", "much") };
        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => target.UpAsync());

        Assert.StartsWith("PostgreSQL refuses the parameters of the primary", refused.Message, StringComparison.Ordinal);
        target.Fixture = right;
        Assert.False((await target.UpAsync()).Changed);
    }

    private static string[] Pods(LocalResult result) => [.. result.Parts.Where(part => part.Kind == PartKind.Pod).Select(part => part.Name)];
}
