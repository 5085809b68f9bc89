using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Pooling.Monitoring;

/// <summary>A Grafana dashboard of one pooler, with the plan's limits drawn in.</summary>
public static class PoolerDashboard
{
    private const int Width = 12;
    private const int Height = 8;

    /// <summary>The dashboard as Grafana imports it; its data source is chosen in Grafana.</summary>
    /// <param name="plan">A plan with PgBouncer.</param>
    /// <param name="name">Name of the pooler.</param>
    /// <param name="namespace">Namespace in which it runs.</param>
    public static JsonObject Of(PoolPlan plan, string name, string @namespace)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var sel = new PoolerRules(plan, name, @namespace).Selector;
        var budgets = PoolerBudget.Of(plan);
        var pooler = plan.Specification.Pooler;
        var queue = plan.Specification.Timeouts.QueueWait.TotalSeconds;
        var processes = pooler.Replicas.Min * pooler.Pods.Processes;
        string Sum(string metric, string by = "") => $"sum{(by.Length == 0 ? "" : $" by ({by}) ")}({metric}{{{sel}}})";
        string Rate(string metric) => $"sum by (database) (rate({metric}{{{sel}}}[5m]))";
        const string Pool = "database, user", PoolName = "{{database}} {{user}}";
        const string Waits = "pgbouncer_stats_totals_client_wait_seconds_total";
        const string Transactions = "pgbouncer_stats_totals_sql_transactions_pooled_total";

        List<JsonObject> panels =
        [
            Panel("Server connections of all pods, by entry", "short", [($"{PoolerRules.ServerConnections}{{{sel}}}", "{{name}}")],
                [.. budgets.Take(1).SelectMany(budget => new double[] { budget.Share(75), budget.Share(90) })]),
            Panel("Share of the server's budget", "percentunit", [($"{PoolerRules.BudgetUse}{{{sel}}}", "{{name}}")], [0.75, 0.9]),
            Panel("Clients waiting for a server connection", "short", [(Sum("pgbouncer_pools_client_waiting_connections", Pool), PoolName)], [1]),
            Panel("Longest wait", "s", [($"max by ({Pool}) (pgbouncer_pools_client_maxwait_seconds{{{sel}}})", PoolName)], [queue / 2, queue]),
            Panel("Clients", "short",
                [(Sum("pgbouncer_used_clients"), "connected"), (Sum("pgbouncer_pools_client_active_connections", Pool), $"active {PoolName}")],
                plan.Budget[Budget.ScenarioKind.Peak].ClientCapacity is { Max: { } capacity } ? [capacity] : []),
            Panel("Share of max_client_conn, by pod", "percentunit", [($"{PoolerRules.ClientUse}{{{sel}}}", "{{pod}}")], [0.8]),
            Panel("Server connections by state", "short",
            [
                (Sum("pgbouncer_pools_server_active_connections"), "active"),
                (Sum("pgbouncer_pools_server_idle_connections"), "idle"),
                (Sum("pgbouncer_pools_server_login_connections"), "logging in"),
            ], []),
            Panel("Transactions a second", "ops", [(Rate(Transactions), "{{database}}")], []),
            Panel("Time in the queue, for each transaction", "s", [($"{Rate(Waits)} / {Rate(Transactions)}", "{{database}}")], []),
            Panel("Processes that answer", "short", [(Sum("pgbouncer_up"), "up")], [processes]),
        ];
        return new()
        {
            ["uid"] = Uid(name, @namespace),
            ["title"] = $"PgBouncer {name} ({@namespace})",
            ["tags"] = new JsonArray("pgbouncer"),
            ["schemaVersion"] = 39,
            ["version"] = 1,
            ["editable"] = true,
            ["refresh"] = "30s",
            ["time"] = new JsonObject { ["from"] = "now-3h", ["to"] = "now" },
            ["templating"] = new JsonObject
            {
                ["list"] = new JsonArray(new JsonObject
                {
                    ["name"] = "datasource",
                    ["type"] = "datasource",
                    ["query"] = "prometheus",
                    ["label"] = "Data source",
                }),
            },
            ["panels"] = new JsonArray([.. panels.Select((panel, index) => (JsonNode)Placed(panel, index))]),
        };
    }

    private static JsonObject Placed(JsonObject panel, int index)
    {
        panel["id"] = index + 1;
        panel["gridPos"] = new JsonObject { ["x"] = index % 2 * Width, ["y"] = index / 2 * Height, ["w"] = Width, ["h"] = Height };
        return panel;
    }

    private static JsonObject Panel(string title, string unit, (string Expression, string Legend)[] queries, double[] limits) => new()
    {
        ["type"] = "timeseries",
        ["title"] = title,
        ["datasource"] = Source(),
        ["targets"] = new JsonArray([.. queries.Select((query, index) => (JsonNode)new JsonObject
        {
            ["refId"] = ((char)('A' + index)).ToString(),
            ["datasource"] = Source(),
            ["expr"] = query.Expression,
            ["legendFormat"] = query.Legend,
        })]),
        ["fieldConfig"] = new JsonObject
        {
            ["defaults"] = new JsonObject
            {
                ["unit"] = unit,
                ["min"] = 0,
                ["custom"] = new JsonObject { ["thresholdsStyle"] = new JsonObject { ["mode"] = limits.Length == 0 ? "off" : "line" } },
                ["thresholds"] = new JsonObject
                {
                    ["mode"] = "absolute",
                    ["steps"] = new JsonArray([(JsonNode)Step("green", null), .. limits.Select((limit, index) => (JsonNode)Step(index == limits.Length - 1 ? "red" : "orange", limit))]),
                },
            },
            ["overrides"] = new JsonArray(),
        },
    };

    private static JsonObject Step(string colour, double? from) => new JsonObject { ["color"] = colour, ["value"] = from };

    private static JsonObject Source() => new() { ["type"] = "prometheus", ["uid"] = "${datasource}" };

    /// <summary>At most 40 characters, as Grafana asks; the same for the same pooler.</summary>
    private static string Uid(string name, string @namespace)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{@namespace}/{name}"));
        return string.Create(CultureInfo.InvariantCulture, $"pgbouncer-{Convert.ToHexStringLower(hash)[..16]}");
    }
}
