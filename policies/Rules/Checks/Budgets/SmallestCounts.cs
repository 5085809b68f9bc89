using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>A server that takes over with less room.</summary>
/// <param name="Name">What a reader calls it.</param>
/// <param name="Here">Its max_connections.</param>
/// <param name="Largest">Those of the server that it takes over from.</param>
internal sealed record SmallerFacts(string Name, long Here, long Largest);

/// <summary>Whatever takes over has as many connections as what it takes over from.</summary>
internal sealed class SmallestCounts : IRule<SmallerFacts>
{
    public IEnumerable<RuleResult<SmallerFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var server in estate.Servers)
        {
            if (server is { Primary: { } primary, Resource: not null })
                yield return Compare(server.Title, server.MaxConnections, primary.MaxConnections);
            foreach (var result in Members(server))
                yield return result;
        }
    }

    private static RuleResult<SmallerFacts> Compare(string name, Quantity here, Quantity primary) =>
        here.Value.Max < primary.Value.Min ? new RuleResult<SmallerFacts>.Violation(here.At, new(name, here.Value.Min, primary.Value.Min))
        : here.Value.Min >= primary.Value.Max ? new RuleResult<SmallerFacts>.Ok(here.At)
        : new RuleResult<SmallerFacts>.Undecided(here.At, [(here.IsKnown ? primary : here).At.Text]);

    /// <summary>The instances of a cluster have its max_connections, unless each has the default of its own class.</summary>
    private static IEnumerable<RuleResult<SmallerFacts>> Members(DatabaseServer server)
    {
        if (server.IsMaxConnectionsStated || server.Members.Length < 2)
            yield break;
        var most = server.Members.Max(member => member.DefaultMaxConnections);
        ImmutableArray<string> open = [.. server.Members.Where(member => member.DefaultMaxConnections is null).Select(member => member.At.Text).Distinct()];
        foreach (var member in server.Members)
        {
            var at = Reads.At(member.Resource, member.Resource["instanceClass"]);
            yield return member.DefaultMaxConnections is not { } here ? new RuleResult<SmallerFacts>.Undecided(at, [member.At.Text])
                : here < most ? server.Parameters.UnreadAt is { } group
                    // A group that sets max_connections sets it for all of them.
                    ? new RuleResult<SmallerFacts>.Undecided(at, [group.Text])
                    : new RuleResult<SmallerFacts>.Violation(at, new(member.Resource["identifier"].Text.Value ?? member.Resource.Name, here, most.Value))
                : open.IsEmpty ? new RuleResult<SmallerFacts>.Ok(at)
                : new RuleResult<SmallerFacts>.Undecided(at, open);
        }
    }
}
