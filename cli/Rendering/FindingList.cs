using Infra.Pooling.Budget;
using Spectre.Console;

namespace Infra.Cli.Rendering;

/// <summary>Findings, the mandatory ones first.</summary>
internal static class FindingList
{
    public static void Write(IAnsiConsole console, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings.OrderBy(finding => finding.Level))
        {
            var colour = finding.Level == FindingLevel.Mandatory ? "red" : "yellow";
            console.MarkupLine($"[{colour}]{(finding.Level == FindingLevel.Mandatory ? "mandatory" : "advisory")}[/] {finding.Id}: {Markup.Escape(finding.Message)}");
        }
    }
}
