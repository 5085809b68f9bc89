using System.Text.Json.Nodes;
using Infra.Pooling.Specification;

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

    /// <summary>The same of a whole plan: with the budget of the pool in front of read replicas under <c>reads</c>, where there is one.</summary>
    public static JsonObject BudgetToJson(this PoolPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var json = plan.Budget.ToJson();
        if (plan.Reads is { } reads)
            json["reads"] = reads.Budget.ToJson();
        return json;
    }

    private static JsonNode Scenario(BudgetScenario scenario) => new JsonObject
    {
        ["name"] = Spelling.Of(scenario.Kind),
        ["clientDemand"] = Ends(scenario.ClientDemand),
        ["clientCapacity"] = scenario.ClientCapacity is { } capacity ? Known(capacity) : null,
        ["serverDemand"] = Ends(scenario.ServerDemand),
        ["usable"] = Known(scenario.Usable),
        ["verdict"] = Spelling.Of(scenario.Verdict),
    };

    private static JsonNode Line(BudgetLine line) => new JsonObject
    {
        ["name"] = line.Name,
        ["kind"] = Spelling.Of(line.Kind),
        ["route"] = line.Route is { } route ? Spelling.Of(route) : null,
        ["formula"] = line.Formula,
        ["connections"] = Known(line.Connections),
    };

    private static JsonObject Ends(Interval interval) => new() { ["min"] = interval.Min, ["max"] = interval.Max };

    private static JsonValue? Known(Interval interval) => interval.IsExact ? JsonValue.Create(interval.Min) : null;
}
