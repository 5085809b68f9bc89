using Infra.Policies.Rules.Checks.Clients;
using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.RdsProxies;

/// <summary>The clients of a proxy do nothing that pins their session to a server connection, as far as their variables tell.</summary>
internal sealed class SessionsUnpinned : IRule<ClientFacts>
{
    /// <summary>Amazon RDS User Guide, "Avoiding pinning an RDS Proxy": these startup parameters a proxy understands.</summary>
    private static readonly string[] Understood = ["search_path", "extra_float_digits"];

    public IEnumerable<RuleResult<ClientFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var client in estate.Clients.Where(client => client.Destination is { IsPooled: true, Proxy: not null }))
        {
            var at = client.HostAt;
            string[] startup = [.. StartupParameters.Of(client).Except(Understood, StringComparer.Ordinal)];
            if (startup.Length > 0)
            {
                yield return new RuleResult<ClientFacts>.Violation(at, new(
                    client.Name, $"asks for {Listing.Of(startup)} when it connects, which RDS Proxy refuses or pins its session for",
                    "set them with ALTER ROLE … SET, or in the parameter group"));
            }
            else if (client.Connection is { } text && ClientTexts.Resets(text))
            {
                yield return new RuleResult<ClientFacts>.Violation(at, new(
                    client.Name, "resets its session with DISCARD ALL when it gives a connection back, which pins it",
                    "write No Reset On Close=true into its connection string"));
            }
            else if (ClientTexts.SessionSql(client) is { } sql)
            {
                yield return new RuleResult<ClientFacts>.Violation(sql.At, new(
                    client.Name, $"runs SQL on each new connection that changes its session ({sql.Name}), which pins it",
                    "set it with ALTER ROLE … SET, or in the parameter group"));
            }
            else if (ClientTexts.IsUnknown(client))
            {
                yield return new RuleResult<ClientFacts>.Undecided(at, [at.Text]);
            }
            else if (ClientTexts.UnknownSql(client) is { } unknown)
            {
                yield return new RuleResult<ClientFacts>.Undecided(unknown.At, [unknown.At.Text]);
            }
            else if (client.Connection is not null)
            {
                yield return new RuleResult<ClientFacts>.Ok(at);
            }
        }
    }
}
