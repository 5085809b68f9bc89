using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Waivers;
using Infra.Pooling;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Fixes;

/// <summary>The smallest changes of a specification that make its plan fit, each found by making the plan anew.</summary>
public static class SpecificationFixes
{
    private const long MostConnections = 262_143;
    private const long Many = 100_000;

    /// <summary>Single changes after which nothing mandatory stands against the plan, smaller ones first; none where no single one does.</summary>
    /// <param name="plan">A plan that is refused.</param>
    /// <param name="place">Where a path of the specification stands.</param>
    /// <param name="today">The day on which waivers are judged.</param>
    public static ImmutableArray<Fix> Of(PoolPlan plan, Func<string, Subject> place, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var specification = plan.Specification;
        return Knob<PoolingSpecification>.Search(
            [.. specification.Workloads.SelectMany((workload, index) => Workload(specification, workload, index)), .. Pooler(plan), .. Database(specification)],
            path => (place(path), path),
            changed => Fits(changed, today));
    }

    private static bool Fits(PoolingSpecification specification, DateOnly today)
    {
        try
        {
            // A waiver that is not needed any more is the next thing to remove, and no reason against the change.
            return PoolPlan.Create(specification, today).Findings
                .All(finding => finding.Level != FindingLevel.Mandatory || finding.Id == WaiverJudge.Rule);
        }
        catch (SpecificationException)
        {
            return false;
        }
    }

    private static IEnumerable<Knob<PoolingSpecification>> Workload(PoolingSpecification specification, WorkloadOptions workload, int index)
    {
        PoolingSpecification Changed(WorkloadOptions changed) => specification with { Workloads = specification.Workloads.SetItem(index, changed) };
        var path = $"workloads[{index}]";
        if (workload.Pool is { } pool)
        {
            yield return new($"{path}.pool.size", pool.Size, 1, pool.Size - 1, size =>
                Changed(workload with { Pool = pool with { Size = (int)size } }));
            yield return new($"{path}.pool.overflow", pool.Overflow, 0, pool.Overflow - 1, overflow =>
                Changed(workload with { Pool = pool with { Overflow = (int)overflow } }));
        }

        if (workload.Replicas.Max is { } now)
            yield return new($"{path}.replicas.max", now, 1, now - 1, most => Changed(workload with { Replicas = Limited(workload.Replicas, most) }));
    }

    private static IEnumerable<Knob<PoolingSpecification>> Database(PoolingSpecification specification) => specification.Database.MaxConnections is not { } now
        ? []
        : [new("database.maxConnections", now, now, MostConnections, most =>
            specification with { Database = specification.Database with { MaxConnections = (int)most } })];

    private static IEnumerable<Knob<PoolingSpecification>> Pooler(PoolPlan plan)
    {
        var specification = plan.Specification;
        switch (plan.Budget.Input.Pooler)
        {
            case PgBouncerInput bouncer:
                var size = bouncer.Databases.SelectMany(database => database.Pools).Select(pool => pool.Size.Max ?? Many).DefaultIfEmpty(1).Max();
                yield return Setting(specification, "default_pool_size", size, 1, size - 1);
                yield return Setting(specification, "max_client_conn", bouncer.MaxClientConn.Max, bouncer.MaxClientConn.Min, Many);
                yield return new("pooler.replicas.max", specification.Pooler.Replicas.Max, 1, 1000, most =>
                    specification with { Pooler = specification.Pooler with { Replicas = Limited(specification.Pooler.Replicas, most) } });
                break;
            case BuiltInInput builtIn:
                yield return Setting(specification, "default_pool_size", builtIn.DefaultPoolSize.Max, 1, (builtIn.DefaultPoolSize.Max ?? Many) - 1);
                // Azure admits no more than 50000 clients.
                yield return Setting(specification, "max_client_conn", builtIn.MaxClientConn.Max, builtIn.MaxClientConn.Min, 50_000);
                break;
            case RdsProxyInput proxy:
                yield return Setting(specification, "maxConnectionsPercent", proxy.MaxConnectionsPercent.Max, 1, 100);
                break;
            default:
                break;
        }
    }

    private static Knob<PoolingSpecification> Setting(PoolingSpecification specification, string name, long? now, long least, long most) =>
        new($"pooler.settings.{name}", now, least, most, value => specification with
        {
            Pooler = specification.Pooler with
            {
                Settings = specification.Pooler.Settings.SetItem(name, value.ToString(CultureInfo.InvariantCulture)),
            },
        });

    private static ReplicaRange Limited(ReplicaRange range, long most) => range with { Min = (int)Math.Min(range.Min, most), Max = (int)most };
}
