using System.Text.Json.Nodes;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

public sealed class BudgetPlanJsonTests
{
    [Fact]
    public void ToJson_KnownAndUnknownValues_HasTheContractsShape()
    {
        var plan = BudgetPlan.Create(new(
            Given.Server(200, admin: 10, other: 20) with { ProviderReserved = 6 },
            Given.PgBouncer(new(2, 4, Surge.Count(1)), 1000, Given.Pool(25, 5)),
            [
                Given.Workload(0, "api", new(2, 10, Surge.Percent(25)), new(4, 8), processes: 8),
                Given.Workload(1, "job", new(0, null, Surge.Count(0)), new(1), Route.Direct),
            ]));

        var expected = JsonNode.Parse("""
            {
              "maxConnections": 200, "reserved": 9, "admin": 10, "other": 20, "usable": 161,
              "scenarios": [
                {"name": "steady", "clientDemand": {"min": 192, "max": 192}, "clientCapacity": 1000, "serverDemand": {"min": 60, "max": 60}, "usable": 161, "verdict": "within"},
                {"name": "peak", "clientDemand": {"min": 960, "max": 960}, "clientCapacity": 3000, "serverDemand": {"min": 120, "max": null}, "usable": 161, "verdict": "undecided"},
                {"name": "rollout", "clientDemand": {"min": 1248, "max": 1248}, "clientCapacity": 3000, "serverDemand": {"min": 150, "max": null}, "usable": 161, "verdict": "undecided"},
                {"name": "failover", "clientDemand": {"min": 960, "max": 960}, "clientCapacity": 3000, "serverDemand": {"min": 120, "max": null}, "usable": 161, "verdict": "undecided"}
              ],
              "lines": [
                {"name": "usable", "kind": "capacity", "route": null, "formula": "200 − 9 − 10 − 20", "connections": 161},
                {"name": "clients", "kind": "clientCapacity", "route": null, "formula": "1000 × 1 × (4 − 1)", "connections": 3000},
                {"name": "api", "kind": "client", "route": "readWrite", "formula": "10 × 8 × (4 + 8)", "connections": 960},
                {"name": "job", "kind": "direct", "route": "direct", "formula": "unknown × 1 × (1 + 0)", "connections": null},
                {"name": "app", "kind": "server", "route": "readWrite", "formula": "4 × 1 × (25 + 5)", "connections": 120},
                {"name": "max_connections", "kind": "required", "route": null, "formula": "(4 × 1 × (25 + 5) + unknown × 1 × (1 + 0)) + 9 + 10 + 20", "connections": null},
                {"name": "max_connections without pooler", "kind": "required", "route": null, "formula": "(10 × 8 × (4 + 8) + unknown × 1 × (1 + 0)) + 9 + 10 + 20", "connections": null}
              ]
            }
            """);
        Assert.Equal(expected!.ToJsonString(), plan.ToJson().ToJsonString());
    }

    [Fact]
    public void ToJson_UnknownServer_HasNulls()
    {
        var json = BudgetPlan.Create(new(new CapacityInput(Interval.AtLeast(0)), new NoPoolerInput(), [])).ToJson();

        Assert.Equal(
            """{"maxConnections":null,"usable":null,"clientCapacity":null}""",
            new JsonObject
            {
                ["maxConnections"] = json["maxConnections"]?.DeepClone(),
                ["usable"] = json["usable"]?.DeepClone(),
                ["clientCapacity"] = json["scenarios"]![0]!["clientCapacity"]?.DeepClone(),
            }.ToJsonString());
    }
}
