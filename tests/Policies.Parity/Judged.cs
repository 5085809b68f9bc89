using Infra.Policies.Parity;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>
/// What one rule came to, as short texts, after every host was asked about all rules and said the same. It stands in the place of
/// the class of this name in the rules' own tests.
/// </summary>
internal static class Judged
{
    public static IReadOnlyList<string> By(string rule, params ResourceNode[] resources) => By(rule, RuleConfiguration.Default, Given.Stack(resources));

    public static IReadOnlyList<string> By(string rule, RuleConfiguration configuration, params ResourceGraph[] graphs)
    {
        Assert.NotNull(RulePack.Find(rule));
        var report = PolicyEngine.Evaluate(graphs, configuration);
        Hosts.SayTheSame(report, graphs, configuration);
        var findings = report.Findings.Where(finding => finding.Rule == rule)
            .Select(finding => $"{(finding.Kind == FindingKind.Violation ? "violation" : "undecided")} {finding.Subject.Urn}: {finding.Message}").ToList();
        var tally = report.Results.Single(result => result.Rule.Id == rule);
        return findings.Count > 0 ? findings
            : tally.IsNotApplicable ? ["not applicable"]
            : tally.Undecided > 0 ? ["undecided"]
            : ["ok"];
    }

    public static RuleConfiguration With(string json)
    {
        var reading = RuleConfiguration.Read(Given.Value(json));
        Assert.Empty(reading.Faults);
        return reading.Configuration;
    }
}
