using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Clients;

/// <summary>Npgsql does not reset connections that it shares with others.</summary>
internal sealed class ResetsAvoided : IRule<ClientFacts>
{
    public IEnumerable<RuleResult<ClientFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var client in estate.Clients)
        {
            if (PoolerMode.Of(client) is not { } mode || mode.IsShared == false)
                continue;
            var at = client.HostAt;
            if (ClientTexts.IsUnknown(client))
                yield return new RuleResult<ClientFacts>.Undecided(at, [at.Text]);
            if (client.Connection is not { Form: ConnectionForm.Npgsql } text)
                continue;
            yield return !ClientTexts.Resets(text) ? new RuleResult<ClientFacts>.Ok(at)
                : mode.IsShared is null ? new RuleResult<ClientFacts>.Undecided(at, [mode.At.Text])
                : new RuleResult<ClientFacts>.Violation(at, new(
                    client.Name, $"resets its session before each use, and in {mode.Name} mode that is another client's too",
                    "write No Reset On Close=true into its connection string"));
        }
    }
}
