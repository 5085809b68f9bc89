using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.PgBouncer;

/// <summary>A set of code points, written as ranges in hexadecimal with blanks between them, in rising order.</summary>
internal sealed class CodePointSet
{
    private readonly ImmutableArray<int> _first;
    private readonly ImmutableArray<int> _last;

    public CodePointSet(string ranges)
    {
        var pairs = Words(ranges).Select(range => range.Split('-')).ToArray();
        _first = [.. pairs.Select(pair => Hex(pair[0]))];
        _last = [.. pairs.Select(pair => Hex(pair[^1]))];
    }

    public bool Contains(int codePoint)
    {
        var at = _first.BinarySearch(codePoint);
        return at >= 0 || (~at > 0 && codePoint <= _last[~at - 1]);
    }

    public static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
