using System.Globalization;

namespace Infra.Pooling.Specification.Outline;

/// <summary>Regular expressions that match the whole numbers between two ends, and no other text.</summary>
internal static class DigitRange
{
    /// <summary>The numbers from <paramref name="min"/>, which is 0 or more, to <paramref name="max"/>; leading zeros are allowed.</summary>
    public static string Of(long min, long max) => $"0*({string.Join('|', Parts(min, max))})";

    /// <summary>Splits the range where all lower digits are free: 7 to 123 is 7-9, 10-99, 100-119, 120-123.</summary>
    private static IEnumerable<string> Parts(long min, long max)
    {
        while (min <= max)
        {
            // The largest block of numbers that begins here, has one length, and differs in one digit above free ones.
            var free = 0;
            var block = 1L;
            while (min % (block * 10) == 0 && min >= block * 10 && min + (block * 10) - 1 <= max)
            {
                block *= 10;
                free++;
            }

            var digit = min / block % 10;
            var most = digit;
            while (most < 9 && min + ((most + 1 - digit + 1) * block) - 1 <= max)
                most++;
            var head = min / block / 10;
            var prefix = head == 0 ? "" : head.ToString(CultureInfo.InvariantCulture);
            var last = digit == most ? $"{digit}" : $"[{digit}-{most}]";
            yield return prefix + last + (free == 0 ? "" : free == 1 ? "[0-9]" : $"[0-9]{{{free}}}");
            min += (most - digit + 1) * block;
        }
    }
}
