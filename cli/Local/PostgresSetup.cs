using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Cli.Local;

/// <summary>Finds the programs of PostgreSQL, or installs the system's package.</summary>
internal static partial class PostgresSetup
{
    private const int Oldest = 14;
    private const string Packages = "/usr/lib/postgresql";
    private static readonly string[] Programs = ["postgres", "initdb", "pg_basebackup", "psql"];

    /// <summary>The newest suitable version, or exactly the one that wrote the existing data.</summary>
    public static async Task<(string Folder, int Version)> FindOrInstallAsync(
        int? dataVersion, IProgress<string> progress, CancellationToken cancellation)
    {
        if (await FindAsync(dataVersion, cancellation) is { } found)
            return found;
        if (dataVersion is { } needed)
        {
            throw new MachineException("the existing data was written by a version of PostgreSQL that is not installed",
                $"PostgreSQL {Text(needed)}", null,
                $"install postgresql-{Text(needed)}, or remove the data with: ./infra down local --purge");
        }
        await InstallAsync(progress, cancellation);
        return await FindAsync(null, cancellation)
            ?? throw new MachineException("the installed package brought no suitable PostgreSQL", null, $"version {Text(Oldest)} or newer",
                $"install PostgreSQL {Text(Oldest)} or newer so that its programs are in {Packages} or on PATH");
    }

    /// <summary>Major version of the data in this folder; null when there is none.</summary>
    public static int? VersionOfData(string folder)
    {
        string file = Path.Combine(folder, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out int version) ? version : null;
    }

    private static async Task<(string Folder, int Version)?> FindAsync(int? wanted, CancellationToken cancellation)
    {
        IEnumerable<string> packaged = Directory.Exists(Packages)
            ? Directory.EnumerateDirectories(Packages).Select(folder => Path.Combine(folder, "bin"))
            : [];
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        (string Folder, int Version)? best = null;
        foreach (string folder in packaged.Concat(onPath).Distinct())
        {
            if (!Programs.All(program => File.Exists(Path.Combine(folder, program))))
                continue;
            CommandResult asked = await Command.TryRunAsync([Path.Combine(folder, "postgres"), "--version"], cancellation);
            if (VersionNumber().Match(asked.Output) is { Success: true } match
                && int.Parse(match.Value, CultureInfo.InvariantCulture) is var version
                && (wanted is { } exact ? version == exact : version >= Oldest && version > (best?.Version ?? 0)))
                best = (folder, version);
        }
        return best;
    }

    private static async Task InstallAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        const string byHand = "apt-get install --no-install-recommends postgresql";
        if (!File.Exists("/usr/bin/apt-get"))
        {
            throw new MachineException("PostgreSQL is not installed, and this system has no apt-get", null, $"PostgreSQL {Text(Oldest)} or newer",
                "install PostgreSQL with this system's own package manager");
        }
        if (!Environment.IsPrivilegedProcess)
        {
            throw new MachineException("PostgreSQL is not installed, and only root can install it", null, $"PostgreSQL {Text(Oldest)} or newer",
                $"run once: sudo {byHand}");
        }
        progress.Report($"Installing PostgreSQL from this system's packages: {byHand}. Its own default cluster is not created.");
        (string, string)[] quiet = [("DEBIAN_FRONTEND", "noninteractive")];
        if ((await Command.TryRunAsync(["apt-cache", "policy", "postgresql"], cancellation)).Output is var policy
            && !CandidateVersion().IsMatch(policy))
            await Command.RunAsync(["apt-get", "update", "-qq"], "run apt-get update and repair what it names", cancellation, environment: quiet);
        await WithoutDefaultClusterAsync(async () =>
        {
            // A stale package list is the usual reason for a failed download.
            if ((await Command.TryRunAsync([.. Install], cancellation, environment: quiet)).ExitCode == 0)
                return;
            await Command.RunAsync(["apt-get", "update", "-qq"], "run apt-get update and repair what it names", cancellation, environment: quiet);
            await Command.RunAsync([.. Install], $"run {byHand} and repair what it names", cancellation, environment: quiet);
        });
    }

    private static readonly string[] Install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"];

    /// <summary>A server nobody asked for would take port 5432: Debian's package is told, for this one installation, not to make one.</summary>
    private static async Task WithoutDefaultClusterAsync(Func<Task> install)
    {
        const string folder = "/etc/postgresql-common/createcluster.d";
        string file = Path.Combine(folder, "infra-no-default-cluster.conf");
        bool existed = Directory.Exists("/etc/postgresql-common");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(file, "create_main_cluster = false\n");
        try
        {
            await install();
        }
        finally
        {
            File.Delete(file);
            if (!existed && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=PostgreSQL\) )\d+")]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"Candidate: \d")]
    private static partial Regex CandidateVersion();
}
