using Infra.Policies.ConnectionBudget.Protocol;
using Infra.Policies.Rules;

namespace Infra.Policies.ConnectionBudget;

/// <summary>A report in the engine's words.</summary>
internal static class FindingsMessage
{
    /// <summary>The findings, and the rules that nothing was about, which the engine counts.</summary>
    public static Findings Of(IEnumerable<RuleFinding> findings, IEnumerable<RuleTally> results)
    {
        var message = new Findings();
        foreach (var finding in findings)
        {
            // The engine ends with a crash dump where it is given a disabled one.
            if (finding.Level != EnforcementLevel.Disabled)
                message.Diagnostics.Add(Of(finding));
        }

        foreach (var tally in results.Where(tally => tally.IsNotApplicable && message.Diagnostics.All(told => told.Policy != tally.Rule.Id)))
            message.NotApplicable.Add(new NotApplicable { Policy = tally.Rule.Id });
        return message;
    }

    // What no remedy put right stands against the deployment, and not every engine takes the level `remediate` for that.
    private static EnforcementLevel Shown(EnforcementLevel level) => level == EnforcementLevel.Remediate ? EnforcementLevel.Mandatory : level;

    private static Diagnostic Of(RuleFinding finding) => new()
    {
        Policy = finding.Rule,
        Pack = PackDescription.Name,
        PackVersion = PackDescription.Version,
        Description = RulePack.Find(finding.Rule)!.Summary,
        Message = finding.Message,
        Level = PackDescription.Of(Shown(finding.Level)),
        Severity = PackDescription.Of(finding.Severity),
        Urn = finding.Subject.Urn,
    };
}
