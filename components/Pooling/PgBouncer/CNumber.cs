using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Pooling.PgBouncer;

/// <summary>Numbers as PgBouncer reads them: with C's strtol, atoi and strtod (cf_set_int and cf_set_time_usec in lib/usual/cfparser.c).</summary>
internal static partial class CNumber
{
    /// <summary>
    /// The whole text as strtol reads it with base 0, so 010 is 8 and 0x10 is 16; null where something is left over. 0b10 is 2 since
    /// glibc 2.38; older C libraries refuse it.
    /// </summary>
    public static long? Whole(string text)
    {
        var match = WholeForm().Match(text);
        if (!match.Success)
            return null;
        var (digits, numberBase) = match.Groups["hex"].Success ? (match.Groups["hex"].Value, 16)
            : match.Groups["binary"].Success ? (match.Groups["binary"].Value, 2)
            : match.Groups["octal"].Success ? (match.Groups["octal"].Value, 8)
            : (match.Groups["decimal"].Value, 10);
        return Value(digits, numberBase, match.Groups["sign"].Value == "-");
    }

    /// <summary>The number at the start of the text as atoi reads it; 0 where there is none.</summary>
    public static int Prefix(string text)
    {
        var match = PrefixForm().Match(text);
        return match.Success ? ToInt(Value(match.Groups["decimal"].Value, 10, match.Groups["sign"].Value == "-")) : 0;
    }

    /// <summary>What is left when C puts a long into an int.</summary>
    public static int ToInt(long value) => unchecked((int)value);

    /// <summary>The whole text as strtod reads it; null where it is no number, is negative, or does not fit a double.</summary>
    public static double? Duration(string text)
    {
        var match = DurationForm().Match(text);
        if (!match.Success)
            return null;
        var negative = match.Groups["sign"].Value == "-";
        if (match.Groups["word"].Success)
        {
            if (match.Groups["word"].Value.StartsWith("nan", StringComparison.OrdinalIgnoreCase))
                return double.NaN;
            return negative ? null : double.PositiveInfinity;
        }

        var value = match.Groups["hex"].Success
            ? Hexadecimal(match)
            : double.Parse(match.Groups["decimal"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        var tooSmall = Math.Abs(value) < 2.2250738585072014E-308 && match.Groups["mantissa"].Value.AsSpan().ContainsAnyExcept("0.");
        return double.IsInfinity(value) || tooSmall || (negative && value > 0) ? null : value;
    }

    private static double Hexadecimal(Match match)
    {
        var value = 0.0;
        var scale = 0;
        var afterPoint = false;
        foreach (var c in match.Groups["mantissa"].Value)
        {
            if (c == '.')
            {
                afterPoint = true;
                continue;
            }

            value = (value * 16) + Convert.ToInt32(c.ToString(), 16);
            scale -= afterPoint ? 4 : 0;
        }

        var exponent = match.Groups["power"].Success ? Prefix(match.Groups["power"].Value) : 0;
        return Math.ScaleB(value, (int)Math.Clamp((long)scale + exponent, -100_000, 100_000));
    }

    /// <summary>Digits as a long that stops at its ends, as strtol does.</summary>
    private static long Value(string digits, int numberBase, bool negative)
    {
        Int128 value = 0;
        foreach (var c in digits)
            value = Int128.Min((value * numberBase) + Convert.ToInt32(c.ToString(), 16), (Int128)long.MaxValue + 1);
        return negative ? (long)-value : (long)Int128.Min(value, long.MaxValue);
    }

    [GeneratedRegex(@"^[ \t\n\v\f\r]*(?<sign>[+-]?)(0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|(?<octal>0[0-7]*)|(?<decimal>[1-9][0-9]*))\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeForm();

    [GeneratedRegex(@"^[ \t\n\v\f\r]*(?<sign>[+-]?)(?<decimal>[0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixForm();

    [GeneratedRegex(
        @"^[ \t\n\v\f\r]*(?<sign>[+-]?)((?<word>inf(inity)?|nan(\([A-Za-z0-9_]*\))?)" +
        @"|(?<hex>0[xX](?<mantissa>[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)([pP](?<power>[+-]?[0-9]+))?)" +
        @"|(?<decimal>(?<mantissa>[0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DurationForm();
}
