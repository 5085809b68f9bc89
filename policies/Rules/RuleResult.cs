using System.Collections.Immutable;

namespace Infra.Policies.Rules;

/// <summary>What a rule is about: a resource, and where in it.</summary>
/// <param name="Urn">URN of the resource.</param>
/// <param name="Path">The value in it that governs the result: <c>spec.replicas</c>; empty for the whole.</param>
public readonly record struct Subject(string Urn, string Path)
{
    /// <summary>As <c>urn#path</c>.</summary>
    public string Text => Path.Length == 0 ? Urn : $"{Urn}#{Path}";
}

/// <summary>What a rule found: one of the records below.</summary>
/// <typeparam name="TFacts">The figures of a violation, from which the pack makes the message.</typeparam>
public abstract record RuleResult<TFacts>
{
    private RuleResult()
    {
    }

    /// <summary>Nothing here is what the rule is about.</summary>
    public sealed record NotApplicable : RuleResult<TFacts>;

    /// <summary>As it should be, whatever the unknown values turn out to be.</summary>
    /// <param name="Subject">What was judged.</param>
    public sealed record Ok(Subject Subject) : RuleResult<TFacts>;

    /// <summary>Not as it should be, whatever the unknown values turn out to be.</summary>
    /// <param name="Subject">What was judged.</param>
    /// <param name="Facts">The figures.</param>
    public sealed record Violation(Subject Subject, TFacts Facts) : RuleResult<TFacts>;

    /// <summary>It depends on values that are not known.</summary>
    /// <param name="Subject">What was judged.</param>
    /// <param name="DecidedBy">The values that would decide it, as <c>urn#path</c> or a path in the subject; at least one.</param>
    public sealed record Undecided(Subject Subject, ImmutableArray<string> DecidedBy) : RuleResult<TFacts>;
}
