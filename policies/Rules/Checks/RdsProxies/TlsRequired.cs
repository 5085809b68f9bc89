using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Checks.RdsProxies;

/// <summary>requireTls is true.</summary>
internal sealed class TlsRequired : IRule<NoFacts>
{
    public IEnumerable<RuleResult<NoFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var proxy in estate.Proxies)
        {
            var tls = proxy.Resource["requireTls"].Boolean;
            var subject = new Subject(proxy.Resource.Urn, tls.Path);
            yield return tls.State switch
            {
                ReadingState.Unknown => new RuleResult<NoFacts>.Undecided(subject, [subject.Text]),
                ReadingState.Known when tls.Value => new RuleResult<NoFacts>.Ok(subject),
                _ when proxy.Resource["engineFamily"] is { IsUnknown: true } family =>
                    new RuleResult<NoFacts>.Undecided(subject, [Reads.At(proxy.Resource, family).Text]),
                _ => new RuleResult<NoFacts>.Violation(subject, default),
            };
        }
    }
}
