using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>A client without an end.</summary>
/// <param name="Name">What a reader calls it.</param>
/// <param name="IsPool">Whether it is the pool that has no end, rather than the copies.</param>
internal sealed record UnboundedFacts(string Name, bool IsPool);

/// <summary>Every pool has a largest size, and every program a largest number of copies.</summary>
internal sealed class ClientsBounded : IRule<UnboundedFacts>
{
    public IEnumerable<RuleResult<UnboundedFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var client in estate.Clients)
        {
            // A function is limited by its concurrency, which is a rule of its own.
            var hasCopies = client.Copies.Range.Max is not null || client.Resource.Type == LambdaReserved.Function;
            if (client.Pool is null && !client.IsPoolUnknown)
                yield return new RuleResult<UnboundedFacts>.Violation(At(client, client.PoolAt), new(client.Name, IsPool: true));
            if (!hasCopies && !client.Copies.IsMaxUnknown)
                yield return new RuleResult<UnboundedFacts>.Violation(At(client, client.Copies.MaxAt), new(client.Name, IsPool: false));

            string[] open =
            [
                .. client.IsPoolUnknown ? new[] { client.PoolAt.Text } : [],
                .. !hasCopies && client.Copies.IsMaxUnknown ? new[] { client.Copies.MaxAt.Text } : [],
            ];
            if (open.Length > 0)
                yield return new RuleResult<UnboundedFacts>.Undecided(new(client.Resource.Urn, ""), [.. open]);
            else if (client.Pool is not null && hasCopies)
                yield return new RuleResult<UnboundedFacts>.Ok(new(client.Resource.Urn, ""));
        }
    }

    private static Subject At(Client client, Subject place) => place.Urn is null ? new(client.Resource.Urn, "") : place;
}
