using System.Xml.Linq;

namespace Infra.Cli.Report.Html;

/// <summary>A column.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Style">Class of its cells: <c>number</c>, <c>once</c> for what stays on one line, <c>long</c>; null for none.</param>
internal sealed record Column(string Title, string? Style = null)
{
    public static implicit operator Column(string title) => new(title);

    public static Column Number(string title) => new(title, "number");
}

/// <summary>Tables that can be read aloud, and scrolled where they are wider than the screen.</summary>
internal static class DataTable
{
    /// <param name="caption">What it holds.</param>
    /// <param name="columns">The columns; the first names each row.</param>
    /// <param name="rows">The cells of each row.</param>
    public static XElement Of(string caption, IReadOnlyList<Column> columns, IEnumerable<object?[]> rows) => Html.Styled(
        "div", "scroll", new XAttribute("tabindex", 0), new XAttribute("role", "group"), new XAttribute("aria-label", caption),
        Html.Element(
            "table",
            Html.Element("caption", caption),
            Html.Element("thead", Html.Element("tr", columns.Select(column => Cell("th", column, "col", column.Title)))),
            Html.Element("tbody", rows.Select(row => Html.Element("tr", row.Select((cell, index) =>
                index == 0 ? Cell("th", columns[index], "row", cell) : Cell("td", columns[index], null, cell)))))));

    private static XElement Cell(string name, Column column, string? scope, object? content) => Html.Element(
        name,
        scope is null ? null : new XAttribute("scope", scope),
        column.Style is null ? null : new XAttribute("class", column.Style),
        content);
}
