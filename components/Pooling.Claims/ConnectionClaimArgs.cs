using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Claims;

/// <summary>The demand of one workload.</summary>
public sealed class ConnectionClaimArgs : ResourceArgs
{
    /// <summary>Name of the workload.</summary>
    [Input("workload", required: true)]
    public Input<string> Workload { get; set; } = null!;

    /// <summary>Database that it uses.</summary>
    [Input("database", required: true)]
    public Input<string> Database { get; set; } = null!;

    /// <summary>Role that it logs in with.</summary>
    [Input("user", required: true)]
    public Input<string> User { get; set; } = null!;

    /// <summary><c>readWrite</c>, <c>readOnly</c> or <c>direct</c>.</summary>
    [Input("route", required: true)]
    public Input<string> Route { get; set; } = null!;

    /// <summary>
    /// Host name of the pooler or the server, by which stacks that share one are told; absent where the stack of the claim makes it.
    /// </summary>
    [Input("host")]
    public Input<string>? Host { get; set; }

    /// <summary>Port at that host; absent for the usual one.</summary>
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>Fewest replicas.</summary>
    [Input("minReplicas", required: true)]
    public Input<int> MinReplicas { get; set; } = null!;

    /// <summary>Most replicas; absent when nothing limits them.</summary>
    [Input("maxReplicas")]
    public Input<int>? MaxReplicas { get; set; }

    /// <summary>Further replicas during a rollout, as <c>1</c> or <c>25%</c>.</summary>
    [Input("surge", required: true)]
    public Input<string> Surge { get; set; } = null!;

    /// <summary>Processes in a replica.</summary>
    [Input("processes", required: true)]
    public Input<int> Processes { get; set; } = null!;

    /// <summary>Connections that a process keeps; absent when nothing limits them.</summary>
    [Input("poolSize")]
    public Input<int>? PoolSize { get; set; }

    /// <summary>Connections on top of that at a peak.</summary>
    [Input("poolOverflow")]
    public Input<int>? PoolOverflow { get; set; }

    /// <summary>max_connections of the server, where no resource of the stack says it; absent when it is not known.</summary>
    [Input("maxConnections")]
    public Input<int>? MaxConnections { get; set; }

    /// <summary>superuser_reserved_connections of the server.</summary>
    [Input("superuserReserved")]
    public Input<int>? SuperuserReserved { get; set; }

    /// <summary>Connections that the provider of the server keeps beyond that.</summary>
    [Input("providerReserved")]
    public Input<int>? ProviderReserved { get; set; }

    /// <summary>Connections of the server that are kept for administrators.</summary>
    [Input("adminReserved")]
    public Input<int>? AdminReserved { get; set; }

    /// <summary>Connections of the server that are kept for programs that nobody claims for.</summary>
    [Input("otherReserved")]
    public Input<int>? OtherReserved { get; set; }

    /// <summary>Read replicas of the server.</summary>
    [Input("replicas")]
    public Input<int>? Replicas { get; set; }

    /// <summary>
    /// The claim of a workload of a plan. It has the server's host where the workload connects to that directly and the plan names it. A
    /// pooled workload's has none: in the program that makes the pooler the policies find it, and in another one
    /// <see cref="Host"/> is to be set to the pooler's.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="plan">The plan, for what it knows of the server.</param>
    public static ConnectionClaimArgs Of(WorkloadOptions workload, PoolPlan plan)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(plan);
        var database = plan.Specification.Database;
        var capacity = plan.Budget.Input.Capacity;
        var claim = new ConnectionClaimArgs
        {
            Workload = workload.Name,
            Database = workload.Database ?? database.Name,
            User = workload.User ?? database.User,
            Route = Spelling.Of(workload.Route),
            MinReplicas = workload.Replicas.Min,
            Surge = workload.Replicas.Surge.ToString(),
            Processes = workload.Processes,
            SuperuserReserved = (int)capacity.SuperuserReserved,
            ProviderReserved = (int)capacity.ProviderReserved,
            AdminReserved = (int)capacity.Admin,
            OtherReserved = (int)capacity.Other,
            Replicas = capacity.Replicas,
        };
        if (capacity.MaxConnections.IsExact)
            claim.MaxConnections = (int)capacity.MaxConnections.Min;
        if (workload.Route == Specification.Route.Direct && database.Host is { } host and not DatabaseOptions.LocalHost)
            (claim.Host, claim.Port) = (host, database.Port);
        if (workload.Replicas.Max is { } max)
            claim.MaxReplicas = max;
        if (workload.Pool is { } pool)
        {
            claim.PoolSize = pool.Size;
            claim.PoolOverflow = pool.Overflow;
        }

        return claim;
    }

    internal IEnumerable<Fault> Faults()
    {
        const string Fix = "give it, or make the arguments with ConnectionClaimArgs.Of(workload, plan)";
        return
        [
            .. ComponentArgumentException.Missing("workload", Workload, "the name of a workload", Fix),
            .. ComponentArgumentException.Missing("database", Database, "the name of a database", Fix),
            .. ComponentArgumentException.Missing("user", User, "the name of a role", Fix),
            .. ComponentArgumentException.Missing("route", Route, string.Join(", ", Spelling.All<Route>()), Fix),
            .. ComponentArgumentException.Missing("minReplicas", MinReplicas, "a number of replicas", Fix),
            .. ComponentArgumentException.Missing("surge", Surge, "a number of replicas, or a share such as 25%", Fix),
            .. ComponentArgumentException.Missing("processes", Processes, "a number of processes", Fix),
            .. PoolOverflow is not null && PoolSize is null
                ? [new Fault(
                    "poolOverflow", "is given without poolSize", null, "both, or neither where nothing limits the pool", "give PoolSize too")]
                : ImmutableArray<Fault>.Empty,
        ];
    }
}
