using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads the whole object: each section by itself, then what holds between them, and reports every fault at once.</summary>
internal static class SpecificationReader
{
    private static readonly ImmutableArray<string> Keys = ["target", "database", "pooler", "timeouts", "workloads", "budget"];

    public static PoolingSpecification Read(JsonElement json)
    {
        var faults = new FaultCollector();
        var given = json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? (JsonElement?)null : json;
        var cursor = new Cursor(given, "", "infra:pooling", faults).Required("{target: kubernetes, …}");
        var specification = cursor.Object(Keys) is { } root ? Read(root, faults) : null;
        faults.ThrowIfAny(json);
        return specification!;
    }

    /// <summary>Reads each section for a target, and nothing that holds between them.</summary>
    public static void ReadSections(Cursor cursor, Target target)
    {
        if (cursor.Object(Keys) is not { } root)
            return;
        _ = root["target"].Required("kubernetes").Term<Target>();
        _ = ReadSections(root, target);
    }

    private static PoolingSpecification Read(Section root, FaultCollector faults)
    {
        var target = root["target"].Required("kubernetes").Term<Target>();
        var specification = ReadSections(root, target);
        Check(specification, target is not null, faults);
        return specification;
    }

    private static PoolingSpecification ReadSections(Section root, Target? target) => new()
    {
        // Of an unknown target, nothing is known that could break a rule.
        Target = target ?? Target.Kubernetes,
        Database = DatabaseReader.Read(root["database"].Required("{name: app, user: app}"), target),
        Pooler = PoolerReader.Read(root["pooler"], target),
        Timeouts = TimeoutReader.Read(root["timeouts"]),
        Workloads = WorkloadReader.ReadAll(root["workloads"]),
        Budget = BudgetReader.Read(root["budget"]),
    };

    private static void Check(PoolingSpecification specification, bool targetIsKnown, FaultCollector faults)
    {
        var (database, pooler) = (specification.Database, specification.Pooler);
        var plan = TimeoutPlan.Create(specification);
        if (pooler.Kind != PoolerKind.RdsProxy && database.Name == "pgbouncer")
        {
            faults.Add(new(
                "database.name", "is the name of PgBouncer's own console", "\"pgbouncer\"", "any other name", "choose another database name"));
        }

        if (targetIsKnown && !faults.Concern("database.name") && !faults.Concern("database.flexibleServer"))
        {
            foreach (var fault in DatabaseNames.Faults(specification).Where(fault => !faults.Concern(fault.Path)).ToList())
                faults.Add(fault);
        }

        // Chosen before the first is added: two rules may be broken at one path, and both count.
        var broken = TimeoutLadder.Broken(plan).Where(rule => !Concern(rule.Lower, plan) && !Concern(rule.Upper, plan)).ToList();
        foreach (var rule in broken)
            faults.Add(rule.Fault(plan));

        if (targetIsKnown && specification.ForReads() is { } reads)
        {
            var other = TimeoutPlan.Create(reads);
            foreach (var rule in TimeoutLadder.Broken(other).Where(rule => !Concern(rule.Lower, other) && !Concern(rule.Upper, other)))
                faults.Add(rule.Fault(other));
        }

        if (targetIsKnown && specification.Target == Target.Azure)
            FlexibleServerRules.Check(specification, faults);
        if (targetIsKnown && specification.Target == Target.Aws)
            RdsRules.Check(specification, faults);
        foreach (var (index, workload) in specification.Workloads.Index())
        {
            var path = JsonPath.Index("workloads", index);
            if (!targetIsKnown)
                continue;
            RouteRules.Check(specification.Target, database, pooler, workload, path, faults);
            if (specification.PoolerOn(workload.Route) is { } pools)
                SessionRules.Check(pools, pools == pooler ? "pooler" : $"{RdsRules.Rds}.readPooler", workload, path, faults);
        }

        bool Concern(TimeoutTerm term, TimeoutPlan among) => term.Path(among) is { } path && faults.Concern(path);
    }
}
