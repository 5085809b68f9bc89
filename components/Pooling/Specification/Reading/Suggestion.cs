namespace Infra.Pooling.Specification.Reading;

/// <summary>Guesses what was meant by a name that does not exist.</summary>
internal static class Suggestion
{
    // Longer than any name there is, and the comparison of long texts is slow.
    private const int LongestName = 100;

    /// <summary>A name that differs by a few letters, or else one that begins in the same way; null when nothing comes near.</summary>
    public static string? For(string name, IReadOnlyCollection<string> names) => name.Length > LongestName ? null
        : Nearest.To(name, names)
            ?? (name.Length < 3 ? null : names.FirstOrDefault(candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
}
