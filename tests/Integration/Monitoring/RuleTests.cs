using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Pooling;
using Infra.Pooling.Monitoring;

namespace Infra.Integration.Monitoring;

/// <summary>The rules of the stack prod-kubernetes, judged by Prometheus' own checker on series that are made up.</summary>
public sealed class RuleTests : IDisposable
{
    private const string Series = "job=\"pooler-metrics\",namespace=\"default\"";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-rules-");

    private static PoolPlan Plan { get; } = StackEvaluator.Plan(
        StackFile.Load(Workspace.Find(AppContext.BaseDirectory, named: null), "prod-kubernetes"), new DateOnly(2026, 11, 20));

    private static PoolerRules Rules { get; } = new(Plan, "pooler", "default");

    public void Dispose() => folder.Delete(recursive: true);

    [PromtoolFact]
    public async Task Rules_OfTheStack_AreValid()
    {
        Write("rules.json", RuleFile(Rules.All.Select(rule => rule.ToJson())));

        Assert.Equal("", await Promtool.ComplaintsAsync(folder.FullName, "check", "rules", "rules.json"));
    }

    [PromtoolFact]
    public async Task Dashboard_EveryQuery_IsValid()
    {
        JsonObject dashboard = PoolerDashboard.Of(Plan, "pooler", "default");
        JsonObject[] panels = [.. dashboard["panels"]!.AsArray().Select(panel => panel!.AsObject())];
        string[] queries = [.. panels.SelectMany(panel => panel["targets"]!.AsArray()).Select(target => target!["expr"]!.ToString())];
        Assert.Equal(10, panels.Length);
        Assert.Equal(panels.Length, panels.Select(panel => panel["id"]!.ToString()).Distinct().Count());
        Assert.Equal(panels.Length, panels.Select(panel => panel["gridPos"]!.ToJsonString()).Distinct().Count());

        Write("rules.json", RuleFile(queries.Select((query, index) => new RecordingRule($"query:{index.ToString(CultureInfo.InvariantCulture)}", query).ToJson())));

        Assert.Equal("", await Promtool.ComplaintsAsync(folder.FullName, "check", "rules", "rules.json"));
    }

    [PromtoolFact]
    public async Task Alerts_OnSeriesThatBreakAndKeepThem_FireAndStaySilent()
    {
        // 400 connections less 53 in reserve are 347: 75 % are 260, 90 % are 312.
        Write("rules.json", RuleFile(Rules.All.Select(rule => rule.ToJson())));
        Write("tests.json", new JsonObject
        {
            ["rule_files"] = new JsonArray("rules.json"),
            ["evaluation_interval"] = "1m",
            ["tests"] = new JsonArray(
                Case(
                    [Connections("orders", "pooler-0", 130), Connections("orders", "pooler-1", 131), Connections("orders_ro", "pooler-0", 260)],
                    Fires("PoolerBudget75", 12, "warning", ("name", "orders"),
                        "All pods together hold 261 connections to the primary, more than 75 % of the 347 that its budget leaves them."),
                    Silent("PoolerBudget90", 12), Silent("PoolerBudget75", 9)),
                Case(
                    [Connections("orders_ro", "pooler-0", 313)],
                    Fires("PoolerBudget90", 3, "critical", ("name", "orders_ro"),
                        "All pods together hold 313 connections to the replica, more than 90 % of the 347 that its budget leaves them.")),
                Case(
                    [$"pgbouncer_pools_client_maxwait_seconds{{{Series},pod=\"pooler-0\",database=\"orders\",user=\"worker\"}} 5x20"],
                    FiresFor("PoolerWaitNearTimeout", 2, new() { ["severity"] = "critical", ["namespace"] = "default", ["database"] = "orders", ["user"] = "worker" },
                        "Clients of worker wait 5 s for orders; after 8 s they fail.")),
                Case(
                    [$"pgbouncer_pools_client_maxwait_seconds{{{Series},pod=\"pooler-0\",database=\"orders\",user=\"worker\"}} 4x20"],
                    Silent("PoolerWaitNearTimeout", 10)),
                Case(
                    [
                        $"pgbouncer_used_clients{{{Series},pod=\"pooler-0\"}} 321x20", $"pgbouncer_config_max_client_connections{{{Series},pod=\"pooler-0\"}} 400x20",
                        $"pgbouncer_used_clients{{{Series},pod=\"pooler-1\"}} 79x20", $"pgbouncer_config_max_client_connections{{{Series},pod=\"pooler-1\"}} 400x20",
                    ],
                    FiresFor("PoolerClientsNearLimit", 6, new() { ["severity"] = "warning", ["namespace"] = "default", ["job"] = "pooler-metrics", ["pod"] = "pooler-0" },
                        "pooler-0 has used 80.25% of max_client_conn."),
                    Silent("PoolerLossOfAPodNotCovered", 15)),
                Case(
                    [$"pgbouncer_up{{{Series},pod=\"pooler-0\"}} 1x20", $"pgbouncer_up{{{Series},pod=\"pooler-1\"}} 1x20"],
                    FiresFor("PoolerPodsMissing", 11, new() { ["severity"] = "critical" }, "2 of at least 3 processes of pooler serve."),
                    Silent("PoolerDown", 11)),
                Case([], FiresFor("PoolerPodsMissing", 11, new() { ["severity"] = "critical" }, "0 of at least 3 processes of pooler serve."))),
        });

        Assert.Equal("", await Promtool.ComplaintsAsync(folder.FullName, "test", "rules", "tests.json"));
    }

    private static string Connections(string entry, string pod, int count) =>
        $"pgbouncer_databases_current_connections{{{Series},pod=\"{pod}\",name=\"{entry}\"}} {count.ToString(CultureInfo.InvariantCulture)}x20";

    private static JsonObject Case(string[] series, params JsonObject[] alerts) => new()
    {
        ["interval"] = "1m",
        ["input_series"] = new JsonArray([.. series.Select(text => text.LastIndexOf(' ') is var space
            ? (JsonNode)new JsonObject { ["series"] = text[..space], ["values"] = text[(space + 1)..] }
            : null)]),
        ["alert_rule_test"] = new JsonArray([.. alerts]),
    };

    private static JsonObject Fires(string alert, int minute, string severity, (string Name, string Value) label, string summary) => FiresFor(
        alert, minute, new() { ["severity"] = severity, ["namespace"] = "default", ["job"] = "pooler-metrics", [label.Name] = label.Value }, summary);

    private static JsonObject FiresFor(string alert, int minute, JsonObject labels, string summary)
    {
        JsonObject test = Silent(alert, minute);
        test["exp_alerts"] = new JsonArray(new JsonObject { ["exp_labels"] = labels, ["exp_annotations"] = new JsonObject { ["summary"] = summary } });
        return test;
    }

    private static JsonObject Silent(string alert, int minute) => new()
    {
        ["eval_time"] = $"{minute.ToString(CultureInfo.InvariantCulture)}m",
        ["alertname"] = alert,
        ["exp_alerts"] = new JsonArray(),
    };

    private static JsonObject RuleFile(IEnumerable<JsonObject> rules) => new()
    {
        ["groups"] = new JsonArray(new JsonObject { ["name"] = "pgbouncer", ["interval"] = "1m", ["rules"] = new JsonArray([.. rules]) }),
    };

    private void Write(string name, JsonObject content) => File.WriteAllText(Path.Combine(folder.FullName, name), content.ToJsonString());
}
