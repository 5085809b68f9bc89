using Infra.Pooling.PgBouncer;
using Infra.Pooling.Sql;
using Pulumi;

namespace Infra.Pooling.Kubernetes;

/// <summary>What a <see cref="PgBouncerPool"/> is made from.</summary>
public sealed class PgBouncerPoolArgs
{
    /// <summary>The plan; <see cref="PoolPlan.Create"/> refuses one that is not valid.</summary>
    public required PoolPlan Plan { get; init; }

    /// <summary>
    /// Password of each role that logs in through the pooler, by role name. Only SCRAM verifiers made from them reach the
    /// cluster, but for the exporter's and, with auth_query, that of <see cref="AuthQuery.Role"/>. Each of <see cref="PoolPlan.Roles"/>
    /// needs one; a workload's role may have a second login, <see cref="AlternateLogin"/>.
    /// </summary>
    public required InputMap<string> Credentials { get; init; }

    /// <summary>Certificates of both legs.</summary>
    public required PoolerCertificates Certificates { get; init; }

    /// <summary>The servers, where they are made together with the pooler; null where the plan names them.</summary>
    public DatabaseHosts? Hosts { get; init; }

    /// <summary>Namespace of everything that is made; default <c>default</c>.</summary>
    public Input<string> Namespace { get; init; } = "default";

    /// <summary>
    /// Name of the objects in Kubernetes, alone or with an end of their own, and of the Service that clients know; default the component's
    /// name. A component that is renamed states its former name here and as an alias, so that nothing is replaced.
    /// </summary>
    public string? ObjectName { get; init; }

    /// <summary>
    /// Labels of the ServiceMonitor and the PrometheusRule besides their own, for a Prometheus that takes only those which have them:
    /// that of kube-prometheus-stack asks for <c>release</c> with the name of its release.
    /// </summary>
    public InputMap<string> MonitorLabels { get; init; } = [];

    /// <summary>Container image; default the pinned image of the plan's version.</summary>
    public Input<string>? Image { get; init; }

    /// <summary>The text of pgbouncer.ini.</summary>
    internal Input<string> Configuration => Hosts is null
        ? ConsoleAccess.Restricted(Plan.PgBouncer!).Render()
        : Output.Tuple(Hosts.Primary.ToOutput(), (Hosts.Replicas ?? Hosts.Primary).ToOutput())
            .Apply(hosts => PgBouncerPlanner.WithHosts(ConsoleAccess.Restricted(Plan.PgBouncer!), hosts.Item1, hosts.Item2).Render());
}

/// <summary>Host names of servers that a program makes.</summary>
/// <param name="Primary">The primary.</param>
/// <param name="Replicas">The replicas, with commas between them; null for none.</param>
public sealed record DatabaseHosts(Input<string> Primary, Input<string>? Replicas);
