using System.Xml.Linq;
using Infra.Cli.Report.Figures;

namespace Infra.Cli.Report.Html;

/// <summary>A figure of the page: drawn for wide and for narrow screens, of which one is shown.</summary>
internal static class Figure
{
    /// <param name="id">An id that no other figure of the page has.</param>
    /// <param name="draw">Draws it, with the id that it is given.</param>
    /// <param name="caption">What to know to read it; null for nothing.</param>
    public static XElement Of(string id, Func<string, Canvas, XElement> draw, params object?[] caption)
    {
        XElement Drawn(Canvas canvas, string style)
        {
            var svg = draw($"{id}-{style}", canvas);
            svg.Add(new XAttribute("class", style));
            return svg;
        }

        return Html.Element(
            "figure", Drawn(Canvas.Wide, "wide"), Drawn(Canvas.Compact, "compact"), caption.Length == 0 ? null : Html.Element("figcaption", caption));
    }
}
