namespace Infra.Cli.Checking.Formats;

/// <summary>The last line of a check.</summary>
internal static class Summary
{
    public static string Of(CheckReport report)
    {
        var mandatory = report.Findings.Count(finding => finding.Judged.IsMandatory);
        var stacks = report.Groups.SelectMany(group => group.Stacks).ToArray();
        var (all, judged) = (stacks.Sum(stack => stack.Resources.All), stacks.Sum(stack => stack.Resources.Judged));
        return $"{Count(stacks.Length, "stack")} checked: {Count(mandatory, "mandatory finding")}, {report.Findings.Length - mandatory} advisory, "
            + $"{Count(report.Waivers.Length, "waiver")} in force, {judged} of {Count(all, "resource")} judged";
    }

    public static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
