using Infra.Policies.Rules.Checks.Clients;
using Infra.Policies.Rules.Estates;
using Infra.Pooling.FlexibleServer;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Checks.Azure;

/// <summary>A program uses the port of the PgBouncer inside a server if and only if that is on.</summary>
internal sealed class PortOfPooler : IRule<ClientFacts>
{
    public IEnumerable<RuleResult<ClientFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var pooled = new PooledPrograms(estate);
        foreach (var client in estate.Clients)
        {
            // Another pooler has its own port.
            if (client.Destination is not { Server: { Kind: ServerKind.FlexibleServer } server, PgBouncer: null }
                || client is { Host: null, Port: null })
                continue;
            var enabled = ParameterReading.Of(server, ServerParameters.Enabled);
            var isOn = enabled.IsUnknown ? null : enabled.IsOn ?? false as bool?;
            if (client.Port is null)
            {
                if (isOn != false && client.Source == ClientSource.Environment)
                    yield return new RuleResult<ClientFacts>.Undecided(client.HostAt, [client.HostAt.Text]);
                continue;
            }

            var isPoolers = client.Port == BuiltIn.Port;
            var isMeant = client.StatedRoute == Route.Direct || pooled.Has(client, server);
            yield return isPoolers == isOn || (!isPoolers && isMeant) ? new RuleResult<ClientFacts>.Ok(client.HostAt)
                : isOn is null ? new RuleResult<ClientFacts>.Undecided(client.HostAt, [enabled.At.Text])
                : new RuleResult<ClientFacts>.Violation(client.HostAt, isPoolers
                    ? new(client.Name, $"connects to port 6432 of {TitleOf(client, server)}, whose PgBouncer is off",
                        "set pgbouncer.enabled to true, or connect to port 5432")
                    : new(client.Name, $"connects to {(client.IsHostSecret ? "another port" : $"port {client.Port}")} of {TitleOf(client, server)}, past the PgBouncer inside it",
                        "connect to port 6432, or say `route: direct` in a claim if it needs the server itself"));
        }
    }

    private static string TitleOf(Client client, DatabaseServer server) => client.IsHostSecret ? "its server" : server.Title;
}
