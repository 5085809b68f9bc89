using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Connections;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Stacks;

/// <summary>The outputs of a stack: plain where they may be read, secret where they hold a password.</summary>
internal sealed class PoolingOutputs
{
    public PoolingOutputs(PoolPlan plan, PoolingEndpoints endpoints, Output<ImmutableDictionary<string, string>> credentials)
    {
        var hosts = Output.Tuple(endpoints.ReadWriteHost, endpoints.ReadOnlyHost, endpoints.DirectHost);
        Connections = hosts.Apply(host =>
        {
            var planner = new ConnectionPlanner(plan, host.Item1, host.Item2, host.Item3);
            return planner.Routes.ToImmutableDictionary(Spelling.Of, route => (object)Connection(planner, route, plan.Specification.Database.User, credentials));
        });
        Workloads = hosts.Apply(host =>
        {
            var planner = new ConnectionPlanner(plan, host.Item1, host.Item2, host.Item3);
            return plan.Specification.Workloads.ToImmutableDictionary(
                workload => workload.Name,
                workload => (object)ImmutableDictionary<string, object>.Empty.Add("env", Variables(planner, workload, credentials)));
        });
    }

    public Output<ImmutableDictionary<string, object>> Connections { get; }

    public Output<ImmutableDictionary<string, object>> Workloads { get; }

    private static ImmutableDictionary<string, object> Connection(
        ConnectionPlanner planner, Route route, string user, Output<ImmutableDictionary<string, string>> credentials)
    {
        var plain = planner.Of(route, user, password: null);
        Output<string> Secret(Func<ConnectionOptions, string> text) =>
            Output.CreateSecret(credentials.Apply(passwords => text(plain with { Password = passwords[user] })));

        return new Dictionary<string, object>
        {
            ["host"] = plain.Target.Host,
            ["port"] = plain.Target.Port,
            ["database"] = plain.Target.Database,
            ["username"] = user,
            ["password"] = Secret(options => options.Password!),
            ["npgsql"] = Secret(options => ConnectionStrings.Npgsql(options).Text),
            ["uri"] = Secret(options => ConnectionStrings.Uri(options).Text),
            ["jdbc"] = Secret(options => ConnectionStrings.Jdbc(options).Text),
            ["sqlalchemy"] = Secret(options => ConnectionStrings.Sqlalchemy(options).Text),
        }.ToImmutableDictionary();
    }

    private static ImmutableDictionary<string, object> Variables(
        ConnectionPlanner planner, WorkloadOptions workload, Output<ImmutableDictionary<string, string>> credentials) =>
        planner.Variables(workload, _ => "?").ToImmutableDictionary(
            variable => variable.Key,
            variable => variable.Value.IsSecret
                ? (object)Output.CreateSecret(credentials.Apply(passwords => planner.Variables(workload, role => passwords[role])[variable.Key].Value))
                : variable.Value.Value);
}
