namespace Infra.Pooling.Tests.Specification;

/// <summary>
/// Mistakes and every message that they give, in full. Each begins with a line <c># Sample change;change</c>; a change of a dash removes
/// the key.
/// </summary>
internal static partial class FaultCases
{
    public static IEnumerable<(string Title, string Input, string[] Messages)> All =>
        new[] { Root, Database, Pooler, Timeouts, Workload, Budget, FlexibleServer, Rds }.SelectMany(Parse);

    private static IEnumerable<(string Title, string Input, string[] Messages)> Parse(string table) => table.Split("# ", StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.TrimEnd().Split('\n'))
        .Select(lines => (lines[0], Input(lines[0]), lines[1..]));

    private static string Input(string title)
    {
        var (sample, changes) = title.Split(' ', 2) is [var name, var rest] ? (Sample.Named(name), rest) : throw new FormatException(title);
        return Sample.With(sample, [.. changes.Split(';').Select(change => change.Split('=', 2)).Select(change => (change[0], change[1] == "-" ? null : change[1]))]);
    }
}
