using Infra.Policies.Rules.Estates;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Checks.Clients;

/// <summary>Where server connections are shared and drivers prepare statements by themselves, the pooler carries prepared statements.</summary>
internal sealed class PreparedCarried : IRule<ClientFacts>
{
    private const string Setting = "max_prepared_statements";

    public IEnumerable<RuleResult<ClientFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var client in estate.Clients)
        {
            if (PoolerMode.Of(client) is not { } mode || mode.IsShared == false)
                continue;
            var isUnknown = ClientTexts.IsUnknown(client);
            var driver = client.Connection is { } text ? Preparing.DriverOf(text) : null;
            if (driver is null && !isUnknown)
            {
                if (client.Connection?.Form is ConnectionForm.Npgsql or ConnectionForm.Jdbc or ConnectionForm.Sqlalchemy)
                    yield return new RuleResult<ClientFacts>.Ok(client.HostAt);
                continue;
            }

            var (carried, at) = client.Destination!.PgBouncer is { } pooler ? Carried(pooler) : Carried(client.Destination.Server);
            string[] open =
            [
                .. isUnknown ? [client.HostAt.Text] : Array.Empty<string>(),
                .. mode.IsShared is null ? [mode.At.Text] : Array.Empty<string>(),
                .. carried is null ? [at.Text] : Array.Empty<string>(),
            ];
            yield return carried == true ? new RuleResult<ClientFacts>.Ok(at)
                : open.Length > 0 ? new RuleResult<ClientFacts>.Undecided(at, [.. open])
                : new RuleResult<ClientFacts>.Violation(at, new(
                    client.Name, $"uses {driver} in {mode.Name} mode, where a statement that is prepared on one server connection is missing on the next",
                    "set max_prepared_statements to 1 or more (PgBouncer 1.21 or newer), or make the driver prepare nothing"));
        }
    }

    private static (bool? Carried, Subject At) Carried(PgBouncerPooler pooler)
    {
        var at = pooler.PlaceOf(Setting);
        if (pooler.Document is null)
            return (null, pooler.At);
        if (pooler.IsVersionKnown)
            return (pooler.Version >= new PgBouncerVersion(1, 21) && pooler.Number(Setting) > 0, at);
        // The default was 0 before 1.24; a file that sets it is read by a version that knows it.
        return pooler.IsSet(Setting) ? (pooler.Number(Setting) > 0, at)
            : (null, pooler.Image is { } image ? Reads.At(pooler.Resource, image) : at);
    }

    private static (bool? Carried, Subject At) Carried(DatabaseServer server)
    {
        var setting = BuiltIn.Setting(server, Setting);
        return (setting.IsKnown ? setting.Value.Min > 0 : null, setting.At);
    }
}
