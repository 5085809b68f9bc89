using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Connections;
using Infra.Pooling.Profiles;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Stacks;

/// <summary>
/// The outputs of a stack: plain where they may be read, secret where they hold a password. Their shape comes from the plan, so that
/// a preview shows everything but the hosts that are not known yet.
/// </summary>
internal sealed class PoolingOutputs(PoolPlan plan, PoolingEndpoints endpoints, Output<ImmutableDictionary<string, string>> credentials)
{
    private readonly Output<(string ReadWrite, string ReadOnly, string Direct)> _hosts =
        Output.Tuple(endpoints.ReadWriteHost, endpoints.ReadOnlyHost, endpoints.DirectHost);

    public Output<ImmutableDictionary<string, object>> Connections => Output.Create(
        Planner("host.invalid").Routes.ToImmutableDictionary(Spelling.Of, route => (object)Connection(route)));

    public Output<ImmutableDictionary<string, object>> Workloads => Output.Create(plan.Specification.Workloads.ToImmutableDictionary(
        workload => workload.Name,
        workload => (object)ImmutableDictionary<string, object>.Empty.Add("env", Variables(workload))));

    private ConnectionPlanner Planner(string host) => new(plan, host, host, host);

    private Output<T> Known<T>(Func<ConnectionPlanner, T> value) =>
        _hosts.Apply(hosts => value(new(plan, hosts.ReadWrite, hosts.ReadOnly, hosts.Direct)));

    private Output<string> Secret(Func<ConnectionPlanner, ImmutableDictionary<string, string>, string> value) => Output.CreateSecret(
        Output.Tuple(Known(planner => planner), credentials).Apply(known => value(known.Item1, known.Item2)));

    private string? PasswordOf(Route route, string user, ImmutableDictionary<string, string> passwords) =>
        plan.UsesPassword(route) ? passwords[user] : null;

    private ImmutableDictionary<string, object> Connection(Route route)
    {
        var user = plan.Specification.Database.User;
        var shape = Planner("host.invalid").Of(route, user, password: null).Target;
        Output<string> Text(Func<ConnectionOptions, string> text) =>
            Secret((planner, passwords) => text(planner.Of(route, user, PasswordOf(route, user, passwords))));

        return new Dictionary<string, object>
        {
            ["host"] = Known(planner => planner.Of(route, user, password: null).Target.Host),
            ["port"] = shape.Port,
            ["database"] = shape.Database,
            ["username"] = user,
            // Empty where the role logs in by IAM token.
            ["password"] = Output.CreateSecret(credentials.Apply(passwords => PasswordOf(route, user, passwords) ?? "")),
            ["npgsql"] = Text(options => ConnectionStrings.Npgsql(options).Text),
            ["uri"] = Text(options => ConnectionStrings.Uri(options).Text),
            ["jdbc"] = Text(options => ConnectionStrings.Jdbc(options).Text),
            ["sqlalchemy"] = Text(options => ConnectionStrings.Sqlalchemy(options).Text),
        }.ToImmutableDictionary();
    }

    private ImmutableDictionary<string, object> Variables(WorkloadOptions workload)
    {
        ImmutableSortedDictionary<string, EnvironmentValue> Of(string host) => Planner(host).Variables(workload, _ => "?");

        // What two hosts give differently depends on the host; everything else is known before there is one.
        var (one, other) = (Of("one.invalid"), Of("other.invalid"));
        return one.ToImmutableDictionary(
            variable => variable.Key,
            variable => variable.Value.IsSecret
                ? Secret((planner, passwords) => planner.Variables(workload, role => passwords[role])[variable.Key].Value)
                : variable.Value == other[variable.Key]
                    ? (object)variable.Value.Value
                    : Known(planner => planner.Variables(workload, _ => "?")[variable.Key].Value));
    }
}
