using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Drills;

/// <summary>The drills share one local target, since to make the servers takes longer than most of the drills.</summary>
[CollectionDefinition(Name)]
public sealed class DrillTargetGroup : ICollectionFixture<DrillTarget>
{
    public const string Name = "drills";
}

/// <summary>A stack played with real servers: what runs is what the Kubernetes component emits for it.</summary>
public sealed class DrillTarget : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private readonly TestTarget target = new();
    private EvaluatedStack? stack;

    /// <summary>The ports in use; a failover exchanges those of the servers.</summary>
    public LocalPorts Ports
    {
        get => target.Ports;
        private set => target.Ports = value;
    }

    public LocalFolders Folders => target.Folders;

    public string Runtime => LocalState.Read(Folders)!.Runtime;

    internal EvaluatedStack Stack => stack!;

    /// <summary>What may be changed between two ups.</summary>
    public JsonObject Specification { get; private set; } = Plain();

    /// <summary>Parameters of the servers beyond the plan's.</summary>
    public Dictionary<string, string> Parameters { get; } = [];

    /// <summary>The stack as every drill finds it.</summary>
    public Task<LocalResult> ResetAsync()
    {
        Specification = Plain();
        Parameters.Clear();
        return UpAsync();
    }

    public async Task<LocalResult> UpAsync()
    {
        using LocalTarget held = target.Hold();
        LocalMachine machine = await held.PrepareAsync(target, CancellationToken.None);
        LocalSecrets secrets = held.Secrets();
        if (await held.FinishFailoverAsync(machine, secrets, target, CancellationToken.None))
            Ports = held.State!.Ports;
        Ports = LocalStack.Ports(File, held.State, Ports.Pooler, held.State is null ? Ports.Primary.Port : null);
        return await held.UpAsync(machine, secrets, await RequestAsync(machine, secrets, Ports), target, CancellationToken.None);
    }

    /// <summary>What <c>infra failover local</c> does.</summary>
    public async Task<FailoverResult> FailOverAsync()
    {
        using LocalTarget held = target.Hold();
        LocalMachine machine = await held.PrepareAsync(target, CancellationToken.None);
        LocalSecrets secrets = held.Secrets();
        FailoverResult result = await held.FailOverAsync(machine, secrets, ports => RequestAsync(machine, secrets, ports), target, CancellationToken.None);
        Ports = held.State!.Ports;
        return result;
    }

    /// <summary>What <c>infra rotate local</c> does.</summary>
    public async Task RotateAsync(bool finish = false)
    {
        using LocalTarget held = target.Hold();
        LocalMachine machine = await held.PrepareAsync(target, CancellationToken.None);
        LocalSecrets secrets = held.Secrets();
        await held.RotateAsync(machine, secrets, Stack.Plan.WorkloadRoles, finish, force: false, () => RequestAsync(machine, secrets, Ports), target, CancellationToken.None);
        // The strings that clients get from now on.
        await RequestAsync(machine, secrets, Ports);
    }

    /// <summary>What <c>infra pooler ORDER local</c> does.</summary>
    public async Task<ImmutableArray<PoolerAnswer>> OrderAsync(string order)
    {
        using LocalTarget held = target.Hold();
        return await held.OrderAsync(await held.PrepareAsync(target, CancellationToken.None), order, CancellationToken.None);
    }

    public string Password(string role) => target.Password(role);

    /// <summary>The emitted connection string of a route, with room for so many clients.</summary>
    public string Connection(string route, int clients) => new NpgsqlConnectionStringBuilder(Stack.Outputs["connections"]![route]!["npgsql"]!.ToString())
    {
        MaxPoolSize = clients,
        MinPoolSize = 0,
    }.ConnectionString;

    /// <summary>A role's way past the pooler: the primary, or a replica.</summary>
    public string Server(string role, IPEndPoint? server = null) => target.Connection(server ?? Ports.Primary, "app", pooling: false, role);

    public string Superuser(IPEndPoint? server = null) => Server(LocalSecrets.Superuser, server);

    /// <summary>The address of the pooler for another role.</summary>
    public string Pooled(string role) => target.Connection(Ports.Pooler, "app", pooling: false, role);

    /// <summary>The same for clients that speak the protocol themselves.</summary>
    internal WireLogin Wire(string role)
    {
        NpgsqlConnectionStringBuilder way = new(Pooled(role));
        return new WireLogin(Ports.Pooler, "app", role, way.Password!, way.RootCertificate!);
    }

    /// <summary>How long a client may wait in a pool's queue.</summary>
    public TimeSpan QueueWait => TimeSpan.FromSeconds(double.Parse(Stack.Plan.PgBouncer!.Settings["query_wait_timeout"], CultureInfo.InvariantCulture));

    /// <summary>The budget's own word: server connections of all pools on the way to the primary, at peak.</summary>
    public long PlannedBackends => Stack.Plan.Budget.Scenarios.Single(scenario => scenario.Kind == Pooling.Budget.ScenarioKind.Peak).ServerDemand.Max!.Value;

    internal static IEnumerable<LocalPart> Pods(LocalResult result) => result.Parts.Where(part => part.Kind == PartKind.Pod);

    internal static ServerProcess Process(LocalPart part) => ServerProcess.Read(part.Pid!.Value)!.Value;

    public void Dispose() => target.Dispose();

    private StackFile File => new("drill", "tests/Drills", new JsonObject { [StackFile.SpecificationKey] = Specification.DeepClone() });

    private async Task<LocalRequest> RequestAsync(LocalMachine machine, LocalSecrets secrets, LocalPorts ports)
    {
        stack = await StackEvaluator.EvaluateAsync(
            LocalStack.ForUse(File, ports, secrets, machine.PostgresVersion, machine.PgBouncerVersion, Today), Today);
        LocalRequest request = LocalStack.Request(stack, ports);
        return request with { Parameters = request.Parameters.SetItems(Parameters) };
    }

    private static JsonObject Plain() => JsonNode.Parse("""
        {
          "target": "kubernetes",
          "database": {"name": "app", "user": "app", "version": 15, "host": "local", "maxConnections": 120, "replicas": 1, "reserve": {"admin": 10, "other": 10}},
          "pooler": {"replicas": {"min": 2, "max": 2}, "settings": {"default_pool_size": 10}},
          "timeouts": {"queueWait": "8s"},
          "workloads": [
            {"name": "writer", "replicas": {"min": 1, "max": 1, "surge": 0}, "pool": {"size": 240}, "driver": "npgsql"},
            {"name": "reader", "replicas": {"min": 1, "max": 1, "surge": 0}, "pool": {"size": 60}, "driver": "npgsql", "route": "readOnly"}
          ]
        }
        """)!.AsObject();
}
