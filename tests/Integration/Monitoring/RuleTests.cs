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

        Fine(await Promtool.ComplaintsAsync(folder.FullName, "check", "rules", "rules.json"));
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

        Fine(await Promtool.ComplaintsAsync(folder.FullName, "check", "rules", "rules.json"));
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
                Case([], FiresFor("PoolerPodsMissing", 11, new() { ["severity"] = "critical" }, "0 of at least 3 processes of pooler serve.")),
                Case(
                    [Up("pooler-0", 0), Up("pooler-1", 1)],
                    FiresFor("PoolerDown", 3, Of("critical", ("job", "pooler-metrics"), ("pod", "pooler-0")), "PgBouncer in pooler-0 does not answer on its console."),
                    Silent("PoolerDown", 1)),
                Case(
                    [Pool("client_waiting", "pooler-0", 1), Pool("client_waiting", "pooler-1", 0)],
                    FiresFor("PoolerClientsWaiting", 6, Of("warning", ("database", "orders"), ("user", "worker")),
                        "Clients of worker have stood in the queue for orders for five minutes: the pool is too small, or transactions are too long."),
                    Silent("PoolerClientsWaiting", 4)),
                Case([Pool("client_waiting", "pooler-0", 0)], Silent("PoolerClientsWaiting", 15)),
                Case(
                    [.. Clients("pooler-0", 300), .. Clients("pooler-1", 300), .. Clients("pooler-2", 201)],
                    FiresFor("PoolerLossOfAPodNotCovered", 11, new() { ["severity"] = "warning" }, "The clients would not fit without one of the pods."),
                    Silent("PoolerLossOfAPodNotCovered", 9)),
                Case([.. Clients("pooler-0", 300), .. Clients("pooler-1", 300), .. Clients("pooler-2", 200)], Silent("PoolerLossOfAPodNotCovered", 15)),
                Case(
                    [Pool("client_waiting", "pooler-0", 2), .. Servers("pooler-0", active: 0), Pool("client_waiting", "pooler-1", 2), .. Servers("pooler-1", active: 1)],
                    FiresFor("PoolerServesNobody", 11, Of("critical", ("job", "pooler-metrics"), ("pod", "pooler-0"), ("database", "orders"), ("user", "worker")),
                        "Clients of worker wait for orders in pooler-0, which has had no server connection for ten minutes: "
                        + "resume the pooler if it is paused, else see why it cannot log in to the server."),
                    Silent("PoolerServesNobody", 9)),
                Case([Pool("client_waiting", "pooler-0", 0), .. Servers("pooler-0", active: 0)], Silent("PoolerServesNobody", 15)),
                Case(
                    [Version("1.26.0"), Version("1.9.3"), .. new[] { "1.26.1", "1.26.9", "1.26.10", "1.27.0", "1.30.0", "1.100.0", "2.0.0", "10.2.1" }.Select(Version)],
                    Test("PoolerVersionBelowFloor", 11,
                        Alert(Of("warning", ("job", "pooler-metrics"), ("pod", "pooler-1.26.0"), ("version", "PgBouncer 1.26.0")),
                            "PgBouncer 1.26.0 runs in pooler-1.26.0; 1.26.1 is the first without known vulnerabilities."),
                        Alert(Of("warning", ("job", "pooler-metrics"), ("pod", "pooler-1.9.3"), ("version", "PgBouncer 1.9.3")),
                            "PgBouncer 1.9.3 runs in pooler-1.9.3; 1.26.1 is the first without known vulnerabilities."))),
                Case(
                    [Cores("pooler-0", 49), Cores("pooler-1", 47), Cores("another-0", 59)],
                    FiresFor("PoolerBusy", 16, Of("warning", ("pod", "pooler-0")), "pooler-0 uses 0.82 cores; a process has no more than one."),
                    Silent("PoolerBusy", 9))),
        });

        Fine(await Promtool.ComplaintsAsync(folder.FullName, "test", "rules", "tests.json"));
    }

    [PromtoolFact]
    public async Task Alerts_ReadsThatFallBack_AreCountedOnThePrimary()
    {
        PoolerRules rules = new(FallingBack, "pooler", "default");
        Write("rules.json", RuleFile(rules.All.Select(rule => rule.ToJson())));
        Write("tests.json", new JsonObject
        {
            ["rule_files"] = new JsonArray("rules.json"),
            ["evaluation_interval"] = "1m",
            ["tests"] = new JsonArray(
                Case(
                    [Connections("orders", "pooler-0", 200), Connections("orders_ro", "pooler-0", 148)],
                    FiresFor("PoolerFallbackNotCovered", 11, new() { ["severity"] = "warning" },
                        "All entries together hold 348 connections; if the replicas fail, all of them are the primary's, whose budget leaves them 347."),
                    Silent("PoolerFallbackNotCovered", 9)),
                Case([Connections("orders", "pooler-0", 200), Connections("orders_ro", "pooler-0", 147)], Silent("PoolerFallbackNotCovered", 15))),
        });

        Fine(await Promtool.ComplaintsAsync(folder.FullName, "test", "rules", "tests.json"));
        Assert.DoesNotContain(Rules.All, rule => rule.Name == "PoolerFallbackNotCovered");
    }

    [PromtoolFact]
    public async Task Recorded_OfSeveralPodsAndPoolers_AreSumsAndShares()
    {
        Write("rules.json", RuleFile(Rules.All.OfType<RecordingRule>().Select(rule => rule.ToJson())));
        Write("tests.json", new JsonObject
        {
            ["rule_files"] = new JsonArray("rules.json"),
            ["evaluation_interval"] = "1m",
            ["tests"] = new JsonArray(Recorded(
                [
                    Connections("orders", "pooler-0", 100), Connections("orders", "pooler-1", 73), Connections("pgbouncer", "pooler-0", 9), Connections("orders_ro", "pooler-0", 347),
                    Connections("orders", "pooler-0", 5).Replace("pooler-metrics", "another-metrics", StringComparison.Ordinal),
                    .. Clients("pooler-0", 100), .. Clients("pooler-1", 200),
                ],
                (PoolerRules.ServerConnections, [("name=\"orders\"", 173), ("name=\"orders_ro\"", 347)]),
                (PoolerRules.BudgetUse, [("name=\"orders\"", 173 / 347.0), ("name=\"orders_ro\"", 1)]),
                (PoolerRules.ClientUse, [("pod=\"pooler-0\"", 0.25), ("pod=\"pooler-1\"", 0.5)]))),
        });

        Fine(await Promtool.ComplaintsAsync(folder.FullName, "test", "rules", "tests.json"));
    }

    private static PoolPlan FallingBack
    {
        get
        {
            StackFile stack = StackFile.Load(Workspace.Find(AppContext.BaseDirectory, named: null), "prod-kubernetes");
            stack.Specification!["pooler"]!["readFallback"] = "primary";
            return StackEvaluator.Plan(stack, new DateOnly(2026, 11, 20));
        }
    }

    private static JsonObject Recorded(string[] series, params (string Rule, (string Labels, double Value)[] Samples)[] expected)
    {
        JsonObject test = Case(series);
        test["promql_expr_test"] = new JsonArray([.. expected.Select(rule => (JsonNode)new JsonObject
        {
            ["expr"] = rule.Rule,
            ["eval_time"] = "5m",
            ["exp_samples"] = new JsonArray([.. rule.Samples.Select(sample => (JsonNode)new JsonObject
            {
                ["labels"] = $"{rule.Rule}{{{Series},{sample.Labels}}}",
                ["value"] = sample.Value,
            })]),
        })]);
        return test;
    }

    private static string Up(string pod, int value) => $"pgbouncer_up{{{Series},pod=\"{pod}\"}} {Number(value)}x20";

    private static string Pool(string state, string pod, int count) =>
        $"pgbouncer_pools_{state}_connections{{{Series},pod=\"{pod}\",database=\"orders\",user=\"worker\"}} {Number(count)}x20";

    private static string[] Servers(string pod, int active) =>
    [
        Pool("server_active", pod, active), Pool("server_idle", pod, 0), Pool("server_used", pod, 0), Pool("server_testing", pod, 0), Pool("server_login", pod, 0),
    ];

    private static string[] Clients(string pod, int count) =>
    [
        $"pgbouncer_used_clients{{{Series},pod=\"{pod}\"}} {Number(count)}x20", $"pgbouncer_config_max_client_connections{{{Series},pod=\"{pod}\"}} 400x20",
    ];

    private static string Version(string version) =>
        $"pgbouncer_version_info{{{Series},pod=\"pooler-{version}\",version=\"PgBouncer {version}\"}} 1x20";

    /// <summary>Seconds of a core that a pod uses in each minute.</summary>
    private static string Cores(string pod, int seconds) =>
        $"container_cpu_usage_seconds_total{{namespace=\"default\",container=\"pgbouncer\",pod=\"{pod}\"}} 0+{Number(seconds)}x20";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Of(string severity, params (string Name, string Value)[] labels)
    {
        JsonObject all = new() { ["severity"] = severity, ["namespace"] = "default" };
        foreach ((string name, string value) in labels)
            all[name] = value;
        return all;
    }

    private static JsonObject Alert(JsonObject labels, string summary) =>
        new() { ["exp_labels"] = labels, ["exp_annotations"] = new JsonObject { ["summary"] = summary } };

    private static JsonObject Test(string alert, int minute, params JsonNode[] fired)
    {
        JsonObject test = Silent(alert, minute);
        test["exp_alerts"] = new JsonArray(fired);
        return test;
    }

    /// <summary>Nothing to complain of; the whole text where there is.</summary>
    private static void Fine(string complaints) => Assert.True(complaints.Length == 0, complaints);

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

    private static JsonObject FiresFor(string alert, int minute, JsonObject labels, string summary) => Test(alert, minute, Alert(labels, summary));

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
