using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Pooling.Budget;
using Infra.Pooling.Kubernetes;
using Npgsql;

namespace Infra.Integration;

/// <summary>
/// What a pod runs on a cluster, on this machine: the emitted program with the emitted files and variables, two pods of two PgBouncer
/// processes each. Only the folders, and the peers' names, are those of this machine.
/// </summary>
public sealed class PodProgramTests : IDisposable
{
    private const int Pods = 2;
    private const int Processes = 2;
    private const int Clients = 60;

    // As many as one process has connections: the kernel may deal all of them to the same one, and none is to wait.
    private const int Queries = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestTarget target = new();
    private readonly int port = TestTarget.FreePorts(1)[0];
    private LocalMachine? machine;
    private EvaluatedStack? stack;
    private ImmutableSortedDictionary<string, string>? files;

    private string Folder => Path.Combine(machine!.Runtime, "script");

    [RealServersFact]
    public async Task Pods_OfSeveralProcesses_KeepToTheBudgetCancelReloadAndEndInOrder()
    {
        ServerProcess[] pods = await StartAsync();

        Assert.InRange(await MostBackendsAsync(), 6, Planned());
        await CancelAsync();
        await ReloadAsync();
        await EndAsync(pods);
    }

    public void Dispose()
    {
        foreach (string file in machine is null ? [] : Directory.GetFiles(Folder, "pid", SearchOption.AllDirectories))
            Native.Signal(int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture), Native.Kill);
        target.Dispose();
    }

    private long Planned() => stack!.Plan.Budget.Scenarios.Single(scenario => scenario.Kind == ScenarioKind.Peak).ServerDemand.Max!.Value;

    private async Task<ServerProcess[]> StartAsync()
    {
        target.Ports = target.Ports with { Replicas = [] };
        using LocalTarget held = target.Hold();
        machine = await held.PrepareAsync(target, CancellationToken.None);
        LocalSecrets secrets = held.Secrets();
        StackFile file = new("script", "tests", new JsonObject
        {
            [StackFile.SpecificationKey] = JsonNode.Parse($$$"""
                {
                  "target": "kubernetes",
                  "database": {"name": "app", "user": "app", "version": 15, "host": "local", "maxConnections": 80, "reserve": {"admin": 5, "other": 5}},
                  "pooler": {"replicas": {{{Pods}}}, "processes": {{{Processes}}}, "settings": {"default_pool_size": {{{Queries}}} }},
                  "workloads": [{"name": "writer", "replicas": 1, "pool": {"size": {{{Clients}}} }, "driver": "npgsql"}]
                }
                """),
        });
        stack = await EvaluateAsync(target.Ports);
        await held.UpAsync(machine, secrets, LocalStack.Request(stack, target.Ports), target, CancellationToken.None);

        stack = await EvaluateAsync(target.Ports with { Pooler = port });
        ImmutableArray<JsonObject> manifests = LocalStack.Request(stack, target.Ports).Manifests;
        PodTemplate template = PodTemplate.Read(manifests);
        string configuration = template.WorkingFolder + '/';
        files = template.Files.Where(entry => entry.Key.StartsWith(configuration, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(entry => entry.Key[configuration.Length..], entry => entry.Value);
        Write("pooler.sh", PoolerScript.Text);
        Write("bin/pgbouncer", $"#!/bin/sh\nexec {string.Join(' ', machine.PgBouncerCommand)} \"$@\"\n");
        File.SetUnixFileMode(In("bin/pgbouncer"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (string Name, string Value)[] variables = [.. Variables(manifests)];
        ServerProcess[] pods = [.. Enumerable.Range(0, Pods).Select(number => Start($"pooler-{number}", variables))];
        Assert.True(await Wait.UntilAsync(() => Pods * Processes == Logs("process up").Sum(), Patience, TimeProvider.System, CancellationToken.None), Log());
        return pods;

        Task<EvaluatedStack> EvaluateAsync(LocalPorts ports) => StackEvaluator.EvaluateAsync(
            LocalStack.ForUse(file, ports, secrets, machine.PostgresVersion, machine.PgBouncerVersion, new(2026, 11, 20)), new(2026, 11, 20));
    }

    private static IEnumerable<(string, string)> Variables(ImmutableArray<JsonObject> manifests) =>
        from manifest in manifests
        where manifest["kind"]!.ToString() == "StatefulSet"
        from container in manifest["spec"]!["template"]!["spec"]!["containers"]!.AsArray()
        from variable in container!["env"]!.AsArray()
        where variable!["value"] is not null && variable["name"]!.ToString() is not "POOLER_PEERS"
        select (variable["name"]!.ToString(), variable["value"]!.ToString());

    private ServerProcess Start(string pod, (string, string)[] variables)
    {
        foreach ((string path, string text) in files!)
            Write($"{pod}/{path}", text);
        Files.MakeFolder(In($"peers/{pod}"), machine!.Account);
        int pid = Command.StartServer(
            ["/usr/bin/env", "--default-signal=HUP", "/bin/sh", In("pooler.sh")], In($"{pod}.log"), Folder, machine.Account,
            [
                .. variables, ("PATH", $"{In("bin")}:{Environment.GetEnvironmentVariable("PATH")}"), ("POOLER_POD", pod), ("POOLER_FILES", In(pod)),
                ("POOLER_RUN", In($"peers/{pod}")), ("POOLER_PEERS", In("peers")), ("POOLER_LISTEN", "127.0.0.1"), ("POOLER_WATCH", "0.2"),
            ]);
        return ServerProcess.Read(pid)!.Value;
    }

    /// <summary>Most server connections at once while all clients are at work.</summary>
    private async Task<long> MostBackendsAsync()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(Connection(pooling: true));
        Task work = Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (int transaction = 0; transaction < 20; transaction++)
            {
                await using NpgsqlCommand command = source.CreateCommand("SELECT pg_sleep(0.05)");
                await command.ExecuteNonQueryAsync();
            }
        }));
        long most = 0;
        while (!work.IsCompleted)
            most = Math.Max(most, await TestTarget.ScalarAsync<long>(Superuser(), "SELECT count(*) FROM pg_stat_activity WHERE usename = 'app'"));
        await work;
        return most;
    }

    /// <summary>The kernel deals cancel requests to any of the processes: that all meet the right one by chance happens once in 16 million times.</summary>
    private async Task CancelAsync()
    {
        using CancellationTokenSource cancel = new();
        Task<string?>[] queries = [.. Enumerable.Range(0, Queries).Select(_ => SleepAsync(cancel.Token))];
        bool running = await Wait.UntilAsync(
            async () => await TestTarget.ScalarAsync<long>(Superuser(), "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(15)' AND state = 'active'") == Queries,
            TimeSpan.FromSeconds(10), TimeProvider.System, CancellationToken.None);
        await cancel.CancelAsync();
        string?[] ends = await Task.WhenAll(queries);

        Assert.True(running, "the queries never ran all at once");
        Assert.All(ends, end => Assert.Equal(PostgresErrorCodes.QueryCanceled, end));
    }

    private async Task<string?> SleepAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(Connection()) { CancellationTimeout = 20000 }.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using NpgsqlCommand command = new("SELECT pg_sleep(15)", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (OperationCanceledException ended)
        {
            return (ended.InnerException as PostgresException)?.SqlState;
        }
    }

    /// <summary>A mounted file changes as the kubelet changes it; every process takes it over, and a transaction that is open goes on.</summary>
    private async Task ReloadAsync()
    {
        await using NpgsqlConnection client = new(Connection());
        await client.OpenAsync();
        await using NpgsqlTransaction transaction = await client.BeginTransactionAsync();
        for (int pod = 0; pod < Pods; pod++)
        {
            Write("renewed", files!["pgbouncer.ini"].Replace($"default_pool_size = {Queries}", "default_pool_size = 3", StringComparison.Ordinal));
            File.Move(In("renewed"), In($"pooler-{pod}/pgbouncer.ini"), overwrite: true);
        }

        Assert.True(await Wait.UntilAsync(() => Logs("re-reading config").Sum() == Pods * Processes, Patience, TimeProvider.System, CancellationToken.None), Log());
        await using NpgsqlCommand command = new("SELECT 1", client, transaction);
        Assert.Equal(1, await command.ExecuteScalarAsync());
        await transaction.CommitAsync();
    }

    /// <summary>A pod that is told to end takes no new client and waits for those that it has.</summary>
    private async Task EndAsync(ServerProcess[] pods)
    {
        await using (NpgsqlConnection client = new(Connection()))
        {
            await client.OpenAsync();
            foreach (ServerProcess pod in pods)
                pod.Signal(Native.Terminate);
            Assert.True(await Wait.UntilAsync(() => Logs("wait_for_clients|SIGTERM").Sum() >= Pods * Processes, Patience, TimeProvider.System, CancellationToken.None), Log());
            Assert.Contains(pods, pod => pod.IsAlive);
            await using NpgsqlCommand command = new("SELECT 2", client);
            Assert.Equal(2, await command.ExecuteScalarAsync());
        }

        Assert.True(await Wait.UntilAsync(() => !pods.Any(pod => pod.IsAlive), Patience, TimeProvider.System, CancellationToken.None), Log());
    }

    private string Connection(bool pooling = false) => target.Connection(port, "app", pooling);

    private string Superuser() => target.Connection(target.Ports.Primary, "app", pooling: true, LocalSecrets.Superuser);

    /// <summary>How many lines of each pod's log match.</summary>
    private IEnumerable<int> Logs(string pattern) => Enumerable.Range(0, Pods).Select(pod => In($"pooler-{pod}.log")).Where(File.Exists)
        .Select(log => File.ReadLines(log).Count(line => Regex.IsMatch(line, pattern)));

    private string Log() => string.Join('\n', Enumerable.Range(0, Pods).SelectMany(pod => Files.Tail(In($"pooler-{pod}.log"), 20)));

    private string In(string path) => Path.Combine(Folder, path);

    private void Write(string path, string text)
    {
        Files.MakeFolder(Path.GetDirectoryName(In(path))!, machine!.Account);
        Files.Write(In(path), text, machine.Account);
    }
}
