namespace Infra.Pooling.Budget;

/// <summary>The max_connections that the peak takes: with the pooler, and if every client had a connection of its own.</summary>
internal static class RequiredLines
{
    /// <summary>With the pooler.</summary>
    public const string WithPooler = "max_connections";

    /// <summary>Pool sizes × workers + other programs + reserve: the rule of thumb of a database without a pooler.</summary>
    public const string WithoutPooler = "max_connections without pooler";

    public static IEnumerable<BudgetLine> Of(BudgetPlan plan)
    {
        var input = plan.Input;
        // RDS Proxy takes a share of max_connections, so its demand says nothing about how many there must be.
        PoolerInput[] poolers = [input.Pooler, .. input.Beside.Select(front => front.Pooler)];
        if (poolers.All(pooler => pooler is NoPoolerInput))
            yield break;
        if (!poolers.Any(pooler => pooler is RdsProxyInput))
            yield return Line(WithPooler, input);
        yield return Line(WithoutPooler, input with
        {
            Pooler = new NoPoolerInput(),
            Beside = [.. input.Beside.Select(front => front with { Pooler = new NoPoolerInput() })],
        });
    }

    private static BudgetLine Line(string name, BudgetInput input)
    {
        var capacity = input.Capacity;
        var path = $"{capacity.Path}.maxConnections";
        var demand = new Demand(input, ScenarioKind.Peak).Server.Count;
        var sum = Figure.Sum(
            demand,
            Figure.Known(capacity.SuperuserReserved + capacity.ProviderReserved),
            Figure.Known(capacity.Admin),
            Figure.Known(capacity.Other));
        return new(name, LineKind.Required, null, sum.Text, sum.Value, path);
    }
}
