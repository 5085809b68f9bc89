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
    private const string NoHost = "host.invalid";

    private static readonly ImmutableArray<Route> All = [Route.ReadWrite, Route.ReadOnly, Route.Direct];

    public Output<ImmutableDictionary<string, object>> Connections => Output.Create(
        Planner(_ => NoHost).Routes.ToImmutableDictionary(Spelling.Of, route => (object)Connection(route)));

    public Output<ImmutableDictionary<string, object>> Workloads => Output.Create(plan.Specification.Workloads.ToImmutableDictionary(
        workload => workload.Name,
        workload => (object)ImmutableDictionary<string, object>.Empty.Add("env", Variables(workload))));

    private ConnectionPlanner Planner(Func<Route, string> host) => new(plan, host(Route.ReadWrite), host(Route.ReadOnly), host(Route.Direct));

    /// <summary>A planner as soon as the hosts of some routes are known; those of the others stay unsaid.</summary>
    private Output<ConnectionPlanner> Known(params IEnumerable<Route> routes) => Output.All(routes.Select(route =>
            Host(route).Apply(host => KeyValuePair.Create(route, host))))
        .Apply(hosts => Planner(route => hosts.FirstOrDefault(known => known.Key == route, KeyValuePair.Create(route, NoHost)).Value));

    private Output<string> Host(Route route) => route switch
    {
        Route.ReadWrite => endpoints.ReadWriteHost,
        Route.ReadOnly => endpoints.ReadOnlyHost,
        _ => endpoints.DirectHost,
    };

    private string? PasswordOf(Route route, string user, ImmutableDictionary<string, string> passwords) =>
        plan.UsesPassword(route) ? passwords[user] : null;

    private ImmutableDictionary<string, object> Connection(Route route)
    {
        var user = plan.Specification.Database.User;
        var shape = Planner(_ => NoHost).Of(route, user, password: null).Target;
        Output<string> Text(Func<ConnectionOptions, string> text) => Output.CreateSecret(Output.Tuple(Known(route), credentials)
            .Apply(known => text(known.Item1.Of(route, user, PasswordOf(route, user, known.Item2)))));

        return new Dictionary<string, object>
        {
            ["host"] = Known(route).Apply(planner => planner.Of(route, user, password: null).Target.Host),
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
        ImmutableSortedDictionary<string, EnvironmentValue> Without(Route? route) =>
            Planner(other => other == route ? "other.invalid" : NoHost).Variables(workload, _ => "?");

        // What another host gives differently depends on that host; everything else is known before there is one.
        var shape = Without(null);
        var changed = All.ToDictionary(route => route, route => Without(route));
        return shape.ToImmutableDictionary(variable => variable.Key, variable =>
        {
            var name = variable.Key;
            var planner = Known(All.Where(route => changed[route][name] != variable.Value));
            return variable.Value.IsSecret
                ? Output.CreateSecret(Output.Tuple(planner, credentials)
                    .Apply(known => known.Item1.Variables(workload, role => known.Item2[role])[name].Value))
                : planner.Apply(known => known.Variables(workload, _ => "?")[name].Value) as object;
        });
    }
}
