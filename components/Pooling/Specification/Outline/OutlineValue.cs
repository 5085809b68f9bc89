using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Specification.Outline;

/// <summary>What a value may be: one of the records below.</summary>
/// <param name="Allowed">The same in words, as messages have it.</param>
public abstract record OutlineValue(string Allowed);

/// <summary>An object with known keys.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Keys">Its keys, also those that the target does not have.</param>
public sealed record OutlineObject(string Allowed, ImmutableArray<OutlineKey> Keys) : OutlineValue(Allowed);

/// <summary>An object whose keys are free.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Item">What stands at each key.</param>
public sealed record OutlineMap(string Allowed, OutlineKey Item) : OutlineValue(Allowed);

/// <summary>A list.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Item">What each item is.</param>
/// <param name="Least">Fewest items.</param>
/// <param name="IsDistinct">Whether no item may stand there twice.</param>
public sealed record OutlineList(string Allowed, OutlineKey Item, int Least, bool IsDistinct) : OutlineValue(Allowed);

/// <summary>A whole number, also one written as a text.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Min">Smallest.</param>
/// <param name="Max">Largest.</param>
public sealed record OutlineWhole(string Allowed, int Min, int Max) : OutlineValue(Allowed)
{
    /// <summary>A regular expression that such a text matches and no other does.</summary>
    public string Pattern => $"^{DigitRange.Of(Min, Max)}$";
}

/// <summary>A number, also one written as a text.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Min">Smallest.</param>
/// <param name="Max">Largest.</param>
/// <param name="Step">What it is a multiple of; null for no step.</param>
public sealed record OutlineNumber(string Allowed, decimal Min, decimal Max, decimal? Step) : OutlineValue(Allowed);

/// <summary>One of a few words.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Words">The words.</param>
public sealed record OutlineWords(string Allowed, ImmutableArray<string> Words) : OutlineValue(Allowed);

/// <summary>A duration: a number with a unit.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Min">Shortest.</param>
/// <param name="Max">Longest.</param>
/// <param name="Step">What it is a multiple of.</param>
public sealed record OutlineDuration(string Allowed, TimeSpan Min, TimeSpan Max, TimeSpan Step) : OutlineValue(Allowed)
{
    /// <summary>
    /// A regular expression that such a text matches. Of texts that are no such duration it matches only those with a decimal point.
    /// </summary>
    public string Pattern => DurationPattern.Of(Min, Max, Step);
}

/// <summary>A text.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Pattern">A regular expression that it must match, of the kind that .NET and ECMAScript have in common; null for any.</param>
public sealed record OutlineText(string Allowed, string? Pattern) : OutlineValue(Allowed);

/// <summary>A text, or a number or a truth value, which counts as the text that it is written as.</summary>
/// <param name="Allowed">In words.</param>
public sealed record OutlineScalar(string Allowed) : OutlineValue(Allowed);

/// <summary>A version of PgBouncer, with or without its last part, as a text or a number.</summary>
/// <param name="Allowed">In words.</param>
/// <param name="Oldest">The oldest.</param>
/// <param name="Newest">The newest.</param>
public sealed record OutlineVersion(string Allowed, PgBouncerVersion Oldest, PgBouncerVersion Newest) : OutlineValue(Allowed)
{
    /// <summary>A regular expression that such a text matches and no other does.</summary>
    public string Pattern => $@"^1\.({DigitRange.Of(Oldest.Minor, Newest.Minor - 1)}(\.[0-9]+)?|{Newest.Minor}(\.{DigitRange.Of(0, Newest.Patch)})?)$";
}
