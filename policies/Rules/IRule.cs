using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules;

/// <summary>A rule: it looks at an estate and says what it found. Its id, level and wording belong to the pack.</summary>
/// <typeparam name="TFacts">The figures of a violation.</typeparam>
internal interface IRule<TFacts>
{
    /// <summary>Everything found, in the order of the estate; nothing at all is the same as <see cref="RuleResult{TFacts}.NotApplicable"/>.</summary>
    /// <param name="estate">What to look at.</param>
    /// <param name="settings">The parameters of the rule.</param>
    IEnumerable<RuleResult<TFacts>> Judge(Estate estate, RuleSettings settings);
}
