using System.Globalization;

namespace Infra.Cli.Local;

/// <summary>Lets one command at a time change the local target. The kernel drops the lock when its holder dies, however it dies.</summary>
internal sealed class StateLock : IDisposable
{
    private readonly FileStream stream;

    private StateLock(FileStream stream) => this.stream = stream;

    public static StateLock Take(LocalFolders folders)
    {
        folders.Make();
        FileStream stream;
        try
        {
            stream = new FileStream(folders.LockFile, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = Files.Private,
            });
        }
        catch (IOException held)
        {
            string owner = File.Exists(folders.LockOwnerFile) ? File.ReadAllText(folders.LockOwnerFile).Trim() : "unknown";
            throw new MachineException($"another ./infra command is at work on this local target (pid {owner})", null, null,
                $"wait until it has finished, or end it with: kill {owner}", held);
        }
        Files.Write(folders.LockOwnerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), null);
        return new StateLock(stream);
    }

    public void Dispose() => stream.Dispose();
}
