using System.Collections.Immutable;

namespace Infra.Cli.Doctor.Wire;

/// <summary>What a statement returned, as text.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">The rows; null stands for NULL.</param>
internal sealed record WireTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string?>> Rows)
{
    /// <summary>A row by the names of its columns; a column that an older server does not have is null.</summary>
    public IEnumerable<Func<string, string?>> Read() => Rows.Select(row => (Func<string, string?>)(name =>
        Columns.IndexOf(name) is >= 0 and var index ? row[index] : null));

    /// <summary>The only row.</summary>
    public Func<string, string?> One => Read().First();
}
