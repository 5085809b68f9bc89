using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Checks.RdsProxies;

/// <summary>A share of idle connections that cannot be.</summary>
/// <param name="Idle">maxIdleConnectionsPercent.</param>
/// <param name="Max">maxConnectionsPercent; null where it is not set.</param>
internal sealed record IdleFacts(long Idle, long? Max);

/// <summary>maxIdleConnectionsPercent is at most maxConnectionsPercent, which it needs.</summary>
internal sealed class IdleWithinMax : IRule<IdleFacts>
{
    public IEnumerable<RuleResult<IdleFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var group in estate.TargetGroups)
        {
            var pool = group["connectionPoolConfig"];
            var (idle, max) = (pool["maxIdleConnectionsPercent"].WholeNumber, pool["maxConnectionsPercent"].WholeNumber);
            if (idle.IsAbsent)
                continue;
            var subject = new Subject(group.Urn, idle.Path);
            string[] open = [.. new[] { idle, max }.Where(reading => reading.IsUnknown).Select(reading => new Subject(group.Urn, reading.Path).Text).Distinct()];
            yield return idle is { IsKnown: true, Value: 0 } && !max.IsAbsent ? new RuleResult<IdleFacts>.Ok(subject)
                : open.Length > 0 ? new RuleResult<IdleFacts>.Undecided(subject, [.. open])
                : max.State == ReadingState.Known && idle.Value <= max.Value ? new RuleResult<IdleFacts>.Ok(subject)
                : new RuleResult<IdleFacts>.Violation(subject, new(idle.Value, max.IsKnown ? max.Value : null));
        }
    }
}
