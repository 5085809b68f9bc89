using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Cli.Local;

/// <summary>
/// Where the local target listens. Servers share one port and have an address each, as servers elsewhere do: PgBouncer takes one port for
/// all hosts of a pool.
/// </summary>
/// <param name="Pooler">Port of all PgBouncer pods on 127.0.0.1; 1024 to 65535.</param>
/// <param name="Primary">Loopback address and port of the primary.</param>
/// <param name="Replicas">Loopback address and port of each replica.</param>
public sealed record LocalPorts(int Pooler, IPEndPoint Primary, ImmutableArray<IPEndPoint> Replicas)
{
    /// <summary>How many servers there can be; certificates are made for the addresses of all.</summary>
    public const int MostServers = 16;

    /// <summary>The primary on 127.0.0.1, the replicas on 127.0.0.2 and on.</summary>
    /// <param name="replicas">Number of replicas; 0 to 15.</param>
    /// <param name="pooler">Port of the pooler.</param>
    /// <param name="database">Port of all servers.</param>
    public static LocalPorts Of(int replicas, int pooler = 6432, int database = 15432) =>
        new(pooler, Server(0, database), [.. Enumerable.Range(1, replicas).Select(number => Server(number, database))]);

    /// <summary>The address of one of the servers.</summary>
    public static IPEndPoint Server(int number, int port) => new(new IPAddress([127, 0, 0, (byte)(number + 1)]), port);

    /// <inheritdoc/>
    public bool Equals(LocalPorts? other) =>
        other is not null && Pooler == other.Pooler && Primary.Equals(other.Primary) && Replicas.SequenceEqual(other.Replicas);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Pooler, Primary, Replicas.Length);
}

/// <summary>A failover under way: written before its first step, and gone with its last.</summary>
/// <param name="From">The server that stops being the primary.</param>
/// <param name="To">The replica that takes its place.</param>
/// <param name="Planned">Whether the old primary was stopped in order, so that nothing it had committed can be missing.</param>
public sealed record LocalFailover(string From, string To, bool Planned);

/// <summary>What cannot be derived from the folders and the process table.</summary>
/// <param name="Stack">The stack whose specification is played.</param>
/// <param name="Ports">Its ports.</param>
/// <param name="Runtime">Folder of data, pods and logs.</param>
public sealed record LocalState(string Stack, LocalPorts Ports, string Runtime)
{
    private const int Version = 1;

    /// <summary>Name of the server that is the primary; a failover changes it.</summary>
    public string Primary { get; init; } = ServerNames.First;

    /// <summary>The failover that was begun; null when there is none to finish.</summary>
    public LocalFailover? Failover { get; init; }

    /// <summary>The address of each replica by its name.</summary>
    internal ImmutableDictionary<string, IPEndPoint> ReplicaPorts =>
        ServerNames.Replicas(Primary, Ports.Replicas.Length).Zip(Ports.Replicas).ToImmutableDictionary(pair => pair.First, pair => pair.Second);

    internal static LocalState? Read(LocalFolders folders)
    {
        if (!File.Exists(folders.StateFile))
            return null;
        try
        {
            JsonNode root = JsonNode.Parse(File.ReadAllText(folders.StateFile)) ?? throw new JsonException("the file holds null");
            int version = (int)root["version"]!;
            if (version != Version)
            {
                throw new InvalidInputException($"{folders.StateFile} was written by another version of this program",
                    $"version {version.ToString(CultureInfo.InvariantCulture)}", $"version {Version.ToString(CultureInfo.InvariantCulture)}",
                    "use the version that wrote it to take the local target down");
            }
            JsonNode ports = root["ports"]!;
            return new LocalState(
                (string)root["stack"]!,
                new LocalPorts((int)ports["pooler"]!, Address(ports["primary"]!), [.. ports["replicas"]!.AsArray().Select(server => Address(server!))]),
                (string)root["runtime"]!)
            {
                Primary = (string?)root["primary"] ?? ServerNames.First,
                Failover = root["failover"] is { } begun
                    ? new LocalFailover((string)begun["from"]!, (string)begun["to"]!, (bool)begun["planned"]!)
                    : null,
            };
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new MachineException($"{folders.StateFile} cannot be read", denied.Message, null,
                "run the command as the user that started the local target", denied);
        }
        catch (JsonException damaged)
        {
            string place = damaged.LineNumber is { } line
                ? $" at line {(line + 1).ToString(CultureInfo.InvariantCulture)}, "
                    + $"column {((damaged.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture)}"
                : "";
            throw Damaged(folders, place, damaged);
        }
        catch (Exception damaged) when (damaged is InvalidOperationException or FormatException or NullReferenceException or ArgumentNullException)
        {
            throw Damaged(folders, "", damaged);
        }
    }

    internal void Write(LocalFolders folders) => Files.Write(folders.StateFile, new JsonObject
    {
        ["version"] = Version,
        ["stack"] = Stack,
        ["ports"] = new JsonObject
        {
            ["pooler"] = Ports.Pooler,
            ["primary"] = Ports.Primary.ToString(),
            ["replicas"] = new JsonArray([.. Ports.Replicas.Select(server => (JsonNode)server.ToString())]),
        },
        ["runtime"] = Runtime,
        ["primary"] = Primary,
        ["failover"] = Failover is { } begun
            ? new JsonObject { ["from"] = begun.From, ["to"] = begun.To, ["planned"] = begun.Planned }
            : null,
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n", null);

    /// <summary>Until servers had addresses, each was a port on 127.0.0.1.</summary>
    private static IPEndPoint Address(JsonNode server) => server.GetValueKind() == JsonValueKind.Number
        ? LocalPorts.Server(0, (int)server)
        : IPEndPoint.Parse((string)server!);

    private static InvalidInputException Damaged(LocalFolders folders, string place, Exception cause) => new(
        $"{folders.StateFile} is damaged{place}", null, null,
        "delete the file and run ./infra up local again; data, passwords and certificates lie elsewhere and are kept", cause);
}
