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

    /// <summary>A section with a heading that names it.</summary>
    public static XElement Section(string id, string title, params object?[] content) => Card(id, "card", title, content);

    /// <summary>The same, for what may go over several printed pages.</summary>
    public static XElement LongSection(string id, string title, params object?[] content) => Card(id, "card long", title, content);

    private static XElement Card(string id, string style, string title, object?[] content) => Styled(
        "section", style, new XAttribute("aria-labelledby", id), Styled("h3", "title", new XAttribute("id", id), title), content);
}
