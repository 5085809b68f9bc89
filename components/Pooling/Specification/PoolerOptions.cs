using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Specification;

/// <summary>The pooler in front of the database.</summary>
public sealed record PoolerOptions
{
    /// <summary>What pools; default by target: RDS Proxy on AWS, built-in on Azure, PgBouncer on Kubernetes.</summary>
    public required PoolerKind Kind { get; init; }

    /// <summary>Pool mode; default transaction.</summary>
    public PoolMode Mode { get; init; } = PoolMode.Transaction;

    /// <summary>Port on which PgBouncer listens; 1024 to 65535, default 6432.</summary>
    public int Port { get; init; } = 6432;

    /// <summary>Name or address under which clients reach PgBouncer; null for the name of its Kubernetes Service.</summary>
    public string? Host { get; init; }

    /// <summary>Version of the PgBouncer that runs, 1.18 or newer; default the newest known. It decides which settings there are.</summary>
    public PgBouncerVersion Version { get; init; } = PgBouncerVersion.Newest;

    /// <summary>
    /// Path, inside a workload, of the certificates that it checks the pooler and the database against; default
    /// <c>/etc/pooling/ca.crt</c>, or what Linux images trust anyway on Azure, whose servers have public certificates.
    /// </summary>
    public string RootCertificate { get; init; } = "/etc/pooling/ca.crt";

    /// <summary>
    /// Number of PgBouncer pods; default 2, of which a rollout replaces one after the other. Without a maximum, as many as the budget holds.
    /// </summary>
    public ReplicaRange Replicas { get; init; } = new(2, 2, Surge.Count(0));

    /// <summary>
    /// Most pods that drain at once while their successors run: with a surge any number, as a Deployment waits for no pod to end
    /// (Kubernetes, "Deployments": terminating pods do not count towards maxSurge); without one none, as a StatefulSet waits for each.
    /// </summary>
    internal int MostDraining => Replicas.Surge.Amount == 0 ? 0 : int.MaxValue;

    /// <summary>How PgBouncer runs in those pods.</summary>
    public PodOptions Pods { get; init; } = new();

    /// <summary>Whether PgBouncer asks the server for the verifier of each role that logs in.</summary>
    public bool UsesAuthQuery => Kind == PoolerKind.PgBouncer && Pods.Auth == PoolerAuth.Query;

    /// <summary>
    /// Settings of the pooler by their own names, as written (Azure's without <c>pgbouncer.</c>); checked against the pooler's
    /// allow-list, range and version.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
