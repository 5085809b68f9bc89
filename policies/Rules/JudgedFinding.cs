using System.Collections.Immutable;
using Infra.Policies.Rules.Baselines;
using Infra.Policies.Rules.Checks.PgBouncers;
using Infra.Policies.Rules.Waivers;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules;

/// <summary>A finding, and what waivers and the baseline make of it.</summary>
/// <param name="Stack">The stack that it is about; empty where it is about none.</param>
/// <param name="Finding">The finding, with the level that counts.</param>
public sealed record JudgedFinding(string Stack, RuleFinding Finding)
{
    /// <summary>The stack that was judged by itself; empty where several were judged together.</summary>
    public string Group { get; init; } = "";

    /// <summary>The budget behind a finding on connections that do not fit; null for others.</summary>
    public ServerBudget? Budget { get; init; }

    /// <summary>The budget of its clients behind a finding on a PgBouncer that does not admit all of them; null for others.</summary>
    public ServerBudget? Clients { get; init; }

    /// <summary>The waiver that covers it; null for none.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Whether a waiver was written for it, in force or not.</summary>
    public bool IsAnsweredFor { get; init; }

    /// <summary>How it compares with the baseline; null where there is none.</summary>
    public BaselineState? Before { get; init; }

    /// <summary>Whether it stops a deployment.</summary>
    public bool IsMandatory => Finding.Level is EnforcementLevel.Mandatory or EnforcementLevel.Remediate;

    /// <summary>A finding with the budget that it is about, where it is about one.</summary>
    /// <param name="group">The stack that was judged by itself; empty where several were judged together.</param>
    /// <param name="stack">The stack that it is about.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="budgets">The budgets of the same report.</param>
    /// <param name="poolers">The poolers of the same report that turn clients away.</param>
    public static JudgedFinding Of(
        string group, string stack, RuleFinding finding, ImmutableArray<ServerBudget> budgets, ImmutableArray<ServerBudget> poolers = default)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var overrun = finding is { Rule: BudgetFindings.WithinCapacity, Kind: FindingKind.Violation };
        return new(stack, finding)
        {
            Group = group,
            Budget = !overrun ? null : budgets
                .Where(budget => budget.Concerns(finding.Subject.Urn))
                .MaxBy(budget => BudgetFigures.Of(group, budget).Over),
            Clients = poolers.IsDefault || finding is not { Rule: ClientsAdmitted.Id, Kind: FindingKind.Violation } ? null
                : poolers.FirstOrDefault(budget => budget.Concerns(finding.Subject.Urn)),
        };
    }

    /// <summary>The same finding at another level, with a sentence added.</summary>
    public JudgedFinding At(EnforcementLevel level, string sentence) =>
        this with { Finding = Finding with { Level = level, Message = $"{Finding.Message} {sentence}" } };
}

/// <summary>How a finding compares with the baseline.</summary>
public enum BaselineState
{
    /// <summary>The baseline does not have it.</summary>
    New,

    /// <summary>The baseline has it, with smaller figures.</summary>
    Worse,

    /// <summary>The baseline has it, and it is no worse now.</summary>
    Unchanged,
}
