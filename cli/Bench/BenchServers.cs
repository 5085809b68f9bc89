using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Infra.Cli.Local;
using Infra.Pooling.PgBouncer;
using Npgsql;

namespace Infra.Cli.Bench;

/// <summary>
/// The servers of a bench, in a state folder of its own and on free ports, so that a running local target notices nothing: a PostgreSQL behind
/// the poolers, another for direct connections that differs in max_connections only, and one PgBouncer at a time.
/// </summary>
internal sealed class BenchServers : IAsyncDisposable
{
    /// <summary>For every client of the largest load, and some more.</summary>
    private const int DirectMaxConnections = 1100;

    private const string Pooled = "pooled";
    private const string Direct = "direct";

    private readonly LocalTarget target;
    private readonly LocalSecrets secrets;
    private readonly TimeProvider time;
    private readonly PostgresServer pooled;
    private readonly PostgresServer direct;

    private BenchServers(LocalTarget target, LocalMachine machine, LocalSecrets secrets, int[] ports, TimeProvider time)
    {
        this.target = target;
        this.secrets = secrets;
        this.time = time;
        Machine = machine;
        Address = new(ports[0], ports[1], PgBouncerVersion.Parse(machine.PgBouncerVersion.ToString()));
        pooled = new(machine with { Runtime = Path.Combine(machine.Runtime, Pooled) }, ServerNames.First, LocalPorts.Server(0, ports[1]), time);
        direct = new(machine with { Runtime = Path.Combine(machine.Runtime, Direct) }, ServerNames.First, LocalPorts.Server(0, ports[2]), time);
    }

    public LocalMachine Machine { get; }

    public BenchAddress Address { get; }

    /// <summary>Starts both servers. Whatever an interrupted bench left is ended first.</summary>
    public static async Task<BenchServers> StartAsync(LocalFolders folders, TimeProvider time, IProgress<string> progress, CancellationToken cancellation)
    {
        LocalTarget target = LocalTarget.Hold(folders, time);
        BenchServers? servers = null;
        try
        {
            LocalMachine machine = await target.PrepareAsync(progress, cancellation);
            await EndAsync(target, machine, time);
            servers = new(target, machine, target.Secrets(), FreePorts(3), time);
            await servers.StartAsync(progress, cancellation);
            return servers;
        }
        catch
        {
            if (servers is not null)
                await servers.DisposeAsync();
            else
                target.Dispose();
            throw;
        }
    }

    /// <summary>The server that a way leads to.</summary>
    public ServerProcess Server(Way way) => (way == Way.Direct ? direct : pooled).Process
        ?? throw new MachineException($"the server of {way.Title} has ended", null, null, "see its log");

    /// <summary>How clients reach a way.</summary>
    public string Connection(Way way) => new NpgsqlConnectionStringBuilder
    {
        Host = BenchAddress.Host,
        Port = way == Way.Direct ? direct.Address.Port : Address.PoolerPort,
        Database = BenchAddress.Database,
        Username = BenchAddress.Role,
        Password = secrets.Password(BenchAddress.Role),
        SslMode = SslMode.VerifyFull,
        RootCertificate = secrets.CaFile,
        Pooling = false,
        Timeout = 30,
        CommandTimeout = 0,
    }.ConnectionString;

    /// <summary>Starts a pooler with this configuration; nothing for direct connections.</summary>
    public async Task<BenchPooler?> OpenAsync(Way way, PgBouncerConfiguration? configuration, CancellationToken cancellation) => configuration is null
        ? null
        : await BenchPooler.StartAsync(Machine, way.Id, PoolerText.Processes(way, Address), Files(configuration), pooled, time, cancellation);

    public async ValueTask DisposeAsync()
    {
        await EndAsync(target, Machine, time);
        target.Dispose();
    }

    private async Task StartAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        // Made before two at a time ask for them.
        foreach (string role in (string[])[LocalSecrets.Superuser, LocalSecrets.Replicator, BenchAddress.Role])
            secrets.Password(role);
        Infra.Cli.Local.Files.MakeFolder(Machine.Runtime, Machine.Account);
        await Task.WhenAll(
            UpAsync(pooled, BenchAddress.MaxConnections, progress, cancellation),
            UpAsync(direct, DirectMaxConnections, progress, cancellation));
    }

    private async Task UpAsync(PostgresServer server, int maxConnections, IProgress<string> progress, CancellationToken cancellation)
    {
        LocalMachine machine = Machine with { Runtime = Path.GetDirectoryName(server.Data)! };
        Infra.Cli.Local.Files.MakeFolder(machine.Runtime, machine.Account);
        LocalRequest request = new()
        {
            Stack = "bench",
            Ports = new LocalPorts(Address.PoolerPort, server.Address, []),
            Database = BenchAddress.Database,
            Roles = [new LocalRole(BenchAddress.Role, Verifier, RoleAccess.Owner)],
            MaxConnections = maxConnections,
            DatabaseSql = $"""
                SET ROLE {BenchAddress.Role};
                CREATE TABLE {BenchLoads.Table} (id int PRIMARY KEY, v int NOT NULL);
                INSERT INTO {BenchLoads.Table} SELECT i, i FROM generate_series(1, {BenchLoads.Rows.ToString(CultureInfo.InvariantCulture)}) AS i;
                ANALYZE {BenchLoads.Table};
                RESET ROLE
                """,
            Manifests = [],
        };
        await new DatabaseServers(machine, secrets, request, server.Name, (_, restart) => restart(), progress, time).UpAsync(cancellation);
    }

    /// <summary>
    /// The same verifier on both sides: PgBouncer passes the login of a client on to the server. One iteration instead of 4096, which only the
    /// client pays for: on the machine that it shares with pooler and server, hashing would be most of what a login is measured to take.
    /// </summary>
    private string Verifier => ScramVerifier.Create(
        secrets.Password(BenchAddress.Role), ScramVerifier.DeterministicSalt(BenchAddress.Database, BenchAddress.Role).AsSpan(), iterations: 1).ToString();

    private ImmutableArray<(string Path, string Content)> Files(PgBouncerConfiguration configuration) =>
    [
        (Pod.ConfigurationFile, configuration.Render()),
        (PgBouncerPlanner.UserlistFile, Userlist.Render([new UserlistEntry(BenchAddress.Role, Verifier)])),
        (PgBouncerPlanner.CertificateFile, secrets.Certificates.Server),
        (PgBouncerPlanner.PrivateKeyFile, secrets.Certificates.ServerKey),
        (PgBouncerPlanner.DatabaseAuthorityFile, secrets.Certificates.Ca),
    ];

    /// <summary>Ends every process and removes the data. At once: nothing in there is worth an orderly end, and somebody may have pressed Ctrl-C.</summary>
    private static async Task EndAsync(LocalTarget target, LocalMachine machine, TimeProvider time)
    {
        foreach (string pod in Pod.Folders(machine.Runtime))
            await Pod.EndAsync(Pod.Find(pod), time, CancellationToken.None, Native.Quit);
        foreach (string folder in (string[])[Pooled, Direct])
            await Pod.EndAsync(PostgresServer.Find(Path.Combine(machine.Runtime, folder, ServerNames.First)), time, CancellationToken.None, Native.Quit);
        Infra.Cli.Local.Files.RemoveFolder(machine.Runtime);
        await target.DownAsync(purge: true, new Progress<string>(), CancellationToken.None);
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Dispose();
        return ports;
    }
}
