using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Integration;

/// <summary>
/// Two pods that know each other by address and port alone, as on a cluster, where no socket file leads from one to the other, and a
/// Service that deals every cancel request to the wrong one.
/// </summary>
public sealed class PeeringTests : IDisposable
{
    private static readonly IPAddress[] Addresses = [IPAddress.Parse("127.0.0.1"), IPAddress.Parse("127.0.0.2")];

    private readonly TestTarget target = new();
    private readonly TcpListener service = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<ServerProcess> pods = [];

    [RealServersFact]
    public async Task Cancel_AtAPodThatDoesNotHoldTheQuery_IsPassedOnOverTcpToItsPeer()
    {
        await StartAsync();
        service.Start();
        Task serving = ServeAsync();
        string way = target.Connection((IPEndPoint)service.LocalEndpoint, "app", pooling: false);
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(way) { CancellationTimeout = 5000 }.ConnectionString);
        await connection.OpenAsync();
        // The second byte of the key by which a client cancels is its pod's peer_id.
        Assert.Equal(1, (connection.ProcessID >> 16) & 0xFF);
        using CancellationTokenSource cancel = new(TimeSpan.FromSeconds(1));
        await using NpgsqlCommand command = new("SELECT pg_sleep(12)", connection);

        OperationCanceledException ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => command.ExecuteNonQueryAsync(cancel.Token));

        Assert.Equal(PostgresErrorCodes.QueryCanceled, (ended.InnerException as PostgresException)?.SqlState);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    public void Dispose()
    {
        foreach (ServerProcess pod in pods)
            pod.Signal(Native.Kill);
        service.Dispose();
        stop.Dispose();
        target.Dispose();
    }

    private async Task StartAsync()
    {
        target.Ports = target.Ports with { Replicas = [] };
        target.Fixture = target.Fixture with { Pods = 1 };
        await target.UpAsync();
        using LocalTarget held = target.Hold();
        LocalMachine machine = await held.PrepareAsync(target, CancellationToken.None);
        int port = TestTarget.FreePorts(1)[0];
        PodTemplate template = PodTemplate.Read(target.Fixture.Request(held.Secrets(), target.Ports with { Pooler = port }).Manifests);
        string peers = string.Concat(Addresses.Select((address, index) => $"{Text(index + 1)} = host={address} port={Text(port)}\n"));
        foreach ((IPAddress address, int number) in Addresses.Select((address, index) => (address, index + 1)))
        {
            string folder = Path.Combine(machine.Runtime, "peers", Text(number)), log = Path.Combine(folder, "log");
            foreach ((string path, string content) in template.Files.Add(
                Path.Combine(template.WorkingFolder, "pod.ini"),
                $"[peers]\n{peers}%include {template.ConfigurationFile}\nlisten_addr = {address}\npeer_id = {Text(number)}\n"))
            {
                Files.MakeFolder(Path.GetDirectoryName(Path.Combine(folder, path))!, machine.Account);
                Files.Write(Path.Combine(folder, path), content, machine.Account);
            }
            int pid = Command.StartServer(
                [.. machine.PgBouncerCommand, "pod.ini"], log, Path.Combine(folder, template.WorkingFolder), machine.Account);
            pods.Add(ServerProcess.Read(pid)!.Value);
            Assert.True(await Wait.UntilAsync(
                () => Listener.Find(new IPEndPoint(address, port)) is not null,
                TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None),
                string.Join('\n', Files.Tail(log, 20)));
        }
        ways = [.. Addresses.Select(address => new IPEndPoint(address, port))];
    }

    private ImmutableArray<IPEndPoint> ways;

    /// <summary>Leads the first connection to the first pod, and every later one, which only cancels, to the second.</summary>
    private async Task ServeAsync()
    {
        for (int number = 0; ; number++)
        {
            TcpClient client = await service.AcceptTcpClientAsync(stop.Token), pod = new();
            await pod.ConnectAsync(ways[Math.Min(number, 1)], stop.Token);
            Task there = client.GetStream().CopyToAsync(pod.GetStream(), stop.Token);
            Task back = pod.GetStream().CopyToAsync(client.GetStream(), stop.Token);
            _ = Task.WhenAny(there, back)
                .ContinueWith(_ =>
                {
                    client.Dispose();
                    pod.Dispose();
                }, TaskScheduler.Default);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
