using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Pooling.FlexibleServer;

/// <summary>
/// Sizes for the PgBouncer inside a Flexible Server. Nothing but default_pool_size limits its server connections: each server opens
/// as many for every pair of user and database. A size that the specification states stays as it is.
/// </summary>
public sealed record BuiltInSizing
{
    /// <summary>Azure's own default_pool_size.</summary>
    private const int AzuresDefault = 50;

    private const int LargestPool = 4950;
    private const int MostClients = 50_000;
    private const int Prepared = 200;

    /// <summary>Room above the mean number of busy connections, which arrivals at random need.</summary>
    private const decimal Margin = 1.5m;

    private BuiltInSizing()
    {
    }

    /// <summary>default_pool_size: server connections of one pair; 1 to 4950.</summary>
    public required SizedSetting DefaultPoolSize { get; init; }

    /// <summary>min_pool_size: server connections that a pair keeps open; 0 to 4950.</summary>
    public required SizedSetting MinPoolSize { get; init; }

    /// <summary>max_client_conn of one server; 1 to 50000.</summary>
    public required SizedSetting MaxClientConn { get; init; }

    /// <summary>max_prepared_statements of one client connection; 0 to 5000.</summary>
    public required SizedSetting MaxPreparedStatements { get; init; }

    /// <summary>What the budget is told.</summary>
    public BuiltInInput ToBudget() => new(Interval.Exactly(DefaultPoolSize.Value), Interval.Exactly(MaxClientConn.Value));

    /// <summary>The sizes for a specification on a server.</summary>
    public static BuiltInSizing Recommend(PoolingSpecification specification, CapacityInput capacity)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(capacity);
        var pairs = new BuiltInPairs(specification);
        // The clients, and what bypasses the pooler: everything but the pools.
        var others = BudgetPlan.Create(new(
            capacity, new BuiltInInput(Interval.Exactly(0), Interval.AtLeast(1)), DemandInput.Of(specification)));
        var size = Stated(specification, "default_pool_size")
            ?? Size(pairs, new BuiltInShare(specification, capacity, others, pairs).Smallest());
        return new()
        {
            DefaultPoolSize = size,
            MinPoolSize = Stated(specification, "min_pool_size") ?? Min(pairs, size.Value),
            MaxClientConn = Stated(specification, "max_client_conn") ?? Clients(others),
            MaxPreparedStatements = Stated(specification, "max_prepared_statements") ?? PreparedStatements(specification),
        };
    }

    private static SizedSetting? Stated(PoolingSpecification specification, string name) =>
        PoolSizing.Stated(specification, name) is { } value ? new(value, $"{value}, as `pooler.settings.{name}` says.") : null;

    private static SizedSetting Size(BuiltInPairs pairs, PoolLimit? limit)
    {
        var need = pairs.Both.Select(pair => Need(pairs.Called(pair), pairs.Workloads(pair))).DefaultIfEmpty(
            new(1, "no workload uses the pooler")).MaxBy(pair => pair.Size)!;
        return limit is { } most && most.Size < need.Size
            ? new((int)most.Size, $"{need.Reason}, cut to {most.Size}: {most.Reason}.")
            : new(need.Size, $"{need.Reason}{(limit is { } room ? $", within the {room.Size} that the budget leaves" : "")}.");
    }

    private static PoolNeed Need(string pair, ImmutableArray<WorkloadOptions> workloads)
    {
        var silent = workloads.Where(workload => workload.Load is null).Select(workload => workload.Name).ToList();
        var busy = Busy(workloads) * Margin;
        var need = (int)Math.Clamp(Math.Ceiling(busy), 1, LargestPool);
        var (size, reason) = silent.Count > 0 && need <= AzuresDefault
            ? (AzuresDefault, $"{AzuresDefault} is Azure's own default, as the load of {string.Join(", ", silent)} is not known")
            : (need, $"{pair} keeps {Text(Busy(workloads))} connections busy on average, with room for arrivals at random {Text(busy)}");
        var clients = workloads.All(workload => MostClientsOf(workload) is not null) ? workloads.Sum(MostClientsOf) : null;
        return clients < size ? new((int)Math.Max(1, clients.Value), $"{pair} never has more than {clients} clients") : new(size, reason);
    }

    private static SizedSetting Min(BuiltInPairs pairs, int size)
    {
        var all = pairs.Both.Select(pairs.Workloads).ToList();
        if (all.Count == 0 || all.Any(workloads => workloads.Any(workload => workload.Load is null)))
            return new(0, "0: how many connections are busy on average is not known for every pool.");
        var least = (int)Math.Min(all.Min(Busy), size);
        return new(least, $"{least}: every pool keeps at least as many busy on average.");
    }

    private static SizedSetting Clients(BudgetPlan others)
    {
        var tightest = others.Scenarios.MaxBy(scenario => scenario.ClientDemand.Min)!;
        var clients = tightest.ClientDemand;
        // Strictly above the demand, so that monitoring and administration still get in.
        var value = (int)Math.Min(((clients.Min / 100) + 1) * 100, MostClients);
        var unbounded = clients.IsExact ? "" : "; more may come, because nothing limits some of them";
        return new(value, $"{clients.Min} clients at {Spelling.Of(tightest.Kind)} on one server, up to the next hundred{unbounded}.");
    }

    private static SizedSetting PreparedStatements(PoolingSpecification specification)
    {
        var preparing = specification.Workloads.Where(workload => workload.Route != Route.Direct && Prepares(workload))
            .Select(workload => workload.Name).ToList();
        return specification.Pooler.Mode switch
        {
            PoolMode.Transaction when preparing.Count > 0 => new(
                Prepared, $"{Prepared}: the drivers of {string.Join(", ", preparing)} prepare statements."),
            PoolMode.Transaction => new(0, "0: no driver prepares statements by itself."),
            var mode => new(0, $"0: in mode {Spelling.Of(mode)} there is nothing to carry over."),
        };
    }

    /// <summary>libpq, Npgsql and node-postgres prepare only what a program asks them to.</summary>
    private static bool Prepares(WorkloadOptions workload) => workload.Needs.Contains(SessionFeature.ProtocolPrepare)
        || workload.Driver is not (Driver.Libpq or Driver.Npgsql or Driver.NodePostgres);

    private static decimal Busy(ImmutableArray<WorkloadOptions> workloads) =>
        workloads.Select(workload => workload.Load).OfType<LoadOptions>().Sum(load => load.MeanBusy);

    private static long? MostClientsOf(WorkloadOptions workload) => workload is { Pool: { } pool, Replicas.MaxDuringRollout: { } copies }
        ? (long)copies * workload.Processes * (pool.Size + pool.Overflow)
        : null;

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
