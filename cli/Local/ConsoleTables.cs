using System.Collections.Immutable;
using System.Globalization;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Local;

/// <summary>What a console of PgBouncer shows: columns come and go from version to version, so each is looked up by its name.</summary>
internal static class ConsoleTables
{
    /// <summary>Reads psql's unaligned output with its header.</summary>
    public static WireTable Parse(string output)
    {
        ImmutableArray<string>[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|').ToImmutableArray())];
        return lines is [var columns, .. var rows] ? new(columns, [.. rows.Select(row => row.CastArray<string?>())]) : new([], []);
    }

    /// <summary>The sum of a column over the rows of a database; 0 where there is no such column.</summary>
    public static long Sum(this WireTable table, string column, string database) => table.Read()
        .Where(row => row("database") == database && row(column) is not null)
        .Sum(row => long.Parse(row(column)!, CultureInfo.InvariantCulture));
}
