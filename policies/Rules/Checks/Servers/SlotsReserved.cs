using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Servers;

/// <summary>Too few connections are kept for those who must get in when a server is full.</summary>
/// <param name="Received">Connections that are kept.</param>
/// <param name="Least">The fewest that should be.</param>
/// <param name="IsClaim">Whether a claim says so, rather than the server.</param>
internal sealed record ReservedFacts(long Received, long Least, bool IsClaim);

/// <summary>A superuser finds a free connection on every server, and a claim on a Flexible Server leaves out the 15 that Azure keeps.</summary>
internal sealed class SlotsReserved : IRule<ReservedFacts>
{
    private const string Parameter = "superuser_reserved_connections";

    /// <summary>Azure documentation, "Limits in Azure Database for PostgreSQL flexible server": 10 for superusers, 5 reserved.</summary>
    private const long Azure = 15;

    /// <summary>PostgreSQL's default.</summary>
    private const long ByDefault = 3;

    public IEnumerable<RuleResult<ReservedFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var server in estate.Servers.Where(server => server.Kind != ServerKind.Host))
        {
            // Unless something sets it, a provider keeps some; RDS and Azure let nobody change that.
            var subject = new Subject(server.Resource!.Urn, "");
            if (server.Parameters.Find(Parameter) is not { } set)
                yield return new RuleResult<ReservedFacts>.Ok(subject);
            else if (set.Value.WholeNumber is { IsKnown: true } number)
                yield return Compare(set.At, number.Value, 1, isClaim: false);
            else
                yield return new RuleResult<ReservedFacts>.Undecided(set.At, [set.At.Text]);
        }

        foreach (var client in estate.Clients)
        {
            if (client.Server is not { MaxConnections: not null } claim)
                continue;
            var least = client.Host?.EndsWith(".postgres.database.azure.com", StringComparison.Ordinal) == true ? Azure : 1;
            var (superusers, provider) = (client.Resource["superuserReserved"], client.Resource["providerReserved"]);
            var at = Reads.At(client.Resource, superusers);
            string[] open =
            [
                .. new[] { superusers, provider }.Where(property => property.IsUnknown).Select(property => Reads.At(client.Resource, property).Text),
            ];
            yield return open.Length > 0
                ? new RuleResult<ReservedFacts>.Undecided(at, [.. open])
                : Compare(at, (claim.SuperuserReserved ?? ByDefault) + (claim.ProviderReserved ?? 0), least, isClaim: true);
        }
    }

    private static RuleResult<ReservedFacts> Compare(Subject at, long received, long least, bool isClaim) => received >= least
        ? new RuleResult<ReservedFacts>.Ok(at)
        : new RuleResult<ReservedFacts>.Violation(at, new(received, least, isClaim));
}
