using System.Text;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// Prepares passwords as PostgreSQL does before it hashes them (pg_saslprep in src/common/saslprep.c): by SASLprep, RFC 4013, but a
/// password that SASLprep refuses is used as it is, and the refusal looks at the text before it is normalised.
/// </summary>
internal static partial class SaslPrep
{
    /// <summary>The password whose bytes are hashed.</summary>
    public static string Prepare(string password)
    {
        if (Ascii.IsValid(password))
            return password;

        var mapped = new List<int>(password.Length);
        foreach (var rune in password.EnumerateRunes())
        {
            if (_blanks.Contains(rune.Value))
                mapped.Add(' ');
            else if (!_dropped.Contains(rune.Value))
                mapped.Add(rune.Value);
        }

        if (mapped.Count == 0 || mapped.Any(codePoint => _prohibited.Contains(codePoint) || _unassigned.Contains(codePoint)) || MixesDirections(mapped))
            return password;

        var prepared = new StringBuilder();
        foreach (var codePoint in CompatibilityForms.Compose(mapped))
            prepared.Append(char.ConvertFromUtf32(codePoint));
        return prepared.ToString();
    }

    /// <summary>RFC 3454, 6: text with letters from right to left holds none of the others, and starts and ends with such a letter.</summary>
    private static bool MixesDirections(List<int> text) => text.Any(_rightToLeft.Contains)
        && (text.Any(_leftToRight.Contains) || !_rightToLeft.Contains(text[0]) || !_rightToLeft.Contains(text[^1]));
}
