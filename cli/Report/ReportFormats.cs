using System.Collections.Immutable;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Html;

namespace Infra.Cli.Report;

/// <summary>What a report is made of.</summary>
/// <param name="Stacks">The stacks; at least one.</param>
/// <param name="IsAll">Whether they are all there are, so that an overview comes first.</param>
/// <param name="Day">The day on which waivers were judged.</param>
internal sealed record ReportContent(ImmutableArray<StackReport> Stacks, bool IsAll, DateOnly Day);

/// <summary>The forms of a report, by name.</summary>
internal static class ReportFormats
{
    public const string Html = "html";

    public static ImmutableSortedDictionary<string, Func<ReportContent, string>> All { get; } = new Dictionary<string, Func<ReportContent, string>>
    {
        [Html] = content => Page.Of(content.Stacks, content.IsAll, content.Day),
        ["svg"] = content => DrawingReport.Of(content.Stacks),
        ["markdown"] = content => MarkdownReport.Of(content.Stacks, content.IsAll),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
