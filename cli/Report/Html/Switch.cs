using System.Xml.Linq;

namespace Infra.Cli.Report.Html;

/// <summary>A choice of one among a few. The style sheet alone acts on it; the page has no script.</summary>
internal static class Switch
{
    /// <param name="legend">What is chosen.</param>
    /// <param name="name">Name of the group; no other has it.</param>
    /// <param name="style">Class of the whole.</param>
    /// <param name="choices">Value and label of each choice.</param>
    /// <param name="chosen">The value that is chosen at first.</param>
    public static XElement Of(string legend, string name, string style, IEnumerable<(string Value, string Label)> choices, string chosen) => Html.Styled(
        "fieldset", style,
        Html.Element("legend", legend),
        Html.Styled("div", "switch", choices.Select(choice => Html.Element(
            "label",
            Html.Element(
                "input", new XAttribute("type", "radio"), new XAttribute("name", name), new XAttribute("value", choice.Value),
                new XAttribute("id", $"{name}-{choice.Value}"), choice.Value == chosen ? new XAttribute("checked", "checked") : null),
            choice.Label))));
}
