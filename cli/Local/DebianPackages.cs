using System.Text;

namespace Infra.Cli.Local;

/// <summary>Unpacks a package of a newer Debian, with its libraries, beside the system instead of into it; apt checks the signatures.</summary>
internal static class DebianPackages
{
    /// <summary>The release that carries what is needed.</summary>
    public const string Suite = "trixie";

    private const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    // What the package depends on to be administered, not to run: the private package database says that it is there.
    private static readonly string[] NotNeeded =
        ["postgresql-common", "init-system-helpers", "debconf", "libaudit-common", "openssl-provider-legacy"];

    /// <summary>Fetches and unpacks into <c>root</c> below the folder, which also holds apt's private working files.</summary>
    public static async Task UnpackAsync(string package, string folder, string fix, CancellationToken cancellation)
    {
        if (!File.Exists("/usr/bin/apt-get") || !File.Exists(Keyring))
        {
            throw new MachineException($"{package} is missing or too old, and this system is not Debian", await SystemNameAsync(cancellation), null, fix);
        }
        AptSources.Mirror mirror = AptSources.ReadSystem()
            ?? throw new MachineException($"{package} is missing or too old, and apt's sources name no Debian mirror", null,
                "an entry of type deb in /etc/apt/sources.list or /etc/apt/sources.list.d", fix);

        string configuration = Configure(folder, mirror);
        (string, string)[] environment = [("APT_CONFIG", configuration), ("DEBIAN_FRONTEND", "noninteractive")];
        await Command.RunAsync(["apt-get", "update", "-qq"], $"check the network and apt's mirror, or {fix}", cancellation, environment: environment);
        await Command.RunAsync(["apt-get", "install", "-qq", "-y", "--download-only", "--no-install-recommends", package],
            $"check the network and apt's mirror, or {fix}", cancellation, environment: environment);

        string root = Path.Combine(folder, "root");
        Directory.CreateDirectory(root);
        foreach (string archive in Directory.EnumerateFiles(Path.Combine(folder, "cache", "archives"), "*.deb").Order(StringComparer.Ordinal))
            await Command.RunAsync(["dpkg-deb", "--extract", archive, root], "check the free space of the disk", cancellation);
        Files.RemoveFolder(Path.Combine(root, "usr", "share"));
    }

    private static string Configure(string folder, AptSources.Mirror mirror)
    {
        foreach (string part in new[] { "state/lists/partial", "cache/archives/partial", "sources", "parts" })
            Directory.CreateDirectory(Path.Combine(folder, part), Files.PrivateFolder);

        Write("status", string.Concat(NotNeeded.Select(name =>
            $"Package: {name}\nStatus: install ok installed\nVersion: 99999\nArchitecture: all\nMulti-Arch: foreign\nMaintainer: none\nDescription: not needed\n\n")));
        Write("sources/debian.sources", Source(mirror.Archive, Suite) + (mirror.Security is { } security ? Source(security, Suite + "-security") : ""));

        // The system's own parts hold proxies and credentials. Ours comes last, since a later part overrides an earlier one.
        foreach (string part in Directory.Exists("/etc/apt/apt.conf.d") ? Directory.EnumerateFiles("/etc/apt/apt.conf.d") : [])
            File.CreateSymbolicLink(Path.Combine(folder, "parts", Path.GetFileName(part)), part);
        if (File.Exists("/etc/apt/apt.conf"))
            File.CreateSymbolicLink(Path.Combine(folder, "parts", "zz-system"), "/etc/apt/apt.conf");
        Write("parts/zzz-private", $$"""
            Dir::State "{{folder}}/state";
            Dir::State::status "{{folder}}/status";
            Dir::Cache "{{folder}}/cache";
            Dir::Log "{{folder}}";
            Dir::Etc::sourcelist "/dev/null";
            Dir::Etc::sourceparts "{{folder}}/sources";
            Dir::Etc::preferences "/dev/null";
            Dir::Etc::preferencesparts "/dev/null";
            APT::Sandbox::User "";
            APT::Update::Error-Mode "any";
            Acquire::Languages "none";
            Acquire::Retries "3";
            Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
            #clear APT::Update::Pre-Invoke;
            #clear APT::Update::Post-Invoke;
            #clear APT::Update::Post-Invoke-Success;
            #clear DPkg::Pre-Install-Pkgs;
            #clear DPkg::Pre-Invoke;
            #clear DPkg::Post-Invoke;

            """);
        return Write("apt.conf", $"Dir::Etc::parts \"{folder}/parts\";\nDir::Etc::main \"/dev/null\";\n");

        string Write(string name, string content)
        {
            string path = Path.Combine(folder, name);
            // A mirror's address can hold credentials.
            Files.Write(path, content, null);
            return path;
        }
    }

    private static string Source(string address, string suite) =>
        $"Types: deb\nURIs: {address}\nSuites: {suite}\nComponents: main\nSigned-By: {Keyring}\n\n";

    private static async Task<string> SystemNameAsync(CancellationToken cancellation)
    {
        if (!File.Exists("/etc/os-release"))
            return "an unknown system";
        string[] lines = await File.ReadAllLinesAsync("/etc/os-release", Encoding.UTF8, cancellation);
        return lines.FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?[12..].Trim('"') ?? "an unknown system";
    }
}
