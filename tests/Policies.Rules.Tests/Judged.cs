using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>What one rule came to, as short texts.</summary>
internal static partial class Judged
{
    /// <summary>
    /// Each finding of a rule: <c>violation urn: message</c>; or <c>ok</c>, or <c>not applicable</c>. Where another rule tells what it leaves
    /// undecided, the finding of that one.
    /// </summary>
    public static IReadOnlyList<string> By(string rule, params ResourceNode[] resources) => By(rule, RuleConfiguration.Default, Given.Stack(resources));

    public static IReadOnlyList<string> By(string rule, RuleConfiguration configuration, params ResourceGraph[] graphs)
    {
        Assert.NotNull(RulePack.Find(rule));
        var report = PolicyEngine.Evaluate(graphs, configuration);
        Reported(report, configuration, graphs);
        var findings = report.Findings.Where(finding => finding.Rule == rule)
            .Select(finding => $"{(finding.Kind == FindingKind.Violation ? "violation" : "undecided")} {finding.Subject.Urn}: {finding.Message}").ToList();
        var tally = report.Results.Single(result => result.Rule.Id == rule);
        return findings.Count > 0 ? findings
            : tally.IsNotApplicable ? ["not applicable"]
            : tally.Undecided > 0 ? [.. Told(report, tally.Rule)]
            : ["ok"];
    }

    /// <summary>How an unknown connection string is told: once, by the strictest rule that it leaves undecided.</summary>
    public static string Once(string path, string others) =>
        $"undecided, told by client-unbounded urn:shop: whether its connections have an end cannot be told; it depends on `urn:shop#{path}`. The same value decides {others}.";

    private static IEnumerable<string> Told(PolicyReport report, RuleInfo rule)
    {
        var tellers = report.Findings.Where(finding => finding.Kind == FindingKind.Undecided
            && (finding.AlsoDecides.Contains(rule.Id) || (rule.Undecided == UndecidedReport.ByAnotherRule && finding.Rule == "budget-undecidable"))).ToList();
        Assert.NotEmpty(tellers);
        return tellers.Select(finding => $"undecided, told by {finding.Rule} {finding.Subject.Urn}: {finding.Message}");
    }

    public static RuleConfiguration With(string json)
    {
        var reading = RuleConfiguration.Read(Given.Value(json));
        Assert.Empty(reading.Faults);
        return reading.Configuration;
    }

    /// <summary>What else is asked of each report, where these tests are compiled once more.</summary>
    static partial void Reported(PolicyReport report, RuleConfiguration configuration, ResourceGraph[] graphs);
}
