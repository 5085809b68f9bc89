namespace Infra.Cli.Checking.Formats;

/// <summary>The last line of a check.</summary>
internal static class Summary
{
    public static string Of(CheckReport report)
    {
        var mandatory = report.Findings.Count(finding => finding.Judged.IsMandatory);
        var stacks = report.Groups.Sum(group => group.Stacks.Length);
        return $"{Count(stacks, "stack")} checked: {Count(mandatory, "mandatory finding")}, {report.Findings.Length - mandatory} advisory, "
            + $"{Count(report.Waivers.Length, "waiver")} in force";
    }

    public static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
