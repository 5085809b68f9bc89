using System.Net.Sockets;
using Infra.Cli.Local;

namespace Infra.Integration;

public sealed class BadInputTests
{
    [RealServersFact]
    public async Task Up_PortInUse_NamesPortAndProcessAndMakesNothing()
    {
        using TestTarget target = new();
        using TcpListener other = new(target.Ports.Primary);
        other.Start();

        MachineException refused = await Assert.ThrowsAsync<MachineException>(() => target.UpAsync());

        Assert.Equal($"port {target.Ports.Primary.Port}, which the primary needs, is in use", refused.Problem);
        Assert.StartsWith($"pid {Environment.ProcessId}: ", refused.Received, StringComparison.Ordinal);
        Assert.Equal($"end that process (kill {Environment.ProcessId}), or choose other ports with --port and --database-port", refused.Fix);
        Assert.False(Directory.Exists(Path.Combine(target.Folders.StateFolder, "run")));
    }

    [RealServersFact]
    public async Task Up_StateFolderLostWhileServersRun_NamesThemAndKillsNothing()
    {
        using TestTarget target = new();
        LocalResult first = await target.UpAsync();
        string state = Path.Combine(target.Folders.StateFolder, "state.json");
        string kept = File.ReadAllText(state);
        File.Delete(state);

        MachineException refused = await Assert.ThrowsAsync<MachineException>(() => target.UpAsync());

        Assert.Equal($"port {target.Ports.Pooler}, which the pooler needs, is in use", refused.Problem);
        Assert.All(first.Parts, part => Assert.NotNull(ServerProcess.Read(part.Pid!.Value)));
        File.WriteAllText(state, kept);
    }

    [Fact]
    public void State_Damaged_NamesFileLineColumnAndFix()
    {
        using TestTarget target = new();
        using LocalTarget held = target.Hold();
        string file = Path.Combine(target.Folders.StateFolder, "state.json");
        File.WriteAllText(file, "{\n  \"version\": 1,\n  \"stack\": local\n}\n");

        InvalidInputException damaged = Assert.Throws<InvalidInputException>(() => held.State);

        Assert.Equal(
            $"{file} is damaged at line 3, column 12; "
            + "fix: delete the file and run ./infra up local again; data, passwords and certificates lie elsewhere and are kept",
            damaged.Message);
        File.Delete(file);
    }

    [Fact]
    public void State_OfAnotherVersion_IsNotTouched()
    {
        using TestTarget target = new();
        using LocalTarget held = target.Hold();
        string file = Path.Combine(target.Folders.StateFolder, "state.json");
        File.WriteAllText(file, "{\"version\": 7}");

        InvalidInputException other = Assert.Throws<InvalidInputException>(() => held.State);

        Assert.Equal(
            $"{file} was written by another version of this program (received version 7); allowed: version 1; "
            + "fix: use the version that wrote it to take the local target down",
            other.Message);
        File.Delete(file);
    }

    [Fact]
    public void Hold_FolderThatIsAFile_SaysSo()
    {
        string file = Path.GetTempFileName();

        MachineException refused = Assert.Throws<MachineException>(() => LocalTarget.Hold(new LocalFolders(file, file), TimeProvider.System));

        Assert.Equal($"the folder {file} cannot be written", refused.Problem);
        File.Delete(file);
    }
}
