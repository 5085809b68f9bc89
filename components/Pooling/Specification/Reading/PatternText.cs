using System.Text;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Forms as regular expressions that .NET and ECMAScript have in common.</summary>
internal static class PatternText
{
    public static string? Of(Form? form) => form switch
    {
        Form.Pattern pattern => Common(pattern.IgnoresCase ? AnyCase(pattern.Text) : pattern.Text),
        _ => null,
    };

    private static string Common(string text) =>
        text.Replace(@"\A", "^", StringComparison.Ordinal).Replace(@"\z", "$", StringComparison.Ordinal);

    /// <summary>Each letter in both cases; not within brackets, nor after a backslash.</summary>
    private static string AnyCase(string text)
    {
        var result = new StringBuilder();
        var inBrackets = false;
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (letter == '\\')
            {
                result.Append(letter).Append(text[++index]);
                continue;
            }

            inBrackets = letter == '[' || (inBrackets && letter != ']');
            result.Append(inBrackets || !char.IsAsciiLetter(letter) ? $"{letter}" : $"[{char.ToUpperInvariant(letter)}{char.ToLowerInvariant(letter)}]");
        }

        return result.ToString();
    }
}
