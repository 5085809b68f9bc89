using System.Collections.Immutable;

namespace Infra.Policies.Rules;

/// <summary>What the rules came to.</summary>
/// <param name="Findings">Everything worth telling: mandatory ones first, then by rule in the order of the pack, then in that of the resources.</param>
/// <param name="Budgets">The budget of each database server, by title.</param>
/// <param name="Results">How often each rule that was asked came to what, in the order of the pack.</param>
public sealed record PolicyReport(ImmutableArray<RuleFinding> Findings, ImmutableArray<ServerBudget> Budgets, ImmutableArray<RuleTally> Results)
{
    /// <summary>The clients of each PgBouncer that does not admit all of them, as a budget in which only they are judged.</summary>
    public ImmutableArray<ServerBudget> Poolers { get; init; } = [];

    /// <summary>Whether a finding stops a deployment.</summary>
    public bool IsRefused => Findings.Any(finding => finding.Level is EnforcementLevel.Mandatory or EnforcementLevel.Remediate);
}

/// <summary>How often a rule came to what.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Level">The level at which it was asked.</param>
/// <param name="Ok">As it should be.</param>
/// <param name="Violations">Not as it should be.</param>
/// <param name="Undecided">Not to be told.</param>
public sealed record RuleTally(RuleInfo Rule, EnforcementLevel Level, int Ok, int Violations, int Undecided)
{
    /// <summary>Whether there is nothing that the rule is about.</summary>
    public bool IsNotApplicable => Ok + Violations + Undecided == 0;
}
