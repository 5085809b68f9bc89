using System.Collections.Immutable;

namespace Infra.Policies.Rules.Baselines;

/// <summary>What an earlier check came to.</summary>
/// <param name="Budgets">Its budgets.</param>
/// <param name="Findings">Its findings.</param>
public sealed record Baseline(ImmutableArray<BudgetFigures> Budgets, ImmutableArray<BaselineFinding> Findings)
{
    /// <summary>The figures of a server; null where it is new.</summary>
    public BudgetFigures? Find(string stack, string server) =>
        Budgets.FirstOrDefault(budget => budget.Stack == stack && budget.Server == server);
}

/// <summary>A finding of an earlier check.</summary>
/// <param name="Stack">Its stack.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Kind">How it came about.</param>
/// <param name="Subject">What it was about.</param>
public sealed record BaselineFinding(string Stack, string Rule, FindingKind Kind, Subject Subject)
{
    /// <summary>The server whose budget it was about; null for others.</summary>
    public string? Server { get; init; }

    /// <summary>How far it was beyond what is allowed; null where its rule counts nothing, or where the report does not say.</summary>
    public long? Excess { get; init; }

    /// <summary>Whether a waiver was written for it, in force or not: what somebody answers for until a day is no debt that may stay.</summary>
    public bool IsAnsweredFor { get; init; }
}
