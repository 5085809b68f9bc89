using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Support;

/// <summary>A local target for tests: temporary state, free ports; disposing of it takes it down and removes it.</summary>
public sealed class TestTarget : IDisposable, IProgress<string>
{
    private readonly LocalPorts first;
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("infra-test-");

    public TestTarget()
        : this(true)
    {
    }

    internal TestTarget(bool reachable)
    {
        // The servers' account may pass, as it may in a usual clone.
        if (reachable)
            File.SetUnixFileMode(root.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        Folders = new LocalFolders(Path.Combine(root.FullName, "local"), Repository(".infra", "tools"));
        int[] ports = FreePorts(2);
        Ports = first = LocalPorts.Of(replicas: 1, ports[0], ports[1]);
    }

    public LocalFolders Folders { get; }

    public LocalPorts Ports { get; set; }

    internal Fixture Fixture { get; set; } = new();

    public List<string> Progress { get; } = [];

    /// <summary>Back to the plain fixture on the first ports, whatever the test before did.</summary>
    public Task<LocalResult> ResetAsync()
    {
        Fixture = new Fixture();
        Ports = first;
        return UpAsync();
    }

    public LocalTarget Hold() => LocalTarget.Hold(Folders, TimeProvider.System);

    public async Task<LocalResult> UpAsync(IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        using LocalTarget target = Hold();
        LocalMachine machine = await target.PrepareAsync(progress ?? this, cancellation);
        LocalSecrets secrets = target.Secrets();
        return await target.UpAsync(machine, secrets, Fixture.Request(secrets, Ports), progress ?? this, cancellation);
    }

    public async Task<LocalResult> DownAsync(bool purge = false)
    {
        using LocalTarget target = Hold();
        return await target.DownAsync(purge, this, CancellationToken.None);
    }

    /// <summary>A connection string through the pooler.</summary>
    public string Pooled(string database = "app", bool pooling = false) => Connection(Ports.Pooler, database, pooling);

    public string Direct() => Connection(Ports.Primary, Fixture.Database, false);

    public string Password(string role) => Fixture.Passwords.GetValueOrDefault(role) ?? LoadSecrets().Password(role);

    public LocalSecrets LoadSecrets()
    {
        using LocalTarget target = Hold();
        return target.Secrets();
    }

    public string Connection(int port, string database, bool pooling, string? role = null) => Connection("localhost", port, database, pooling, role);

    /// <summary>A connection string past the pooler.</summary>
    public string Connection(IPEndPoint server, string database, bool pooling, string? role = null) =>
        Connection(server.Address.ToString(), server.Port, database, pooling, role);

    private string Connection(string host, int port, string database, bool pooling, string? role) => new NpgsqlConnectionStringBuilder
    {
        Host = host,
        Port = port,
        Database = database,
        Username = role ?? Fixture.Owner,
        Password = Password(role ?? Fixture.Owner),
        SslMode = SslMode.VerifyFull,
        RootCertificate = Path.Combine(Folders.StateFolder, "tls", "ca.crt"),
        Pooling = pooling,
        Timeout = 15,
    }.ConnectionString;

    /// <summary>One answer over a connection of its own: one that lay in a pool since another test may have lost its pod meanwhile.</summary>
    public static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public void Report(string value)
    {
        lock (Progress)
            Progress.Add(value);
    }

    public bool Reported(string beginning)
    {
        lock (Progress)
            return Progress.Any(line => line.StartsWith(beginning, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Folders.StateFolder, "state.json")))
            DownAsync(purge: true).GetAwaiter().GetResult();
        root.Delete(recursive: true);
    }

    public static string Repository(params ReadOnlySpan<string> parts)
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Infra.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine([folder, .. parts]);
    }

    public static int[] FreePorts(int count)
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
