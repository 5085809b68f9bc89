using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>replicas</c>: a number, or an object of min, max and surge.</summary>
internal static class ReplicaReader
{
    private const int Most = 100_000;

    private static readonly ImmutableArray<string> Keys = ["min", "max", "surge"];

    public static ReplicaRange? Replicas(this Cursor cursor, int fewest, Surge surge)
    {
        if (!cursor.IsObject)
        {
            const string Alternative = ", or an object with the keys min, max, surge";
            return cursor.Whole(fewest, Most, Alternative) is { } count ? new ReplicaRange(count, count, surge) : null;
        }

        var section = cursor.Object(Keys)!;
        var min = section["min"].Required("1").Whole(fewest, Most);
        var max = section["max"].Whole(fewest, Most);
        if (min > max)
        {
            section["max"].Wrong(
                "is below `min`",
                string.Create(CultureInfo.InvariantCulture, $"{min} or more"),
                string.Create(CultureInfo.InvariantCulture, $"raise it to {min} or more, or lower `min`"));
        }

        return new ReplicaRange(min ?? fewest, max, ReadSurge(section["surge"]) ?? surge);
    }

    private static Surge? ReadSurge(Cursor cursor)
    {
        const string Allowed = "a whole number from 0 to 100000, or 0% to 100%";
        if (cursor.Scalar(Allowed, new Form.Surge(Most)) is not { } text)
            return null;
        var isPercent = text.EndsWith('%');
        var digits = isPercent ? text[..^1] : text;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= (isPercent ? 100 : Most))
            return new Surge(amount, isPercent);
        cursor.Wrong("is not a number of extra copies", Allowed, "write `1` or `25%`");
        return null;
    }
}
