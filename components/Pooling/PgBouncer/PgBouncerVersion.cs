using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Pooling.PgBouncer;

/// <summary>A version of PgBouncer.</summary>
/// <param name="Major">First part; always 1 until now.</param>
/// <param name="Minor">Second part, which rises with features.</param>
/// <param name="Patch">Third part, which rises with fixes; 0 where it is not written.</param>
public readonly record struct PgBouncerVersion(int Major, int Minor, int Patch = 0) : IComparable<PgBouncerVersion>
{
    /// <summary>The newest release that the catalogue of settings knows: 1.26.1 of 2026-10-14.</summary>
    public static PgBouncerVersion Newest { get; } = new(1, 26, 1);

    /// <summary>Reads <c>1.24.1</c>, <c>1.24</c>, or what <c>pgbouncer --version</c> prints, of which only the first line counts.</summary>
    /// <exception cref="FormatException">The text holds no version.</exception>
    public static PgBouncerVersion Parse(string text) => TryParse(text, out var version)
        ? version
        : throw new FormatException($"`{text}` is not a version of PgBouncer; allowed: 1.24.1, or the first line of `pgbouncer --version`");

    /// <summary>As <see cref="Parse"/>, but answers false where there is no version.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PgBouncerVersion version)
    {
        version = default;
        var line = (text ?? "").Split('\n', 2)[0].Trim();
        const string prefix = "PgBouncer ";
        if (line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            line = line[prefix.Length..].Trim();
        if (line.StartsWith("version ", StringComparison.OrdinalIgnoreCase))
            line = line["version ".Length..].Trim();

        var parts = line.Split('.');
        if (parts.Length is not (2 or 3))
            return false;
        Span<int> numbers = [0, 0, 0];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }

        version = new(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(PgBouncerVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(PgBouncerVersion left, PgBouncerVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(PgBouncerVersion left, PgBouncerVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is older or the same.</summary>
    public static bool operator <=(PgBouncerVersion left, PgBouncerVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is newer or the same.</summary>
    public static bool operator >=(PgBouncerVersion left, PgBouncerVersion right) => left.CompareTo(right) >= 0;

    /// <summary>As <c>1.24.1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}
