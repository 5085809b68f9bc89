using System.Collections.Immutable;

namespace Infra.Policies.Rules;

/// <summary>What a rule must see to judge.</summary>
public enum RuleScope
{
    /// <summary>The inputs of one resource are enough, so that it is judged as soon as the resource is registered.</summary>
    Resource,

    /// <summary>All resources of a stack, or of several.</summary>
    Stack,
}

/// <summary>What becomes of a result that is undecided.</summary>
public enum UndecidedReport
{
    /// <summary>A finding of the level that the parameter <c>undecided</c> names.</summary>
    ByParameter,

    /// <summary>
    /// A finding of the rule's own level, or of what <c>undecided</c> of all rules is where that is stricter: to tell the undecided is what
    /// the rule is for.
    /// </summary>
    ByLevel,

    /// <summary>It is counted, and another rule tells it.</summary>
    ByAnotherRule,
}

/// <summary>What the pack says of a rule.</summary>
/// <param name="Id">Its name, which does not change.</param>
/// <param name="Level">What a violation does unless a configuration says otherwise.</param>
/// <param name="Severity">How bad a violation is.</param>
/// <param name="Scope">What it must see.</param>
/// <param name="Summary">The good state, in one sentence.</param>
public sealed record RuleInfo(string Id, EnforcementLevel Level, RuleSeverity Severity, RuleScope Scope, string Summary)
{
    /// <summary>What happens where it does not hold.</summary>
    public required string Why { get; init; }

    /// <summary>A state that breaks it.</summary>
    public required string Example { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Fix { get; init; }

    /// <summary>Where the figures and facts behind it are documented.</summary>
    public required string Source { get; init; }

    /// <summary>What it asks, for results that are undecided, as a clause: <c>whether the connections fit</c>.</summary>
    public required string Question { get; init; }

    /// <summary>What a configuration may set, <c>undecided</c> aside, which every rule has that tells its undecided results by it.</summary>
    public ImmutableArray<RuleParameter> Parameters { get; init; } = [];

    /// <summary>What becomes of undecided results.</summary>
    public UndecidedReport Undecided { get; init; }
}
