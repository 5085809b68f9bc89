using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Stacks;

/// <summary>
/// What one workload asks of a database, as a resource of its own: policies find the demand there even when the workload
/// itself is deployed elsewhere. It makes nothing.
/// </summary>
public sealed class ConnectionClaim : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "pooling:index:ConnectionClaim";

    /// <summary>Registers a claim.</summary>
    /// <param name="name">Unique name in the program.</param>
    /// <param name="args">The demand.</param>
    /// <param name="options">Resource options.</param>
    public ConnectionClaim(string name, ConnectionClaimArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        RegisterOutputs();
    }
}

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

    /// <summary>The claim of a workload of a specification.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="database">The database that it uses unless it names another.</param>
    public static ConnectionClaimArgs Of(WorkloadOptions workload, DatabaseOptions database)
    {
        var claim = new ConnectionClaimArgs
        {
            Workload = workload.Name,
            Database = workload.Database ?? database.Name,
            User = workload.User ?? database.User,
            Route = Spelling.Of(workload.Route),
            MinReplicas = workload.Replicas.Min,
            Surge = workload.Replicas.Surge.ToString(),
            Processes = workload.Processes,
        };
        if (workload.Replicas.Max is { } max)
            claim.MaxReplicas = max;
        if (workload.Pool is { } pool)
        {
            claim.PoolSize = pool.Size;
            claim.PoolOverflow = pool.Overflow;
        }

        return claim;
    }
}
