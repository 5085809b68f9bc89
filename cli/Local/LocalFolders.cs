using System.Security.Cryptography;
using System.Text;

namespace Infra.Cli.Local;

/// <summary>Where the local target keeps its things.</summary>
/// <param name="StateFolder">Small files that must survive: state, passwords, certificates; by default <c>.infra/local</c> of the clone.</param>
/// <param name="ToolsFolder">Programs fetched for this machine; by default <c>.infra/tools</c> of the clone.</param>
public sealed record LocalFolders(string StateFolder, string ToolsFolder)
{
    private const string SystemRoot = "/var/lib/infra";

    /// <summary>Full path of the state folder.</summary>
    public string StateFolder { get; } = Path.GetFullPath(StateFolder);

    /// <summary>Full path of the tools folder.</summary>
    public string ToolsFolder { get; } = Path.GetFullPath(ToolsFolder);

    internal string StateFile => Path.Combine(StateFolder, "state.json");

    internal string SecretsFile => Path.Combine(StateFolder, "secrets.json");

    internal string LockFile => Path.Combine(StateFolder, "lock");

    internal string LockOwnerFile => Path.Combine(StateFolder, "lock.owner");

    /// <summary>What the servers use where their account cannot enter the clone.</summary>
    internal string FallbackRoot
    {
        get
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(StateFolder));
            return Path.Combine(SystemRoot, Convert.ToHexStringLower(hash)[..12]);
        }
    }

    /// <summary>Makes the state folder; whoever cannot write there learns it before anything else happens.</summary>
    internal void Make()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(StateFolder)!);
            Files.MakeFolder(StateFolder, null, Environment.IsPrivilegedProcess ? Files.PassageFolder : Files.PrivateFolder);
            string probe = Path.Combine(StateFolder, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new MachineException($"the folder {StateFolder} cannot be written", denied.Message, "a folder of the current user",
                "give the folder to this user, or choose another one", denied);
        }
    }

    /// <summary>
    /// Where the servers keep data, pods and logs: inside the state folder, or below /var/lib when the servers' account cannot enter that.
    /// </summary>
    internal async Task<string> ChooseRuntimeAsync(Account? account, IProgress<string> progress, CancellationToken cancellation)
    {
        if (await CanEnterAsync(StateFolder, account, cancellation))
            return Path.Combine(StateFolder, "run");
        progress.Report($"User {account!.Name} cannot enter {StateFolder}: data and programs go to {FallbackRoot}.");
        return Path.Combine(FallbackRoot, "run");
    }

    /// <summary>Where fetched programs go: the same choice for the tools.</summary>
    internal async Task<string> ChooseToolsAsync(Account? account, CancellationToken cancellation)
    {
        MakeReadable(ToolsFolder);
        if (await CanEnterAsync(ToolsFolder, account, cancellation))
            return ToolsFolder;
        string fallback = Path.Combine(FallbackRoot, "tools");
        MakeReadable(fallback);
        return fallback;
    }

    private static async Task<bool> CanEnterAsync(string folder, Account? account, CancellationToken cancellation) =>
        account is null || (await Command.TryRunAsync(["test", "-x", folder], cancellation, account: account)).ExitCode == 0;

    private static void MakeReadable(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                return;
            Directory.CreateDirectory(folder);
            // Whatever the umask: these are public programs, and the servers' account runs them.
            File.SetUnixFileMode(folder, Files.PassageFolder | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new MachineException($"the folder {folder} cannot be written", denied.Message, "a folder of the current user",
                "give the folder to this user", denied);
        }
    }
}
