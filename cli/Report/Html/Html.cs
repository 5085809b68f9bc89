using System.Xml.Linq;

namespace Infra.Cli.Report.Html;

/// <summary>Elements of the page. What they hold is encoded when the page is written, never before.</summary>
internal static class Html
{
    public static XElement Element(string name, params object?[] content) => new(name, content);

    /// <summary>An element of a class.</summary>
    public static XElement Styled(string name, string style, params object?[] content) => new(name, new XAttribute("class", style), content);

    /// <summary>Somebody's name for something, which keeps its direction of writing to itself.</summary>
    public static XElement Name(string text) => new("bdi", text);

    public static XElement Code(string text) => new("code", text);

    /// <summary>A message, in which code stands between backticks.</summary>
    public static IEnumerable<object> Message(string text) =>
        text.Split('`').Select((part, index) => index % 2 == 0 ? (object)part : Code(part));

    /// <summary>A part of a stack under a heading. It is no landmark: of those each stack is one, and a dozen in each would be too many.</summary>
    public static XElement Section(string id, string title, params object?[] content) =>
        Styled("div", "card", Element("h3", new XAttribute("id", id), title), content);
}
