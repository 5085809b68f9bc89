using System.Collections.Frozen;
using System.Globalization;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// Unicode normalisation form KC for code points that SASLprep admits. The runtime's own string.Normalize returns text unchanged in
/// invariant globalisation mode, in which this product runs so that it needs no ICU on the machine.
/// </summary>
internal static partial class CompatibilityForms
{
    // Hangul syllables are composed by arithmetic: The Unicode Standard, 3.12.
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    private static readonly FrozenDictionary<int, (bool Composes, int[] Parts)> _parts = ReadDecompositions();

    private static readonly FrozenDictionary<(int, int), int> _pairs =
        _parts.Where(entry => entry.Value.Composes).ToFrozenDictionary(entry => (entry.Value.Parts[0], entry.Value.Parts[1]), entry => entry.Key);

    private static readonly FrozenDictionary<int, int> _classes = ReadClasses();

    /// <summary>The text in form KC.</summary>
    public static List<int> Compose(IEnumerable<int> text)
    {
        var parts = new List<int>();
        foreach (var codePoint in text)
            Decompose(codePoint, parts);
        Order(parts);

        var composed = new List<int>(parts.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var part in parts)
        {
            var itsClass = Class(part);
            var blocked = starter < 0 || (starter < composed.Count - 1 && lastClass >= itsClass);
            if (!blocked && Pair(composed[starter], part) is { } pair)
            {
                composed[starter] = pair;
                continue;
            }

            if (itsClass == 0)
                starter = composed.Count;
            lastClass = itsClass;
            composed.Add(part);
        }

        return composed;
    }

    private static void Decompose(int codePoint, List<int> parts)
    {
        var hangul = codePoint - HangulBase;
        if (hangul is >= 0 and < Leads * Vowels * Tails)
        {
            parts.Add(LeadBase + (hangul / (Vowels * Tails)));
            parts.Add(VowelBase + (hangul / Tails % Vowels));
            if (hangul % Tails > 0)
                parts.Add(TailBase + (hangul % Tails));
        }
        else if (_parts.TryGetValue(codePoint, out var entry))
        {
            foreach (var part in entry.Parts)
                Decompose(part, parts);
        }
        else
        {
            parts.Add(codePoint);
        }
    }

    /// <summary>Sorts each run of combining marks by class, those of one class in their order.</summary>
    private static void Order(List<int> parts)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            var itsClass = Class(parts[i]);
            for (var j = i; itsClass > 0 && j > 0 && Class(parts[j - 1]) > itsClass; j--)
                (parts[j - 1], parts[j]) = (parts[j], parts[j - 1]);
        }
    }

    private static int? Pair(int first, int second)
    {
        if (first - LeadBase is >= 0 and < Leads && second - VowelBase is >= 0 and < Vowels)
            return HangulBase + ((((first - LeadBase) * Vowels) + second - VowelBase) * Tails);
        if (first - HangulBase is >= 0 and < Leads * Vowels * Tails && (first - HangulBase) % Tails == 0 && second - TailBase is > 0 and < Tails)
            return first + second - TailBase;
        return _pairs.TryGetValue((first, second), out var pair) ? pair : null;
    }

    private static int Class(int codePoint) => _classes.GetValueOrDefault(codePoint);

    private static FrozenDictionary<int, (bool, int[])> ReadDecompositions()
    {
        var read = new Dictionary<int, (bool, int[])>();
        var codePoint = 0;
        foreach (var word in CodePointSet.Words(Decompositions))
        {
            var sign = word.AsSpan().IndexOfAny('=', '>');
            var run = word[(sign + 1)..].Split('*');
            var parts = run[0].Split('+').Select(CodePointSet.Hex).ToArray();
            codePoint = sign == 0 ? codePoint : CodePointSet.Hex(word[..sign]);
            var count = run.Length == 1 ? 1 : CodePointSet.Hex(run[1]);
            for (var i = 0; i < count; i++)
                read[codePoint++] = (word[sign] == '=', [.. parts[..^1], parts[^1] + i]);
        }

        return read.ToFrozenDictionary();
    }

    private static FrozenDictionary<int, int> ReadClasses()
    {
        var read = new Dictionary<int, int>();
        foreach (var word in CodePointSet.Words(CombiningClasses))
        {
            var (range, value) = (word.Split(':')[0].Split('-'), word.Split(':')[1]);
            for (var codePoint = CodePointSet.Hex(range[0]); codePoint <= CodePointSet.Hex(range[^1]); codePoint++)
                read[codePoint] = int.Parse(value, CultureInfo.InvariantCulture);
        }

        return read.ToFrozenDictionary();
    }
}
