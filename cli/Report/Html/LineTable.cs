using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Html;

/// <summary>Sums of the budget as a table.</summary>
internal static class LineTable
{
    public static XElement Of(string caption, IEnumerable<BudgetLine> lines) => DataTable.Of(
        caption,
        ["What", "Counts", "Route", new("Sum", "long"), Column.Number("Connections")],
        lines.Select(line => new object?[]
        {
            Html.Name(line.Name),
            Words.Counts(line.Kind),
            line.Route is { } route ? Words.Route(route) : "",
            Html.Code(line.Formula),
            Words.Number(line.Connections),
        }));
}
