using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Pooling.Monitoring;

namespace Infra.Conformance;

/// <summary>The dashboard against Grafana's own types.</summary>
public class DashboardTests
{
    /// <summary>Grafana's types with what JSON has in place of their enumerations: the texts. All panels are time series.</summary>
    private const string Types = """
        import type { Dashboard, GraphFieldConfig, Panel } from "@grafana/schema/dist/types";
        type Plain<T> = T extends string ? `${T}` : T extends Array<infer Item> ? Plain<Item>[] : T extends object ? { [Key in keyof T]: Plain<T[Key]> } : T;
        type Series = Omit<Panel<Record<string, unknown>, GraphFieldConfig>, "type"> & { type: "timeseries", title: string };
        const dashboard: Plain<Omit<Dashboard, "panels"> & { panels: Series[] }> =
        """;

    private static Workspace Workspace => Workspace.Find(AppContext.BaseDirectory, named: null);

    private static JsonObject Dashboard => PoolerDashboard.Of(
        StackEvaluator.Plan(StackFile.Load(Workspace, "prod-kubernetes"), new DateOnly(2026, 11, 20)), "pooler", "default");

    [NpmFact]
    public void Dashboard_OfAPooler_SatisfiesGrafanasTypes() =>
        Assert.Equal("", TypeScriptCompiler.Check(Workspace.Root, new Dictionary<string, string> { ["dashboard"] = Program(Dashboard) }));

    [NpmFact]
    public void Check_WhatGrafanaDoesNotKnow_IsRefused()
    {
        var programs = new Dictionary<string, Action<JsonObject>>
        {
            ["key"] = dashboard => dashboard["titel"] = "PgBouncer",
            ["mode"] = dashboard => Defaults(dashboard)["thresholds"]!["mode"] = "relative",
            ["style"] = dashboard => Defaults(dashboard)["custom"]!["thresholdsStyle"]!["mode"] = "lines",
            ["place"] = dashboard => dashboard["panels"]![0]!["gridPos"]!.AsObject().Remove("w"),
        };

        var complaints = TypeScriptCompiler.Check(Workspace.Root, programs.ToDictionary(wrong => wrong.Key, wrong =>
        {
            var dashboard = Dashboard;
            wrong.Value(dashboard);
            return Program(dashboard);
        }));

        Assert.All(programs.Keys, name => Assert.Contains($"{name}.ts(", complaints, StringComparison.Ordinal));
    }

    private static JsonNode Defaults(JsonObject dashboard) => dashboard["panels"]![0]!["fieldConfig"]!["defaults"]!;

    private static string Program(JsonObject dashboard) => $"{Types} {dashboard.ToJsonString()};\nexport {{ dashboard }};\n";
}
