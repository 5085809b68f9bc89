using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks;

/// <summary>Every fault of a graph, and everything in it that could not be read.</summary>
internal sealed class ResourcesReadable : IRule<Unreadable>
{
    public IEnumerable<RuleResult<Unreadable>> Judge(Estate estate, RuleSettings settings) =>
        estate.Unreadables.Select(unreadable => new RuleResult<Unreadable>.Violation(unreadable.Place, unreadable));
}
