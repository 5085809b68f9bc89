using System.Collections.Immutable;

namespace Infra.Pooling.PgBouncer;

/// <summary>A <c>key = value</c> line as it was read.</summary>
/// <param name="Section">Section in which it stands.</param>
/// <param name="Key">Name, without quotes.</param>
/// <param name="Value">Value, without the blanks around it. In <c>[databases]</c> it may hold a password.</param>
/// <param name="File">File name as it was given.</param>
/// <param name="Line">Line in that file, from 1.</param>
/// <param name="IsQuoted">Whether the name stood in single quotes.</param>
public sealed record IniLine(string Section, string Key, string Value, string File, int Line, bool IsQuoted = false)
{
    /// <summary>The line without its value, which may be secret.</summary>
    public override string ToString() => $"{File}:{Entry.Number(Line)}: [{Section}] {Key}";
}

/// <summary>An entry of <c>[databases]</c>, <c>[users]</c> or <c>[peers]</c> with its connection string taken apart.</summary>
/// <param name="Line">The line that defines it.</param>
/// <param name="Pairs">Its settings in the order of the line; where one stands twice, the last counts.</param>
public sealed record IniEntry(IniLine Line, ImmutableArray<KeyValuePair<string, string>> Pairs)
{
    /// <summary>Name of the entry.</summary>
    public string Name => Line.Key;

    /// <summary>Value of a setting; null when the entry does not have it.</summary>
    public string? Value(string name) => Pairs.LastOrDefault(pair => pair.Key == name).Value;

    /// <inheritdoc/>
    public override string ToString() => Line.ToString();
}

/// <summary>A pgbouncer.ini with everything it includes, as PgBouncer would see it.</summary>
public sealed record IniDocument
{
    /// <summary>Name of the file that includes all others.</summary>
    public required string File { get; init; }

    /// <summary>Every line with a name and a value, in reading order.</summary>
    public required ImmutableArray<IniLine> Lines { get; init; }

    /// <summary>Every section heading, in reading order; its name is the key and the value is empty.</summary>
    public required ImmutableArray<IniLine> Sections { get; init; }

    /// <summary>The settings in force in <c>[pgbouncer]</c>; the last of a name counts, and a second heading starts from the defaults.</summary>
    public required ImmutableSortedDictionary<string, IniLine> Settings { get; init; }

    /// <summary>The entries in force in <c>[databases]</c>; the last of a name counts.</summary>
    public required ImmutableSortedDictionary<string, IniEntry> Databases { get; init; }

    /// <summary>The entries in force in <c>[users]</c>; the last of a name counts.</summary>
    public required ImmutableSortedDictionary<string, IniEntry> Users { get; init; }

    /// <summary>The entries in force in <c>[peers]</c>; the last of a name counts.</summary>
    public required ImmutableSortedDictionary<string, IniEntry> Peers { get; init; }

    /// <summary>What the reading itself found; <see cref="PgBouncerLint.Check"/> repeats it.</summary>
    public required ImmutableArray<LintFinding> Findings { get; init; }
}
