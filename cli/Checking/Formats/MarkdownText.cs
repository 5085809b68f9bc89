namespace Infra.Cli.Checking.Formats;

/// <summary>Names and messages inside Markdown, as themselves: no table is broken, nobody is mentioned, no tag opens.</summary>
internal static class MarkdownText
{
    /// <summary>Text in a paragraph or in a cell of a table; what stands between backticks stays code.</summary>
    public static string Of(string text) => string.Join('`', Lines(text).Split('`')
        .Select((part, index) => index % 2 == 0 ? Escaped(part) : part.Replace("|", "\\|", StringComparison.Ordinal)));

    // In a message a backtick pairs with another; a name of somebody else's may hold a single one.
    public static string Name(string text) => Escaped(Lines(text).Replace('`', '\''));

    private static string Lines(string text) => text.Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("@", "@\u200B", StringComparison.Ordinal)
        .Replace("#", "#\u200B", StringComparison.Ordinal);
}
