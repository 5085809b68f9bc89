using System.Collections.Frozen;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Infra.Cli.Report.Html;

/// <summary>Writes elements as text that a browser reads as the same elements, whatever their texts hold.</summary>
internal static class HtmlText
{
    private static readonly FrozenSet<string> Void = FrozenSet.Create(StringComparer.Ordinal, "br", "col", "hr", "img", "input", "link", "meta", "wbr");

    /// <summary>A whole page.</summary>
    public static string Page(XElement root) => $"<!DOCTYPE html>\n{Write(root)}\n";

    /// <summary>A drawing as a file of its own.</summary>
    public static string Drawing(XElement root) => $"{Write(root)}\n";

    private static string Write(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            // To a browser `<div />` is the beginning of a div.
            if (element.Name.Namespace == XNamespace.None && element.IsEmpty && !Void.Contains(element.Name.LocalName))
                element.Add(new XText(""));
            foreach (var attribute in element.Attributes())
                attribute.Value = Clean(attribute.Value);
        }

        foreach (var text in root.DescendantNodes().OfType<XText>().ToArray())
            text.Value = Clean(text.Value);
        var written = new StringBuilder();
        using (var writer = XmlWriter.Create(written, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None }))
            root.Save(writer);
        return written.ToString();
    }

    /// <summary>What no document may hold is replaced: control characters and halves of characters.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value is 0x9 or 0xA or >= 0x20 and not (>= 0x7F and < 0xA0) and not (0xFFFE or 0xFFFF) ? rune : Rune.ReplacementChar);
        return clean.ToString();
    }
}
