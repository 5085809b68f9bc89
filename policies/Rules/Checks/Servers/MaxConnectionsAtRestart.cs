using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Checks.Servers;

/// <summary>A max_connections of a parameter group waits for a restart.</summary>
/// <param name="Received">applyMethod as it stands; null where it does not.</param>
internal sealed record AppliedFacts(string? Received);

/// <summary>max_connections has the applyMethod of a static parameter.</summary>
internal sealed class MaxConnectionsAtRestart : IRule<AppliedFacts>
{
    public IEnumerable<RuleResult<AppliedFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var server in estate.Servers.Where(server => server.Kind is ServerKind.RdsInstance or ServerKind.RdsCluster))
        {
            var parameter = ParameterReading.Of(server, "max_connections");
            if (parameter.IsUnknown && parameter.Set is null)
                yield return new RuleResult<AppliedFacts>.Undecided(parameter.At, [parameter.At.Text]);
            if (parameter.Set?.ApplyMethod is not { } method)
                continue;
            var subject = Reads.At(parameter.Set.Resource, method);
            yield return method.Text switch
            {
                { State: ReadingState.Unknown } => new RuleResult<AppliedFacts>.Undecided(subject, [subject.Text]),
                { Value: "pending-reboot" } => new RuleResult<AppliedFacts>.Ok(subject),
                var text => new RuleResult<AppliedFacts>.Violation(subject, new(method.IsSecret ? "[secret]" : text.Value)),
            };
        }
    }
}
