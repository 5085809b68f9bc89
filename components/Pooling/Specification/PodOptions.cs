using System.Collections.Immutable;

namespace Infra.Pooling.Specification;

/// <summary>How PgBouncer runs in pods of our own; without effect where a cloud runs the pooler.</summary>
public sealed record PodOptions
{
    /// <summary>
    /// Whether pods know each other, so that a cancel request reaches the connection that it is for through whatever pod it arrives.
    /// It needs a StatefulSet, which has no surge. Default true where there can be several pods and no surge is asked for.
    /// </summary>
    public bool Peering { get; init; } = true;

    /// <summary>
    /// PgBouncer processes in each pod, which share its port; 1 to 16, default 1. A process uses one core; each has pools of its own.
    /// </summary>
    public int Processes { get; init; } = 1;

    /// <summary>
    /// How long a client may keep a connection to the pooler, and so how long a pod that is to end waits for its clients; whole
    /// seconds from 10 s to 1 h, default 5 min.
    /// </summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether an exporter runs beside PgBouncer, with rules, alerts and a dashboard; default false. It needs the custom resources of
    /// the Prometheus Operator.
    /// </summary>
    public bool Metrics { get; init; }

    /// <summary>Whether network policies let in labelled clients only, and out to the database and DNS only; default true.</summary>
    public bool Isolation { get; init; } = true;

    /// <summary>Networks in which the database's addresses lie, for those policies; default none, which is any address at its port.</summary>
    public ImmutableArray<string> DatabaseNetworks { get; init; } = [];

    /// <summary>What reads get while no replica can be reached; default fail.</summary>
    public ReadFallback ReadFallback { get; init; }

    /// <summary>
    /// Where PgBouncer finds the verifier of a role that logs in; default userlist. To ask the server needs PgBouncer 1.24 and a server
    /// whose superuser is at hand, which no cloud's is.
    /// </summary>
    public PoolerAuth Auth { get; init; }

    /// <summary>cert-manager's issuer of the pooler's certificate, as <c>Issuer/name</c> or <c>ClusterIssuer/name</c>; null for a given one.</summary>
    public string? Issuer { get; init; }

    /// <summary>Container image with PgBouncer of the stated version, as <c>name:tag@sha256:…</c>; null for the known one.</summary>
    public string? Image { get; init; }
}
