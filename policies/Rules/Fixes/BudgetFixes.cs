using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Fixes;

/// <summary>The smallest changes that make the connections of a server fit, each found by calculating its budget anew.</summary>
public static class BudgetFixes
{
    private const long MostConnections = 262_143;
    private const long Many = 100_000;

    /// <summary>Only the largest workloads are tried: where hundreds share a server, a change of a small one is no way out.</summary>
    private const int Workloads = 8;

    /// <summary>Single changes that make every scenario fit, smaller ones first; none where no single one does.</summary>
    public static ImmutableArray<Fix> Of(ServerBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var input = budget.Plan.Input;
        return Knob<BudgetInput>.Search(
            Fronts(input).SelectMany((front, index) => Knobs(front, changed => With(input, index, changed))).Append(MaxConnections(input)),
            path => (Place(budget, path), Name(budget, path)),
            changed => BudgetPlan.Create(changed).Scenarios.All(scenario => scenario.Verdict == Verdict.Within));
    }

    /// <summary>A path with what a reader calls its first part: <c>api.pool.size</c>.</summary>
    private static string Name(ServerBudget budget, string path)
    {
        var input = budget.Plan.Input;
        var parts = Fronts(input)
            .SelectMany(front => front.Workloads.Select(workload => (workload.Path, workload.Name)).Append((front.Pooler.Path, front.Pooler.Name ?? "pooler")))
            .Append((input.Capacity.Path, budget.Title));
        return parts
            .Where(part => path.StartsWith($"{part.Item1}.", StringComparison.Ordinal))
            .Select(part => part.Item2 + path[part.Item1.Length..])
            .FirstOrDefault(path);
    }

    /// <summary>Of a value that nothing governs, the place of the part that it belongs to.</summary>
    private static Subject Place(ServerBudget budget, string path)
    {
        for (var known = path; known.Length > 0; known = known[..Math.Max(0, known.LastIndexOf('.'))])
        {
            if (budget.Places.TryGetValue(known, out var place))
                return place;
        }

        return budget.Place(path);
    }

    private static IEnumerable<BudgetFront> Fronts(BudgetInput input) => input.Beside.Prepend(new(input.Pooler, input.Workloads));

    private static BudgetInput With(BudgetInput input, int index, BudgetFront front) => index == 0
        ? input with { Pooler = front.Pooler, Workloads = front.Workloads }
        : input with { Beside = input.Beside.SetItem(index - 1, front) };

    private static IEnumerable<Knob<BudgetInput>> Knobs(BudgetFront front, Func<BudgetFront, BudgetInput> with)
    {
        foreach (var (index, workload) in front.Workloads.Index().OrderByDescending(entry => Demand(entry.Item)).Take(Workloads))
        {
            BudgetInput Changed(DemandInput changed) => with(front with { Workloads = front.Workloads.SetItem(index, changed) });
            yield return new($"{workload.Path}.pool.size", workload.Pool?.Size, 1, workload.Pool?.Size - 1 ?? Many, size =>
                Changed(workload with { Pool = new((int)size, workload.Pool?.Overflow ?? 0) }));
            yield return new($"{workload.Path}.replicas.max", workload.Replicas.Max, 1, workload.Replicas.Max - 1 ?? Many, most =>
                Changed(workload with { Replicas = Limited(workload.Replicas, most) }));
        }

        foreach (var knob in Knobs(front.Pooler, pooler => with(front with { Pooler = pooler })))
            yield return knob;
    }

    private static Int128 Demand(DemandInput workload) =>
        (Int128)(workload.Replicas.Max ?? Many) * workload.Processes * (workload.Pool is { } pool ? (long)pool.Size + pool.Overflow : Many);

    private static IEnumerable<Knob<BudgetInput>> Knobs(PoolerInput pooler, Func<PoolerInput, BudgetInput> with) => pooler switch
    {
        PgBouncerInput bouncer => PgBouncer(bouncer, with),
        RdsProxyInput { MaxConnectionsPercent: var percent } proxy =>
        [
            new($"{pooler.Path}.maxConnectionsPercent", percent.Max, 1, 100, value =>
                with(proxy with { MaxConnectionsPercent = Interval.Exactly(value) })),
        ],
        BuiltInInput { DefaultPoolSize: var size, MaxClientConn: var clients } builtIn =>
        [
            new($"{pooler.Path}.settings.default_pool_size", size.Max, 1, size.Max - 1 ?? Many, value =>
                with(builtIn with { DefaultPoolSize = Interval.Exactly(value) })),
            // Azure admits no more than 50000 clients.
            new($"{pooler.Path}.settings.max_client_conn", clients.Max, clients.Min, 50_000, value =>
                with(builtIn with { MaxClientConn = Interval.Exactly(value) })),
        ],
        _ => [],
    };

    private static IEnumerable<Knob<BudgetInput>> PgBouncer(PgBouncerInput bouncer, Func<PoolerInput, BudgetInput> with)
    {
        var size = bouncer.Databases.SelectMany(database => database.Pools).Select(pool => pool.Size.Max ?? Many).DefaultIfEmpty(1).Max();
        yield return new($"{bouncer.Path}.settings.default_pool_size", size, 1, size - 1, most =>
            with(bouncer with { Databases = [.. bouncer.Databases.Select(database => Limited(database, most))] }));
        // Where only clients are counted, nobody looks at what further pods open.
        if (!bouncer.Databases.IsEmpty)
            yield return new($"{bouncer.Path}.replicas.max", bouncer.Pods.Max, 1, Many, pods => with(bouncer with { Pods = Limited(bouncer.Pods, pods) }));
        yield return new($"{bouncer.Path}.settings.max_client_conn", bouncer.MaxClientConn.Max, bouncer.MaxClientConn.Min, Many, clients =>
            with(bouncer with { MaxClientConn = Interval.Exactly(clients) }));
    }

    private static Knob<BudgetInput> MaxConnections(BudgetInput input)
    {
        var now = input.Capacity.MaxConnections.Max ?? input.Capacity.MaxConnections.Min;
        return new($"{input.Capacity.Path}.maxConnections", now, now, MostConnections, most =>
            input with { Capacity = input.Capacity with { MaxConnections = Interval.Exactly(most) } });
    }

    private static ReplicaRange Limited(ReplicaRange range, long most) => range with { Min = (int)Math.Min(range.Min, most), Max = (int)most };

    private static PgBouncerDatabase Limited(PgBouncerDatabase database, long most) => database with
    {
        Pools = [.. database.Pools.Select(pool => pool with { Size = Interval.Smaller(pool.Size, Interval.Exactly(most)) })],
    };
}
