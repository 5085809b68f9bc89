using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks;

/// <summary>Stands for a rule that resources alone cannot break: whoever has the rest asks it.</summary>
/// <typeparam name="TFacts">The figures of a violation.</typeparam>
internal sealed class NotByResources<TFacts> : IRule<TFacts>
{
    public IEnumerable<RuleResult<TFacts>> Judge(Estate estate, RuleSettings settings) => [];
}
