using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Html;

/// <summary>The workloads with their arithmetic, and the other sums of the budget.</summary>
internal static class WorkloadSection
{
    public static XElement Of(string id, StackReport report) => Html.Section(
        $"{id}-workloads", "Workloads",
        report.Plan.Specification.Workloads.IsEmpty ? Html.Element("p", "There are none.") : Table(report),
        report.Parts.Select(part => Others(part)));

    private static XElement Table(StackReport report) => DataTable.Of(
        "Connections that each workload opens: replicas × processes × (pool + overflow)",
        [
            "Workload", new("Route", "once"), "Library", "Role", Column.Number("Replicas"), new("Sum at peak", "once"),
            Column.Number("Peak"), Column.Number("Rollout"), new("Load at peak", "once"), "Needs",
        ],
        report.Plan.Specification.Workloads.Select((workload, index) => new object?[]
        {
            Html.Name(workload.Name),
            Words.Route(workload.Route),
            $"{Spelling.Of(workload.Driver)}{(workload.Profile is { } profile ? $", profile {profile}" : "")}",
            Html.Name($"{report.Plan.UserOf(workload)}"),
            Words.Number(new Interval(workload.Replicas.Min, workload.Replicas.Max)),
            Html.Code(Line(report, index, ScenarioKind.Peak)?.Formula ?? ""),
            Number(Line(report, index, ScenarioKind.Peak)),
            Number(Line(report, index, ScenarioKind.Rollout)),
            workload.Load is { } load ? FormattableString.Invariant($"{load.PeakRps}/s × {DurationText.Format(load.MeanQuery)}") : "",
            string.Join(", ", workload.Needs.Select(Spelling.Of)),
        }));

    /// <summary>The line of a workload: each counts in one part only.</summary>
    private static BudgetLine? Line(StackReport report, int index, ScenarioKind scenario) => report.Parts
        .SelectMany(part => part.Budget[scenario].Lines)
        .FirstOrDefault(line => line.Path.StartsWith($"workloads[{index}].", StringComparison.Ordinal));

    private static string Number(BudgetLine? line) => line is null ? "" : Words.Number(line.Connections);

    private static XElement Others(ReportPart part) => LineTable.Of(
        part.Titled("The other sums at peak"), part.Budget.Lines.Where(line => line.Kind is not (LineKind.Client or LineKind.Direct)));
}
