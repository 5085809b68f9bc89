using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Cli.Checking.Formats;
using Infra.Cli.Evaluation;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Figures.Bars;
using Infra.Cli.Report.Figures.Timeline;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report;

/// <summary>The same figures as tables for a pull request or a wiki.</summary>
internal static class MarkdownReport
{
    public static string Of(ImmutableArray<StackReport> reports, bool all)
    {
        var text = new StringBuilder();
        if (all)
        {
            text.Append("## All stacks\n\n");
            Table(text, ["stack", "pooler", "#clients at peak", "#server connections at peak", "#usable", "verdict"], reports.Select(report =>
            {
                var peak = report.Plan.Budget[ScenarioKind.Peak];
                return new[]
                {
                    MarkdownText.Name(report.Name), report.Place, Words.Number(peak.ClientDemand), Words.Number(peak.ServerDemand), Words.Number(peak.Usable),
                    BarFigure.Mark(report.Verdict),
                };
            }));
        }

        foreach (var report in reports)
            Stack(text, report);
        return $"{text.ToString().TrimEnd('\n')}\n";
    }

    private static void Stack(StringBuilder text, StackReport report)
    {
        text.Append($"## {MarkdownText.Name(report.Name)}: {BarFigure.Mark(report.Verdict)}\n\n{report.Place}\n\n");
        foreach (var finding in report.Plan.Findings.OrderBy(finding => finding.Level))
            text.Append($"- **{Spelling.Of(finding.Level)}** {MarkdownText.Name(finding.Id)}: {MarkdownText.Of(finding.Message)}\n");
        text.Append(report.Plan.Findings.IsEmpty ? "" : "\n");
        foreach (var part in report.Parts)
            Budget(text, part);
        foreach (var part in report.Parts)
        {
            text.Append($"### {part.Titled("Time-outs")}\n\n");
            Table(text, ["limit", "whose", "#length", "set by"], TimeoutEntry.Of(part.Plan.Timeouts).Select(entry =>
                new[] { entry.Name, TimelineFigure.Who(entry.Actor), entry.Shown, MarkdownText.Name(entry.Setting) }));
        }

        Endpoints(text, report);
        Waiting(text, report);
        foreach (var part in report.Parts)
            Settings(text, part);
    }

    private static void Budget(StringBuilder text, ReportPart part)
    {
        text.Append($"### {part.Titled("Budget")}\n\n");
        Table(text, ["scenario", "#clients", "#admitted", "#server connections", "#usable", "verdict"], part.Budget.Scenarios.Select(scenario => new[]
        {
            Words.Scenario(scenario.Kind), Words.Number(scenario.ClientDemand), Words.Limit(scenario.ClientCapacity), Words.Number(scenario.ServerDemand),
            Words.Number(scenario.Usable),
            Verdict(scenario),
        }));
        text.Append($"### {part.Titled("Arithmetic at peak")}\n\n");
        Table(text, ["what", "counts", "route", "sum", "#connections"], part.Budget.Lines.Select(line => new[]
        {
            MarkdownText.Name(line.Name), Words.Counts(line.Kind), line.Route is { } route ? Words.Route(route) : "", MarkdownText.Name(line.Formula),
            Words.Number(line.Connections),
        }));
    }

    private static string Verdict(BudgetScenario scenario) => BarFigure.Mark(scenario.Verdict)
        + (scenario.DecidedBy.IsEmpty ? "" : $", depends on {string.Join(", ", scenario.DecidedBy.Select(MarkdownText.Name))}");

    private static void Endpoints(StringBuilder text, StackReport report)
    {
        if (report.Stack.Masked["connections"] is not JsonObject connections)
            return;
        text.Append("### Endpoints\n\n");
        Table(text, ["route", "host", "#port", "database", "default role"], connections.Select(connection => new[]
        {
            connection.Key, Plain(connection.Value!["host"]), Plain(connection.Value["port"]), Plain(connection.Value["database"]),
            Plain(connection.Value["username"]),
        }));
    }

    private static string Plain(JsonNode? value) => value?.ToString() switch
    {
        Markers.Unknown => "known after `pulumi up`",
        var text => MarkdownText.Name(text ?? ""),
    };

    private static void Waiting(StringBuilder text, StackReport report)
    {
        if (report.Stack.Masked["rebootRequired"] is not JsonArray { Count: > 0 } waiting)
            return;
        text.Append("### What waits for a restart of the server\n\n");
        foreach (var entry in waiting)
            text.Append($"- {MarkdownText.Of(entry!.ToString())}\n");
        text.Append('\n');
    }

    private static void Settings(StringBuilder text, ReportPart part)
    {
        var settings = AppliedSetting.Of(part.Plan);
        if (settings.IsEmpty)
            return;
        text.Append($"### {part.Titled("What applies each setting")}\n\n");
        Table(text, ["setting", "where", "value", "takes effect"], settings.Select(setting => new[]
        {
            MarkdownText.Name(setting.Name), setting.Place, MarkdownText.Name(setting.Value), setting.Applies,
        }));
    }

    /// <summary>A table; numbers, whose headings begin with #, stand on the right.</summary>
    private static void Table(StringBuilder text, string[] columns, IEnumerable<string[]> rows)
    {
        text.Append($"| {string.Join(" | ", columns.Select(column => column.TrimStart('#')))} |\n");
        text.Append($"|{string.Join('|', columns.Select(column => column[0] == '#' ? "--:" : "---"))}|\n");
        foreach (var row in rows)
            text.Append($"| {string.Join(" | ", row)} |\n");
        text.Append('\n');
    }
}
