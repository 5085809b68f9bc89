using Infra.Policies.Rules.Checks.Timeouts;
using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Checks.RdsProxies;

/// <summary>A proxy gives up before the clients that wait for it.</summary>
internal sealed class BorrowBeforeClient : IRule<OrderFacts>
{
    /// <summary>AWS's default (Amazon RDS User Guide, "Connection pool configuration").</summary>
    private const long DefaultBorrow = 120;

    public IEnumerable<RuleResult<OrderFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var proxy in estate.Proxies)
        {
            var borrow = proxy.Pool("connectionBorrowTimeout");
            var reading = borrow?.WholeNumber ?? new(ReadingState.Absent, 0, "connectionPoolConfig.connectionBorrowTimeout");
            var subject = new Subject((proxy.Group ?? proxy.Resource).Urn, reading.Path);
            foreach (var limit in proxy.Clients.SelectMany(ClientLimit.OfWaiting))
            {
                var seconds = reading.State switch { ReadingState.Known => reading.Value, ReadingState.Absent => DefaultBorrow, _ => null as long? };
                yield return seconds is not { } lower ? new RuleResult<OrderFacts>.Undecided(subject, [subject.Text])
                    : limit.Seconds is not { } upper ? new RuleResult<OrderFacts>.Undecided(subject, [limit.At.Text])
                    : lower < upper ? new RuleResult<OrderFacts>.Ok(subject)
                    : new RuleResult<OrderFacts>.Violation(subject, new("connectionBorrowTimeout", lower, limit.What, upper));
            }
        }
    }
}
