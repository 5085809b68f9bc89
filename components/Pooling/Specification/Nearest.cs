namespace Infra.Pooling.Specification;

/// <summary>Finds the name that somebody most likely meant.</summary>
public static class Nearest
{
    /// <summary>
    /// The candidate with the smallest edit distance to <paramref name="name"/>, case ignored; null when none is near enough:
    /// more than a third of the letters would have to change. Of equally near ones, the first in ordinal order.
    /// </summary>
    public static string? To(string name, IEnumerable<string> candidates) => Several(name, candidates, most: 1).FirstOrDefault();

    /// <summary>As <see cref="To"/>, but a few of them, the nearest first.</summary>
    public static IEnumerable<string> Several(string name, IEnumerable<string> candidates, int most)
    {
        var wanted = name.ToLowerInvariant();
        return candidates
            .Select(candidate => (Name: candidate, Distance: Distance(wanted, candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(name.Length, candidate.Name.Length) / 3))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(candidate => candidate.Name);
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.</summary>
    private static int Distance(string left, string right)
    {
        var beforeLast = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[right.Length];
    }
}
