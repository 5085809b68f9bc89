using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Figures.Bars;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Html;

/// <summary>The budget: bars against their limit, and the same as a table.</summary>
internal static class BudgetSection
{
    public static XElement Of(string id, ReportPart part)
    {
        var (servers, clients) = (BarRow.OfServers(part.Budget), BarRow.OfClients(part.Budget));
        return Html.Section(
            $"{id}-budget", part.Titled("Budget"),
            Html.Element("h4", "Server connections"),
            Figure.Of($"{id}-server-bars", (figure, canvas) => BarFigure.Draw(figure, "Server connections by scenario", servers, canvas),
                ServerNote(part.Budget)),
            Html.Element("h4", "Client connections"),
            Figure.Of($"{id}-client-bars", (figure, canvas) => BarFigure.Draw(figure, "Client connections by scenario", clients, canvas),
                clients.All(row => row.Limit is null)
                    ? "The pooler states no limit of its own."
                    : part.Plan.PgBouncer is null
                    ? "The limit is what the pooler of one server admits; the bars are those of the server that has most clients."
                    : "The limit is what the pooler admits while one of several pods is lost."),
            Html.Element("h4", "By scenario"),
            Table(part));
    }

    private static string ServerNote(BudgetPlan budget)
    {
        var capacity = budget.Input.Capacity;
        var kept = $"{capacity.SuperuserReserved + capacity.ProviderReserved} reserved − {capacity.Admin} for administrators − {capacity.Other} for others";
        var formula = budget.Lines.First(line => line.Kind == LineKind.Capacity).Formula;
        var limit = $"The limit is what one server leaves: {formula} = {Words.Number(budget.Usable)} (max_connections − {kept}).";
        return budget.Input.HeadroomPercent == 0
            ? limit
            : $"{limit} The broken line leaves the wanted headroom of {budget.Input.HeadroomPercent} % at peak and rollout.";
    }

    private static XElement Table(ReportPart part) => DataTable.Of(
        part.Titled("Whether the connections fit, by scenario"),
        [
            "Scenario", Column.Number("Clients"), Column.Number("Admitted"), Column.Number("Server connections"), Column.Number("Usable"),
            new("Verdict", "long"),
        ],
        part.Budget.Scenarios.Select(scenario => new object?[]
        {
            Words.Scenario(scenario.Kind), Words.Number(scenario.ClientDemand), Words.Limit(scenario.ClientCapacity),
            Words.Number(scenario.ServerDemand), Words.Number(scenario.Usable), Verdict(scenario),
        }));

    private static IEnumerable<object> Verdict(BudgetScenario scenario) =>
    [
        Verdicts.Badge(scenario.Verdict),
        .. scenario.DecidedBy.IsEmpty ? [] : Verdicts.Listed(scenario.DecidedBy).Prepend(" depends on "),
    ];
}
