using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>Startup parameters that PgBouncer does not ignore.</summary>
/// <param name="What">What is wrong, as a clause.</param>
/// <param name="Missing">What the list lacks.</param>
internal sealed record IgnoredFacts(string What, ImmutableArray<string> Missing);

/// <summary>PgBouncer ignores what the drivers send when they connect, and does it without a known hole.</summary>
internal sealed class StartupIgnored : IRule<IgnoredFacts>
{
    private const string Setting = "ignore_startup_parameters";

    /// <summary>The version that Azure runs (Azure documentation, "PgBouncer in Azure Database for PostgreSQL").</summary>
    private static readonly PgBouncerVersion OfAzure = new(1, 25, 1);

    /// <summary>Versions with CVE-2026-107349 (PgBouncer 1.26.1 release notes).</summary>
    private static readonly (PgBouncerVersion From, PgBouncerVersion FixedIn) Hole = (new(1, 20), new(1, 26, 1));

    public IEnumerable<RuleResult<IgnoredFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var pooler in estate.PgBouncers)
        {
            var at = pooler.PlaceOf(Setting);
            if (pooler.Document is null)
            {
                yield return new RuleResult<IgnoredFacts>.Undecided(at, [pooler.At.Text]);
                continue;
            }

            var tracked = IniList.Of(pooler.Text("track_extra_parameters"));
            var image = pooler.IsVersionKnown ? null as Subject? : pooler.Image is { } said ? Reads.At(pooler.Resource, said) : pooler.At;
            yield return Judge(at, IniList.Of(pooler.Text(Setting)), tracked, pooler.IsVersionKnown ? pooler.Version : null, image ?? at, pooler.Clients);
        }

        var inside = estate.Clients.Where(client => client.Destination is { IsPooled: true, IsBuiltIn: true })
            .ToLookup(client => client.Destination!.Server);
        foreach (var server in estate.Servers.Where(server => server.Primary is null && BuiltIn.IsEnabled(server)))
        {
            var parameter = ParameterReading.Of(server, $"pgbouncer.{Setting}");
            yield return parameter.IsUnknown
                ? new RuleResult<IgnoredFacts>.Undecided(parameter.At, [parameter.At.Text])
                : Judge(parameter.At, IniList.Of(parameter.Set?.Value.Text.Value), [], OfAzure, parameter.At, inside[server]);
        }
    }

    private static RuleResult<IgnoredFacts> Judge(
        Subject at, string[] ignored, string[] tracked, PgBouncerVersion? version, Subject image, IEnumerable<Client> clients)
    {
        foreach (var client in clients)
        {
            var asked = StartupParameters.Of(client);
            ImmutableArray<string> missing = [.. asked.Except(ignored, StringComparer.Ordinal).Except(tracked, StringComparer.OrdinalIgnoreCase)];
            if (!missing.IsEmpty)
                return new RuleResult<IgnoredFacts>.Violation(at, new(
                    $"{client.Name} asks for {Listing.Of(missing)} when it connects, which PgBouncer refuses", missing));
        }

        if (ignored.Length > 0 && !ignored.Contains("options"))
        {
            if (version is null)
                return new RuleResult<IgnoredFacts>.Undecided(at, [image.Text]);
            if (version >= Hole.From && version < Hole.FixedIn)
                return new RuleResult<IgnoredFacts>.Violation(at, new(
                    $"in PgBouncer {version} a list without `options` lets a client make it spin for ever (CVE-2026-107349)", ["options"]));
        }

        return clients.FirstOrDefault(ClientTexts.IsUnknown) is { } unknown && !ignored.Contains("options")
            ? new RuleResult<IgnoredFacts>.Undecided(at, [unknown.HostAt.Text])
            : new RuleResult<IgnoredFacts>.Ok(at);
    }
}
