using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Baselines;

/// <summary>The figures of one server, as a report keeps them.</summary>
/// <param name="Stack">The stack that was judged by itself; empty where several were judged together.</param>
/// <param name="Server">Identity of the server.</param>
/// <param name="Scenarios">Its scenarios.</param>
public sealed record BudgetFigures(string Stack, string Server, ImmutableArray<ScenarioFigures> Scenarios)
{
    /// <summary>Connections too many in the worst scenario, on either side; <see cref="long.MaxValue"/> when nothing bounds them.</summary>
    public long Over => Scenarios.Select(scenario => Math.Max(scenario.ServerOver, scenario.ClientOver)).DefaultIfEmpty().Max();

    /// <summary>The figures of a budget.</summary>
    public static BudgetFigures Of(string stack, ServerBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return new(stack, budget.Identity, [.. budget.Plan.Scenarios.Select(ScenarioFigures.Of)]);
    }

    /// <summary>A scenario by its name; null where there is none.</summary>
    public ScenarioFigures? Find(string scenario) => Scenarios.FirstOrDefault(each => each.Name == scenario);
}

/// <summary>The figures of one scenario.</summary>
/// <param name="Name">Its name, as written in a report.</param>
/// <param name="Clients">Client connections.</param>
/// <param name="ClientCapacity">Client connections that are admitted; null when that is not limited, or not known.</param>
/// <param name="Server">Server connections.</param>
/// <param name="Usable">Server connections that may be used; null when that is not known.</param>
/// <param name="Verdict">Whether they fit.</param>
public sealed record ScenarioFigures(string Name, Interval Clients, long? ClientCapacity, Interval Server, long? Usable, Verdict Verdict)
{
    /// <summary>Server connections too many at worst; <see cref="long.MaxValue"/> when nothing bounds them.</summary>
    public long ServerOver => Over(Server, Usable);

    /// <summary>Client connections too many at worst; <see cref="long.MaxValue"/> when nothing bounds them.</summary>
    public long ClientOver => Over(Clients, ClientCapacity);

    /// <summary>The figures of a scenario.</summary>
    public static ScenarioFigures Of(BudgetScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new(
            Spelling.Of(scenario.Kind),
            scenario.ClientDemand,
            scenario.ClientCapacity is { IsExact: true } capacity ? capacity.Min : null,
            scenario.ServerDemand,
            scenario.Usable.IsExact ? scenario.Usable.Min : null,
            scenario.Verdict);
    }

    private static long Over(Interval demand, long? capacity) =>
        capacity is not { } most ? 0 : demand.Max is { } worst ? Math.Max(0, worst - most) : long.MaxValue;
}
