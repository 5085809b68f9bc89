using System.Collections.Immutable;

namespace Infra.Pooling.Budget;

/// <summary>
/// Changes that make a plan good. Each is found by trying it on the whole budget, so that what is offered is known to work.
/// </summary>
internal static class Remedies
{
    /// <summary>Largest max_connections that PostgreSQL accepts (MAX_BACKENDS).</summary>
    private const long MostConnections = 262_143;

    /// <summary>Most that a limit on clients is raised to, and most that a size which is not known is taken for.</summary>
    private const long Most = 100_000;

    /// <summary>Changes that make the server side good, as clauses; empty when no single one does.</summary>
    public static ImmutableArray<string> OfServer(BudgetPlan plan, BudgetLine largest, Func<BudgetPlan, bool> good)
    {
        var input = plan.Input.LedBy(largest);
        return Found(
            largest.Kind == LineKind.Direct ? Pool(input, largest, good) : PoolerSize(input, good),
            input.Pooler is PgBouncerInput bouncer ? Pods(input, plan, bouncer, good) : null,
            MaxConnections(input, good));
    }

    /// <summary>Changes that make the client side good, as clauses; empty when no single one does.</summary>
    public static ImmutableArray<string> OfClients(BudgetPlan plan, BudgetLine largest, Func<BudgetPlan, bool> good) => Found(
        Pool(plan.Input.LedBy(largest), largest, good),
        MaxClientConn(plan.Input.LedBy(largest), good));

    private static ImmutableArray<string> Found(params IEnumerable<string?> clauses) => [.. clauses.OfType<string>()];

    private static string? Pool(BudgetInput input, BudgetLine line, Func<BudgetPlan, bool> good)
    {
        var index = input.Workloads.IndexOf(input.Workloads.First(workload => line.Path.StartsWith($"{workload.Path}.", StringComparison.Ordinal)));
        var workload = input.Workloads[index];
        var now = workload.Pool is { } pool ? (long)pool.Size + pool.Overflow : Most;
        return Largest(now - 1, good, most =>
        {
            var size = Math.Min(workload.Pool?.Size ?? most, most);
            var changed = workload with { Pool = new((int)size, (int)(most - size)), Doubts = workload.Doubts & ~DemandDoubts.Pool };
            return input with { Workloads = input.Workloads.SetItem(index, changed) };
        }) is { } found ? $"use at most {found} a {(workload.Processes == 1 ? "replica" : "process")}" : null;
    }

    private static string? PoolerSize(BudgetInput input, Func<BudgetPlan, bool> good) => input.Pooler switch
    {
        PgBouncerInput bouncer => Largest(
            bouncer.Databases.SelectMany(database => database.Pools).Select(pool => pool.Size.Max ?? Most).DefaultIfEmpty().Max() - 1,
            good,
            most => input with { Pooler = bouncer with { Databases = [.. bouncer.Databases.Select(database => Limited(database, most))] } })
            is { } size ? $"set default_pool_size to at most {size}" : null,
        RdsProxyInput proxy => Largest(
            proxy.MaxConnectionsPercent.Max!.Value - 1,
            good,
            most => input with
            {
                Pooler = proxy with { MaxConnectionsPercent = Interval.Smaller(proxy.MaxConnectionsPercent, Interval.Exactly(most)) },
            })
            is { } percent ? $"set maxConnectionsPercent to at most {percent}" : null,
        BuiltInInput builtIn => Largest(
            (builtIn.DefaultPoolSize.Max ?? Most) - 1,
            good,
            most => input with { Pooler = builtIn with { DefaultPoolSize = Interval.Smaller(builtIn.DefaultPoolSize, Interval.Exactly(most)) } })
            is { } size ? $"set default_pool_size to at most {size}" : null,
        _ => null,
    };

    private static PgBouncerDatabase Limited(PgBouncerDatabase database, long most) => database with
    {
        Pools = [.. database.Pools.Select(pool => pool with { Size = Interval.Smaller(pool.Size, Interval.Exactly(most)) })],
    };

    private static string? Pods(BudgetInput input, BudgetPlan plan, PgBouncerInput bouncer, Func<BudgetPlan, bool> good)
    {
        BudgetInput With(long pods) => input with
        {
            Pooler = bouncer with { Pods = bouncer.Pods with { Min = (int)Math.Min(bouncer.Pods.Min, pods), Max = (int)pods } },
        };
        // Fewer pods also admit fewer clients.
        return Largest((bouncer.Pods.Max ?? 1000) - 1, good, With) is { } most && ClientsNoWorse(plan, BudgetPlan.Create(With(most)))
            ? $"run at most {most} {(most == 1 ? "pod" : "pods")}"
            : null;
    }

    private static bool ClientsNoWorse(BudgetPlan plan, BudgetPlan changed) => plan.Scenarios
        .Zip(changed.Scenarios)
        .All(pair => pair.Second.ClientVerdict == pair.First.ClientVerdict || pair.Second.ClientVerdict == Verdict.Within);

    private static string? MaxConnections(BudgetInput input, Func<BudgetPlan, bool> good) => Smallest(
        input.Capacity.MaxConnections.Min + 1,
        MostConnections,
        good,
        least => input with { Capacity = input.Capacity with { MaxConnections = Interval.Exactly(least) } })
        is { } least ? $"raise max_connections to at least {least}" : null;

    private static string? MaxClientConn(BudgetInput input, Func<BudgetPlan, bool> good) => input.Pooler switch
    {
        PgBouncerInput bouncer => Smallest(bouncer.MaxClientConn.Min + 1, Most, good, least =>
            input with { Pooler = bouncer with { MaxClientConn = Interval.Exactly(least) } }) is { } found ? Raise(found) : null,
        // Azure admits no more than 50000.
        BuiltInInput builtIn => Smallest(builtIn.MaxClientConn.Min + 1, 50_000, good, least =>
            input with { Pooler = builtIn with { MaxClientConn = Interval.Exactly(least) } }) is { } found ? Raise(found) : null,
        _ => null,
    };

    private static string Raise(long clients) => $"raise max_client_conn to at least {clients}";

    /// <summary>The largest value from 1 to a bound that is good; more of it is never better.</summary>
    private static long? Largest(long bound, Func<BudgetPlan, bool> good, Func<long, BudgetInput> change) =>
        Smallest(0, bound - 1, good, complement => change(bound - complement)) is { } found ? bound - found : null;

    /// <summary>The smallest value of a range that is good; more of it is never worse.</summary>
    private static long? Smallest(long from, long to, Func<BudgetPlan, bool> good, Func<long, BudgetInput> change)
    {
        if (from > to || !Good(to))
            return null;

        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            if (Good(middle))
                to = middle;
            else
                from = middle + 1;
        }

        return to;

        bool Good(long value) => good(BudgetPlan.Create(change(value)));
    }
}
