using System.Collections.Immutable;
using System.Text;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// The value of an entry in <c>[databases]</c>, <c>[users]</c> or <c>[peers]</c>: <c>key=value</c> pairs with blanks between them,
/// by the rules of cstr_get_pair in PgBouncer's src/loader.c. A value that starts with a single quote ends at the next one, two of
/// them stand for one, and no value may be empty.
/// </summary>
internal static class ConnectionString
{
    /// <summary>
    /// The pairs in their order, up to the first mistake; the mistake, or null. It repeats no text: what looks like a name may be the
    /// rest of a password that was not quoted.
    /// </summary>
    public static (ImmutableArray<KeyValuePair<string, string>> Pairs, string? Mistake) Parse(string text)
    {
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var at = SkipBlanks(text, 0);
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && text[at] is not ('=' or ' '))
                at++;
            var key = text[start..at];
            at = SkipBlanks(text, at);
            if (at == text.Length || text[at] != '=' || key.Length == 0)
                return (pairs.ToImmutable(), $"character {start + 1} does not start a `name=value` pair");

            at = SkipBlanks(text, at + 1);
            var value = at < text.Length && text[at] == '\'' ? Quoted(text, ref at) : Bare(text, ref at);
            if (value is null)
                return (pairs.ToImmutable(), $"the quote behind character {start + 1} is not closed");
            if (value.Length == 0)
                return (pairs.ToImmutable(), $"the name at character {start + 1} has no value");
            pairs.Add(new(key, value));
            at = SkipBlanks(text, at);
        }

        return (pairs.ToImmutable(), null);
    }

    /// <summary>A value as it must be written: as it is where that is safe, else in quotes.</summary>
    public static string Quote(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || "_-./:,@*+".Contains(c)) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string? Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\'')
            {
                if (at + 1 == text.Length || text[at + 1] != '\'')
                {
                    // PgBouncer drops whatever single character follows the closing quote.
                    at = Math.Min(at + 2, text.Length);
                    return value.ToString();
                }

                at++;
            }

            value.Append(text[at]);
        }

        return null;
    }

    private static string Bare(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] != ' ')
            at++;
        return text[start..at];
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }
}
