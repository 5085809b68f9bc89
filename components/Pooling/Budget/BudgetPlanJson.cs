using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Pooling.Budget;

/// <summary>The budget as the command line prints it.</summary>
public static class BudgetPlanJson
{
    /// <summary>One JSON object. A number that is not known is null, as is an end that nothing bounds.</summary>
    public static JsonObject ToJson(this BudgetPlan plan)
    {
        var capacity = plan.Input.Capacity;
        return new()
        {
            ["maxConnections"] = Known(capacity.MaxConnections),
            ["reserved"] = capacity.SuperuserReserved + capacity.ProviderReserved,
            ["admin"] = capacity.Admin,
            ["other"] = capacity.Other,
            ["usable"] = Known(plan.Usable),
            ["scenarios"] = new JsonArray([.. plan.Scenarios.Select(Scenario)]),
            ["lines"] = new JsonArray([.. plan.Lines.Select(Line)]),
        };
    }

    /// <summary>The word for a scenario, a verdict, a kind of line or a route: its name with a small first letter.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonNode Scenario(BudgetScenario scenario) => new JsonObject
    {
        ["name"] = Word(scenario.Kind),
        ["clientDemand"] = Ends(scenario.ClientDemand),
        ["clientCapacity"] = scenario.ClientCapacity is { } capacity ? Known(capacity) : null,
        ["serverDemand"] = Ends(scenario.ServerDemand),
        ["usable"] = Known(scenario.Usable),
        ["verdict"] = Word(scenario.Verdict),
    };

    private static JsonNode Line(BudgetLine line) => new JsonObject
    {
        ["name"] = line.Name,
        ["kind"] = Word(line.Kind),
        ["route"] = line.Route is { } route ? Word(route) : null,
        ["formula"] = line.Formula,
        ["connections"] = Known(line.Connections),
    };

    private static JsonObject Ends(Interval interval) => new() { ["min"] = interval.Min, ["max"] = interval.Max };

    private static JsonValue? Known(Interval interval) => interval.IsExact ? JsonValue.Create(interval.Min) : null;
}
