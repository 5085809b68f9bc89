using System.Text.Json.Nodes;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Npgsql;
using PgBouncer = Samples.PgBouncer.OrdersStack;

namespace Infra.Samples.Tests.Service;

/// <summary>The specification of the sample pgbouncer, played with real servers on this machine.</summary>
internal sealed class ServiceTarget : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private readonly TestTarget _target = new();
    private readonly JsonObject _specification =
        JsonNode.Parse(PgBouncer.Specification("postgres.invalid", "replica.invalid").ToJson().GetRawText())!.AsObject();
    private EvaluatedStack? _stack;
    private volatile string _watcher = "";

    /// <summary>Most server connections that the plan allows at one server, in any situation.</summary>
    public long PlannedBackends => _stack!.Plan.Budget.Scenarios.Max(scenario => scenario.ServerDemand.Max!.Value);

    /// <summary>The string that the stack emits for a route.</summary>
    public string Connection(string route) => _stack!.Outputs["connections"]![route]!["npgsql"]!.ToString();

    public Task<LocalResult> UpAsync() => HeldAsync(async (held, machine, secrets) =>
        await held.UpAsync(machine, secrets, await RequestAsync(machine, secrets, _target.Ports), _target, CancellationToken.None));

    /// <summary>Replaces every pod: this setting is read at the start only.</summary>
    public Task<LocalResult> RollAsync()
    {
        _specification["pooler"]!["settings"]!["pkt_buf"] = 8192;
        return UpAsync();
    }

    /// <summary>What <c>infra failover local</c> does.</summary>
    public Task<FailoverResult> FailOverAsync() => HeldAsync(async (held, machine, secrets) =>
    {
        var result = await held.FailOverAsync(machine, secrets, ports => RequestAsync(machine, secrets, ports), _target, CancellationToken.None);
        _target.Ports = held.State!.Ports;
        return result;
    });

    /// <summary>Ends the primary as a machine ends that loses its power.</summary>
    public void KillPrimary() => ServerProcess
        .Read(LocalTarget.Status(_target.Folders).Parts.Single(part => part.Kind == PartKind.Primary).Pid!.Value)!.Value.Signal(Native.Kill);

    /// <summary>Runs something on the primary, past the pooler.</summary>
    public Task<T> OnPrimaryAsync<T>(string role, string sql) => TestTarget.ScalarAsync<T>(Primary(role), sql);

    /// <summary>Server connections of the service's role; null while the primary cannot be asked.</summary>
    public async Task<long?> BackendsAsync()
    {
        try
        {
            return await TestTarget.ScalarAsync<long>(
                _watcher, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = 'orders'");
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    public void Dispose() => _target.Dispose();

    private async Task<T> HeldAsync<T>(Func<LocalTarget, LocalMachine, LocalSecrets, Task<T>> work)
    {
        T result;
        using (var held = _target.Hold())
            result = await work(held, await held.PrepareAsync(_target, CancellationToken.None), held.Secrets());
        // Kept, because nobody else may look for a password while the target is being changed.
        _watcher = Primary(LocalSecrets.Superuser);
        return result;
    }

    private string Primary(string role) => _target.Connection(_target.Ports.Primary, "orders", pooling: false, role);

    private async Task<LocalRequest> RequestAsync(LocalMachine machine, LocalSecrets secrets, LocalPorts ports)
    {
        var file = new StackFile("service", "samples/pgbouncer", new JsonObject { [StackFile.SpecificationKey] = _specification.DeepClone() });
        _stack = await StackEvaluator.EvaluateAsync(
            LocalStack.ForUse(file, ports, secrets, machine.PostgresVersion, machine.PgBouncerVersion, Today), Today);
        var request = LocalStack.Request(_stack, ports);
        // What was committed is on the replica too, and so not lost with the primary.
        return request with { Parameters = request.Parameters.SetItem("synchronous_standby_names", "*") };
    }
}
