using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>A max_connections beyond what the memory is meant for.</summary>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Stated">What is stated.</param>
/// <param name="Default">The default for the memory.</param>
internal sealed record OverDefaultFacts(string Server, long Stated, long Default);

/// <summary>max_connections is not above the default for the server's memory.</summary>
internal sealed class NotOverDefault : IRule<OverDefaultFacts>
{
    public IEnumerable<RuleResult<OverDefaultFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var server in estate.Servers.Where(server => server.IsMaxConnectionsStated))
        {
            var max = server.MaxConnections;
            yield return server.DefaultMaxConnections is not { } known ? new RuleResult<OverDefaultFacts>.Undecided(max.At, [server.DefaultAt.Text])
                : max.IsKnown
                    ? max.Value.Min > known ? new RuleResult<OverDefaultFacts>.Violation(max.At, new(server.Title, max.Value.Min, known)) : new RuleResult<OverDefaultFacts>.Ok(max.At)
                : new RuleResult<OverDefaultFacts>.Undecided(max.At, [max.At.Text]);
        }
    }
}
