using System.Collections.Immutable;

namespace Infra.Policies.Rules;

/// <summary>How a finding came about.</summary>
public enum FindingKind
{
    /// <summary>The rule does not hold.</summary>
    Violation,

    /// <summary>Whether the rule holds depends on values that are not known.</summary>
    Undecided,
}

/// <summary>A result worth telling, in the pack's words.</summary>
/// <param name="Rule">Id of the rule, named after the good state: <c>budget-within-capacity</c>.</param>
/// <param name="Kind">How it came about.</param>
/// <param name="Level">What it does; never <see cref="EnforcementLevel.Disabled"/>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Message">One sentence: path, what is wrong, the figures, what is allowed, the fix. Without secrets.</param>
public sealed record RuleFinding(
    string Rule, FindingKind Kind, EnforcementLevel Level, RuleSeverity Severity, Subject Subject, string Message)
{
    /// <summary>The values that would decide an undecided finding; empty otherwise.</summary>
    public ImmutableArray<string> DecidedBy { get; init; } = [];

    /// <summary>Other rules that the same value decides, told here once.</summary>
    internal ImmutableArray<string> AlsoDecides { get; init; } = [];

    /// <summary>
    /// How far a violation is at worst beyond what is allowed, in what its rule counts; <see cref="long.MaxValue"/> when nothing bounds it,
    /// null where the rule counts nothing.
    /// </summary>
    public long? Excess { get; init; }
}
