using System.Text.RegularExpressions;

namespace Infra.Cli.Checking;

/// <summary>The calls of constructors in a C# source whose first argument may be a name.</summary>
internal static partial class ConstructorCalls
{
    /// <summary>Reads a source. What stands in comments and in texts is no call.</summary>
    /// <param name="source">The source.</param>
    /// <param name="file">The file to name.</param>
    public static IEnumerable<ConstructorCall> In(string source, string file)
    {
        var (line, at) = (1, 0);
        foreach (Match match in Tokens().Matches(source))
        {
            if (!match.Groups["type"].Success)
                continue;
            line += source.AsSpan(at, match.Index - at).Count('\n');
            at = match.Index;
            yield return new(match.Groups["type"].Value, match.Groups["name"] is { Success: true } name ? name.Value : null, new(file, line));
        }
    }

    // What is passed over comes first, so that it is taken as a whole: comments, raw, verbatim and other texts, letters.
    [GeneratedRegex(
        """
        //[^\n]* | /\*.*?\*/
        | \$*"{3,} .*? "{3,}
        | \$?@\$?"(?:[^"]|"")*"
        | '(?:\\.|[^'\\\n])+'
        | (?: \bnew\s+(?:[\w.:]+[.:])?(?<type>\w+) | \b(?<type>\w+)\s*(?:<[^<>;()]*>)?\??\s+@?\w+\s*=\s*new )
          \s*(?:<[^<>;()]*>)?\s*\(\s*(?:name\s*:\s*)?(?: "(?<name>(?:\\.|[^"\\\n])*)"(?=\s*[,)]) | (?=[^\s)]) )
        | \$?"(?:\\.|[^"\\\n])*"
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Tokens();
}

/// <summary>A call of a constructor.</summary>
/// <param name="Type">Name of the type, without its namespace.</param>
/// <param name="Name">The first argument where it is a text; null where it is anything else.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record ConstructorCall(string Type, string? Name, Place Place);
