using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Pooling.Specification;

namespace Infra.Pooling.FlexibleServer;

/// <summary>A parameter of a Flexible Server, PostgreSQL's or PgBouncer's.</summary>
/// <param name="Name">Its name in Azure, such as <c>pgbouncer.default_pool_size</c>.</param>
/// <param name="Allowed">What it takes, for people.</param>
/// <param name="Accepts">Whether it takes a value.</param>
public sealed record ServerParameter(string Name, string Allowed, Predicate<string> Accepts)
{
    /// <summary>The prefix of PgBouncer's parameters.</summary>
    public const string PoolerPrefix = "pgbouncer.";

    /// <summary>The value of a new server; null where it depends on the SKU or the version.</summary>
    public string? Default { get; init; }

    /// <summary>Whether a change takes effect at once; false, the default of none, waits for a restart.</summary>
    public bool IsDynamic { get; init; } = true;

    /// <summary>Whether a replica must have it at least as high as its primary, or stops.</summary>
    public bool IsShared { get; init; }

    /// <summary>The first version of PostgreSQL that has it; default 14, the oldest that is supported here.</summary>
    public int Since { get; init; } = 14;

    /// <summary>What decides it instead of a free choice; null when it may be chosen.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>A whole number between two ends.</summary>
    public static ServerParameter Whole(string name, long min, long max, long? @default = null) =>
        new(name, Text($"a whole number from {min} to {max}"), value => IsWhole(value, min, max))
        {
            Default = @default is { } number ? Text($"{number}") : null,
        };

    /// <summary>One of a few words.</summary>
    public static ServerParameter OneOf(string name, string @default, params string[] values) =>
        new(name, string.Join(", ", values), values.Contains) { Default = @default };

    /// <summary>A text whose every character is of a kind.</summary>
    public static ServerParameter Matching(string name, string pattern) =>
        new(name, $"text of the pattern {pattern}", value => Regex.IsMatch(value, $@"\A{pattern}\z", RegexOptions.CultureInvariant))
        {
            Default = "",
        };

    /// <summary>Judges a value.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="value">The value as written.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public Fault? Check(string path, string value) => Accepts(value) ? null : new(
        path, $"is not a value that {Name} takes", value, Allowed, "write such a value, or remove it");

    private static bool IsWhole(string value, long min, long max) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
