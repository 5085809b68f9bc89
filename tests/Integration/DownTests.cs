using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Integration;

public sealed class DownTests
{
    [RealServersFact]
    public async Task Down_AfterUp_LeavesNothingRunningAndKeepsTheData()
    {
        using TestTarget target = new();
        LocalResult first = await target.UpAsync();
        await TestTarget.ScalarAsync<object>(target.Pooled(), "CREATE TABLE kept AS SELECT 1 AS number; SELECT number FROM kept");
        string password = target.Password("app");

        LocalResult down = await target.DownAsync();

        Assert.All(down.Parts, part => Assert.Equal(PartChange.Stopped, part.Change));
        Assert.All(first.Parts, part => Assert.Null(ServerProcess.Read(part.Pid!.Value)));
        Assert.Empty(Ours(target));
        InvalidInputException nobody = await Assert.ThrowsAsync<InvalidInputException>(() => OrderAsync(target, PoolerOrders.Pause));
        Assert.Equal("no pod of the local target runs; fix: run ./infra up local", nobody.Message);
        foreach (IPEndPoint address in new[] { LocalPorts.Server(0, target.Ports.Pooler), target.Ports.Primary }.Concat(target.Ports.Replicas))
            Assert.Null(Listener.Find(address));

        LocalResult again = await target.UpAsync();

        Assert.Equal("primary Started", $"{again.Parts[0].Name} {again.Parts[0].Change}");
        Assert.Equal(password, target.Password("app"));
        Assert.Equal(1, await TestTarget.ScalarAsync<int>(target.Pooled("app_ro"), "SELECT number FROM kept"));

        await target.DownAsync(purge: true);

        Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(target.Folders.StateFolder).Select(Path.GetFileName));
    }

    [RealServersFact]
    public async Task Down_WhileAPodServesItsLastClient_LeavesNothingRunning()
    {
        using TestTarget target = new() { Fixture = new Fixture { Pods = 1 } };
        await target.UpAsync();
        await using NpgsqlConnection client = new(target.Pooled());
        await client.OpenAsync();
        LocalPart draining = await ReplaceAsync(target);

        await target.DownAsync();

        Assert.Null(ServerProcess.Read(draining.Pid!.Value));
        Assert.Empty(Ours(target));
    }

    [RealServersFact]
    public async Task Up_RestartOfAServerWhileAPodServesItsLastClient_WaitsForItAndNeverPausesIt()
    {
        using TestTarget target = new() { Fixture = new Fixture { Pods = 1, Grace = 60 } };
        await target.UpAsync();
        await using NpgsqlConnection client = new(target.Pooled());
        await client.OpenAsync();
        LocalPart draining = await ReplaceAsync(target);
        ServerProcess process = ServerProcess.Read(draining.Pid!.Value)!.Value;

        PoolerAnswer refused = Assert.Single(await OrderAsync(target, PoolerOrders.Pause));
        Assert.Equal(draining.Name, refused.Name);
        Assert.Matches(@"^serves its last clients and could be paused only for good; it ends within \d+ s$", refused.Failure);
        target.Fixture = target.Fixture with { MaxConnections = 80 };
        Task<LocalResult> restarting = target.UpAsync();
        Assert.True(await Wait.UntilAsync(
            () => target.Reported($"Waiting for pod {draining.Name}"),
            TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));
        await using (NpgsqlCommand command = new("SELECT 1", client))
            Assert.Equal(1, await command.ExecuteScalarAsync());
        Assert.True(process.IsAlive);
        await client.CloseAsync();

        LocalResult restarted = await restarting;
        Assert.Equal("primary Restarted", $"{restarted.Parts[0].Name} {restarted.Parts[0].Change}");
        Assert.False(process.IsAlive);
        Assert.Equal("80", await TestTarget.ScalarAsync<string>(target.Pooled(), "SHOW max_connections"));
    }

    [RealServersFact]
    public async Task Up_PodWhoseClientStays_EndsByItselfAfterItsGracePeriod()
    {
        using TestTarget target = new() { Fixture = new Fixture { Pods = 1, Grace = 4 } };
        await target.UpAsync();
        await using NpgsqlConnection client = new(target.Pooled());
        await client.OpenAsync();
        LocalPart draining = await ReplaceAsync(target);
        await using (NpgsqlCommand command = new("SELECT 1", client))
            Assert.Equal(1, await command.ExecuteScalarAsync());

        Assert.True(await Wait.UntilAsync(
            () => ServerProcess.Read(draining.Pid!.Value) is null, TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None));
        Assert.False((await target.UpAsync()).Changed);
        Assert.DoesNotContain(LocalTarget.Status(target.Folders).Parts, part => part.Name == draining.Name);
    }

    private static async Task<LocalPart> ReplaceAsync(TestTarget target)
    {
        target.Fixture = target.Fixture with { Settings = target.Fixture.Settings.Add("pkt_buf", "8192") };
        LocalResult replaced = await target.UpAsync();
        return Assert.Single(replaced.Parts, part => part.Change == PartChange.Draining);
    }

    private static async Task<ImmutableArray<PoolerAnswer>> OrderAsync(TestTarget target, string order)
    {
        using LocalTarget held = target.Hold();
        return await held.OrderAsync(await held.PrepareAsync(target, CancellationToken.None), order, CancellationToken.None);
    }

    private static IEnumerable<ServerProcess> Ours(TestTarget target) => ServerProcess.Where(
        arguments => arguments.Any(argument => argument.StartsWith(target.Folders.StateFolder, StringComparison.Ordinal)));

    [RealServersFact(AsRoot = true)]
    public async Task Up_WhereTheServersAccountCannotEnter_MovesTheirFilesAndPurgeRemovesThem()
    {
        using TestTarget target = new(reachable: false);

        await target.UpAsync();

        string line = Assert.Single(target.Progress, line => line.StartsWith("User postgres cannot enter", StringComparison.Ordinal));
        Assert.Equal($"User postgres cannot enter {target.Folders.StateFolder}: data and programs go to {target.Folders.FallbackRoot}.", line);
        Assert.Equal("app", await TestTarget.ScalarAsync<string>(target.Pooled(), "SELECT current_user::text"));
        Assert.False((await target.UpAsync()).Changed);

        await target.DownAsync(purge: true);

        Assert.False(Directory.Exists(target.Folders.FallbackRoot));
    }

    [RealServersFact(AsRoot = true)]
    public async Task Up_AsAnOrdinaryUser_Works()
    {
        using TestTarget target = new();
        Native.ChangeOwner(Path.GetDirectoryName(target.Folders.StateFolder)!, new Account("nobody", 65534, 65534));

        using Process child = Child.Start(target.Folders, target.Ports, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.True(child.ExitCode == 0, output);
        Assert.Equal("app", await TestTarget.ScalarAsync<string>(target.Pooled(), "SELECT current_user::text"));
        Assert.False(Directory.Exists(target.Folders.FallbackRoot));
    }
}
