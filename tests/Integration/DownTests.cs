using System.Diagnostics;
using Infra.Cli.Local;

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
        Assert.Empty(ServerProcess.Where(arguments => arguments.Any(argument => argument.StartsWith(target.Folders.StateFolder, StringComparison.Ordinal))));
        foreach (int port in new[] { target.Ports.Pooler, target.Ports.Primary }.Concat(target.Ports.Replicas))
            Assert.Null(Listener.Find(port));

        LocalResult again = await target.UpAsync();

        Assert.Equal("primary Started", $"{again.Parts[0].Name} {again.Parts[0].Change}");
        Assert.Equal(password, target.Password("app"));
        Assert.Equal(1, await TestTarget.ScalarAsync<int>(target.Pooled("app_ro"), "SELECT number FROM kept"));

        await target.DownAsync(purge: true);

        Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(target.Folders.StateFolder).Select(Path.GetFileName));
    }

    [RealServersFact]
    public async Task Up_WhereTheServersAccountCannotEnter_MovesTheirFilesAndPurgeRemovesThem()
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using TestTarget target = new(reachable: false);

        await target.UpAsync();

        string line = Assert.Single(target.Progress, line => line.StartsWith("User postgres cannot enter", StringComparison.Ordinal));
        Assert.Equal($"User postgres cannot enter {target.Folders.StateFolder}: data and programs go to {target.Folders.FallbackRoot}.", line);
        Assert.Equal("app", await TestTarget.ScalarAsync<string>(target.Pooled(), "SELECT current_user::text"));
        Assert.False((await target.UpAsync()).Changed);

        await target.DownAsync(purge: true);

        Assert.False(Directory.Exists(target.Folders.FallbackRoot));
    }

    [RealServersFact]
    public async Task Up_AsAnOrdinaryUser_Works()
    {
        if (!Environment.IsPrivilegedProcess)
            return;
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
