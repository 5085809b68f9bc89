using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Infra.Cli.Local;

/// <summary>Finds a PgBouncer that is new enough, or fetches one into a private folder.</summary>
internal static partial class PgBouncerSetup
{
    private const string Fix = "install PgBouncer 1.21 or newer and put it on PATH";

    // Carries prepared statements in transaction mode from this version on.
    private static readonly Version Oldest = new(1, 21);

    public static async Task<(ImmutableArray<string> Command, Version Version)> FindOrFetchAsync(
        string toolsFolder, IProgress<string> progress, CancellationToken cancellation)
    {
        foreach (string folder in $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string program = Path.Combine(folder, "pgbouncer");
            if (File.Exists(program) && await VersionAsync([program], cancellation) is { } installed && installed >= Oldest)
                return ([program], installed);
        }
        string root = Path.Combine(toolsFolder, $"pgbouncer-{DebianPackages.Suite}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}");
        if (await PrivateAsync(root, cancellation) is { } present)
            return present;

        await FetchAsync(root, toolsFolder, progress, cancellation);
        return await PrivateAsync(root, cancellation)
            ?? throw new MachineException("the fetched PgBouncer does not run on this machine", null, null, Fix);
    }

    private static async Task FetchAsync(string root, string toolsFolder, IProgress<string> progress, CancellationToken cancellation)
    {
        await using FileStream held = await HoldAsync(Path.Combine(toolsFolder, "lock"), cancellation);
        // Another run may have fetched it while this one waited.
        if (await PrivateAsync(root, cancellation) is not null)
            return;
        progress.Report($"Fetching PgBouncer from Debian's package archive (about 7 MB) into {root}; the system itself is not changed.");
        string temporary = root + ".tmp";
        Files.RemoveFolder(temporary);
        Files.RemoveFolder(root);
        Directory.CreateDirectory(temporary);
        try
        {
            await DebianPackages.UnpackAsync("pgbouncer", temporary, Fix, cancellation);
            Directory.Move(Path.Combine(temporary, "root"), root);
        }
        finally
        {
            Files.RemoveFolder(temporary);
        }
    }

    /// <summary>The private one runs with its own loader and libraries, whatever the system's are.</summary>
    private static async Task<(ImmutableArray<string> Command, Version Version)?> PrivateAsync(string root, CancellationToken cancellation)
    {
        string program = Path.Combine(root, "usr", "sbin", "pgbouncer");
        string libraries = Path.Combine(root, "usr", "lib");
        if (!File.Exists(program))
            return null;
        foreach (string loader in Directory.EnumerateFiles(libraries, "ld-linux*.so.*", SearchOption.AllDirectories))
        {
            ImmutableArray<string> command = [loader, "--library-path", Path.GetDirectoryName(loader)!, program];
            if (await VersionAsync(command, cancellation) is { } version)
                return (command, version);
        }
        return null;
    }

    private static async Task<Version?> VersionAsync(ImmutableArray<string> command, CancellationToken cancellation)
    {
        CommandResult asked = await Command.TryRunAsync([.. command, "--version"], cancellation);
        return VersionNumber().Match(asked.Output) is { Success: true } match ? Version.Parse(match.Value) : null;
    }

    private static async Task<FileStream> HoldAsync(string file, CancellationToken cancellation)
    {
        FileStream? held = null;
        bool free = await Wait.UntilAsync(
            () =>
            {
                try
                {
                    held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                    return true;
                }
                catch (UnauthorizedAccessException denied)
                {
                    throw new MachineException($"PgBouncer must be fetched, but {Path.GetDirectoryName(file)} cannot be written", denied.Message, null,
                        $"give the folder to this user, or {Fix}", denied);
                }
                catch (IOException)
                {
                    return false;
                }
            },
            TimeSpan.FromMinutes(5), TimeProvider.System, cancellation);
        return free ? held! : throw new MachineException($"another command has held {file} for five minutes", null, null, "end that command");
    }

    [GeneratedRegex(@"(?<=PgBouncer )\d+(\.\d+)+")]
    private static partial Regex VersionNumber();
}
