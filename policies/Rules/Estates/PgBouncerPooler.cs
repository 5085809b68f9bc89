using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Estates;

/// <summary>PgBouncer in pods, with the pgbouncer.ini that it reads.</summary>
internal sealed class PgBouncerPooler
{
    /// <summary>The stack that it was found in.</summary>
    public required string Stack { get; init; }

    /// <summary>What a reader calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The pods; null where only a configuration was found.</summary>
    public required PodWorkload? Workload { get; init; }

    /// <summary>The resource to point at: the workload, else what holds the configuration.</summary>
    public required ResourceNode Resource { get; init; }

    /// <summary>What holds the configuration: a ConfigMap, a Secret, or the workload for one in variables.</summary>
    public required ResourceNode Holder { get; init; }

    /// <summary>Where the configuration stands.</summary>
    public required Subject At { get; init; }

    /// <summary>The configuration; null where it is not known.</summary>
    public required IniDocument? Document { get; init; }

    /// <summary>Whether the hosts in <see cref="Document"/> mean nothing, because only its other values are known.</summary>
    public bool HasUnknownHosts { get; init; }

    /// <summary>Whether the configuration itself is secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The version that runs; the newest where the image does not say.</summary>
    public required PgBouncerVersion Version { get; init; }

    /// <summary>Whether the image says the version.</summary>
    public required bool IsVersionKnown { get; init; }

    /// <summary>How many pods there are.</summary>
    public required CopyCount Copies { get; init; }

    /// <summary>PgBouncer processes in each pod.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Where an image is said; null where there is no workload.</summary>
    public Property? Image { get; init; }

    /// <summary>Names of its Services, in small letters.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Its entries with the servers behind them, in the order of the file.</summary>
    public ImmutableArray<PgBouncerRoute> Routes { get; set; } = [];

    /// <summary>The programs behind it.</summary>
    public List<Client> Clients { get; } = [];

    /// <summary>Whether it serves the programs of its own pod only: it comes and goes with them.</summary>
    public bool IsSidecar => Workload is not null && Hosts.IsEmpty && Clients.Exists(client => client.Resource.Urn == Resource.Urn);

    /// <summary>Whether it may listen on a port; images that write its configuration from variables have ports of their own.</summary>
    public bool IsAt(int? port) => port is null || Number("listen_port") is not { } own || own == port || Holder == Resource;

    /// <summary>Whether a container is the one that it runs in.</summary>
    public bool RunsIn(Property container) => Image is { } image && container["image"].Path == image.Path;

    /// <summary>The text of a setting in force, its default included; null where the configuration is not known, or has no such setting.</summary>
    public string? Text(string setting) => Document is null ? null
        : Document.Settings.GetValueOrDefault(setting)?.Value ?? SettingCatalogue.Find(SettingScope.Pooler, setting)?.DefaultIn(Version);

    /// <summary>Whether the file sets it, rather than leaving it at its default.</summary>
    public bool IsSet(string setting) => Document?.Settings.ContainsKey(setting) == true;

    /// <summary>A number in force; null where the configuration is not known, or where it is no number.</summary>
    public double? Number(string setting) =>
        Text(setting) is { } text && SettingCatalogue.Find(SettingScope.Pooler, setting) is { } known ? SettingValue.Number(known, text) : null;

    /// <summary>Where a setting stands: its line, else the whole file.</summary>
    public Subject PlaceOf(string setting) => PlaceOf(Document?.Settings.GetValueOrDefault(setting), setting);

    /// <summary>Where a line stands, or would stand.</summary>
    public Subject PlaceOf(IniLine? line, string setting) => At with
    {
        Path = line is null ? $"{At.Path} {setting}" : string.Create(CultureInfo.InvariantCulture, $"{At.Path}:{line.Line} {setting}"),
    };
}

/// <summary>An entry of [databases] and where it leads.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Server">The server; null where it is not known.</param>
/// <param name="IsReadOnly">Whether it leads to a replica.</param>
internal sealed record PgBouncerRoute(IniEntry Entry, DatabaseServer? Server, bool IsReadOnly)
{
    /// <summary>Name of the database on the server.</summary>
    public string DatabaseName => Entry.Value("dbname") ?? Entry.Name;

    /// <summary>Whether clients that ask for a database, on a way, end up here.</summary>
    public bool Takes(string? database) => database is null || Entry.Name == database;
}
