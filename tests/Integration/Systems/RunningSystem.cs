using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Pooling.PgBouncer;
using Npgsql;

namespace Infra.Integration.Systems;

/// <summary>A stack of the project on the local target, for the tests of one class; started by the first that asks for it.</summary>
public sealed class RunningSystem : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private readonly TestTarget target = new();
    private LocalMachine? machine;
    private LocalSecrets? secrets;
    private EvaluatedStack? stack;

    internal EvaluatedStack Stack => stack!;

    /// <summary>The budget's own word: server connections of all pools on the way to one server, at peak.</summary>
    public long PlannedBackends => Stack.Plan.Budget.Scenarios.Single(scenario => scenario.Kind == Pooling.Budget.ScenarioKind.Peak).ServerDemand.Max!.Value;

    public async Task<RunningSystem> UpAsync(string name, Action<JsonObject>? change = null)
    {
        if (stack is not null)
            return this;
        StackFile file = StackFile.Load(new Workspace(TestTarget.Repository()), name);
        change?.Invoke(file.Specification!);
        if (LocalConfiguration.ReplicasOf(file) == 0)
            target.Ports = target.Ports with { Replicas = [] };
        using LocalTarget held = target.Hold();
        machine = await held.PrepareAsync(target, CancellationToken.None);
        secrets = held.Secrets();
        EvaluatedStack evaluated = await StackEvaluator.EvaluateAsync(
            LocalStack.ForUse(file, target.Ports, secrets, machine.PostgresVersion, machine.PgBouncerVersion, Today), Today);
        await held.UpAsync(machine, secrets, LocalStack.Request(evaluated, target.Ports), target, CancellationToken.None);
        // A second time: the SQL of the database's side must be idempotent.
        LocalResult again = await held.UpAsync(machine, secrets, LocalStack.Request(evaluated, target.Ports), target, CancellationToken.None);
        Assert.False(again.Changed, string.Join('\n', again.Parts));
        stack = evaluated;
        return this;
    }

    /// <summary>The variables of a workload, as its process gets them.</summary>
    public Dictionary<string, string> Environment(string workload) => Stack.Outputs["workloads"]![workload]!["env"]!.AsObject()
        .ToDictionary(variable => variable.Key, variable => variable.Value!.ToString());

    /// <summary>One of the connection strings of a route.</summary>
    public string Connection(string route, string form) => Stack.Outputs["connections"]![route]![form]!.ToString();

    /// <summary>A role's own connection string for Npgsql, past the pooler: the primary, or a replica.</summary>
    public string Server(string role, bool replica = false) => target.Connection(
        replica ? target.Ports.Replicas[0] : target.Ports.Primary, Stack.Plan.Specification.Database.Name, pooling: false, role);

    public string Superuser(bool replica = false) => Server(LocalSecrets.Superuser, replica);

    /// <summary>The pools as the pooler's console shows them, the names of the columns first.</summary>
    public async Task<string[][]> ShowPoolsAsync() =>
    [
        .. (await PsqlAsync(
            $"host=127.0.0.1 port={target.Ports.Pooler} dbname=pgbouncer user={PgBouncerPlanner.StatsRole} password={secrets!.Password(PgBouncerPlanner.StatsRole)} sslmode=require",
            "SHOW POOLS", "-P", "tuples_only=off", "-P", "footer=off")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')),
    ];

    /// <summary>psql, as somebody would call it with a URI from the variables.</summary>
    public Task<string> PsqlAsync(string uri, string sql, params string[] options) => Command.RunAsync(
        [machine!.Postgres("psql"), "-X", "-A", "-t", .. options, "-v", "ON_ERROR_STOP=1", "-d", uri, "-c", sql], "see the log of the pods", CancellationToken.None);

    /// <summary>Most backends of a role that a server had at once while something ran.</summary>
    public async Task<long> MostBackendsAsync(Task work, string role, bool replica)
    {
        await using NpgsqlConnection server = new(Superuser(replica));
        await server.OpenAsync();
        long most = 0;
        do
        {
            await using NpgsqlCommand command = new("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = $1", server);
            command.Parameters.Add(new() { Value = role });
            most = Math.Max(most, (long)(await command.ExecuteScalarAsync())!);
        }
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)) != work);
        await work;
        return most;
    }

    /// <summary>What a load came to, for people.</summary>
    public static void Print(FormattableString figures) => System.Console.WriteLine(figures.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => target.Dispose();
}
