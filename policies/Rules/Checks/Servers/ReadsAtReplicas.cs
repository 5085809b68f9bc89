using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Checks.Servers;

/// <summary>A way for reading that leads to the primary, or nowhere.</summary>
/// <param name="What">What leads there, as the beginning of a clause.</param>
/// <param name="Fix">What to do.</param>
internal sealed record ReadRouteFacts(string What, string Fix);

/// <summary>A way for reading leads to a replica.</summary>
internal sealed class ReadsAtReplicas : IRule<ReadRouteFacts>
{
    public IEnumerable<RuleResult<ReadRouteFacts>> Judge(Estate estate, RuleSettings settings) =>
        [.. estate.Proxies.SelectMany(Endpoints), .. estate.PgBouncers.SelectMany(Entries), .. Clients(estate)];

    /// <summary>READ_ONLY endpoints serve the readers of a cluster, and no instance (Amazon RDS User Guide, "Reader endpoints").</summary>
    private static IEnumerable<RuleResult<ReadRouteFacts>> Endpoints(RdsProxy proxy)
    {
        foreach (var endpoint in proxy.Endpoints)
        {
            var role = endpoint["targetRole"];
            var subject = Reads.At(endpoint, role);
            var isInstance = proxy.Targets.Any(target => !target["dbInstanceIdentifier"].IsAbsent);
            var isCluster = proxy.Targets.Any(target => !target["dbClusterIdentifier"].IsAbsent);
            var isAlone = proxy.Server is { Kind: ServerKind.RdsCluster, Readers: 0, Resource: { } cluster } && cluster["dbClusterInstanceClass"].IsAbsent;
            var isWrong = isInstance || (isCluster && isAlone);
            if (role.IsUnknown && isWrong)
                yield return new RuleResult<ReadRouteFacts>.Undecided(subject, [subject.Text]);
            if (role.Text.Value != "READ_ONLY")
                continue;
            yield return isInstance ? new RuleResult<ReadRouteFacts>.Violation(subject, new(
                    "a READ_ONLY endpoint of a proxy whose target is an RDS instance has no reader behind it",
                    "let readers connect to the replica itself or through PgBouncer, or make the target an Aurora cluster"))
                : isWrong ? new RuleResult<ReadRouteFacts>.Violation(subject, new(
                    "a READ_ONLY endpoint of a proxy whose cluster has no reader has nothing behind it", "add a cluster instance, or remove the endpoint"))
                : isCluster ? new RuleResult<ReadRouteFacts>.Ok(subject)
                : new RuleResult<ReadRouteFacts>.Undecided(subject, [$"{proxy.Resource.Urn}#targets"]);
        }
    }

    /// <summary>An entry that is called after another one and leads to the same server sends reads to the primary.</summary>
    private static IEnumerable<RuleResult<ReadRouteFacts>> Entries(PgBouncerPooler pooler)
    {
        foreach (var route in pooler.Routes)
        {
            var other = pooler.Routes.FirstOrDefault(other => RouteResolver.IsReadOnlyOf(route.Entry.Name, other.Entry.Name));
            if (other is null || pooler.HasUnknownHosts)
                continue;
            var subject = pooler.PlaceOf(route.Entry.Line, $"[databases] {route.Entry.Name}");
            if (route.Server is null || other.Server is null)
                continue;
            yield return route.Server == other.Server && route.Server.Readers == 0 && PortOf(route) == PortOf(other)
                ? new RuleResult<ReadRouteFacts>.Violation(subject, new(
                    $"the entry `{route.Entry.Name}` leads to the same server as `{other.Entry.Name}`, which is the primary", "lead it to a replica"))
                : new RuleResult<ReadRouteFacts>.Ok(subject);
        }
    }

    private static string PortOf(PgBouncerRoute route) => route.Entry.Value("port") ?? "5432";

    /// <summary>A program that has one host for reading and one for writing.</summary>
    private static IEnumerable<RuleResult<ReadRouteFacts>> Clients(Estate estate)
    {
        var writers = estate.Clients.Where(client => client.StatedRoute != Route.ReadOnly && client.Host is not null).Select(Place).ToHashSet();
        var readers = estate.Clients.Where(client =>
            client.StatedRoute == Route.ReadOnly && (client.Host is not null || client.Source == ClientSource.Environment));
        foreach (var reader in readers)
        {
            if (reader.Host is not { } host)
            {
                yield return new RuleResult<ReadRouteFacts>.Undecided(reader.HostAt, [reader.HostAt.Text]);
                continue;
            }

            var server = reader.Destination?.Server;
            var isPrimary = reader.Destination is { PgBouncer: null, Proxy: null }
                && server is { Kind: not ServerKind.Host, Primary: null } && server.Hosts.FirstOrDefault() == host;
            // A claim names the database on the server, and its way tells which entry of a PgBouncer it takes.
            var isClaimed = reader is { Source: not ClientSource.Environment, Destination.PgBouncer: not null };
            var isShared = !isClaimed && writers.Contains(Place(reader));
            yield return isPrimary || isShared
                ? new RuleResult<ReadRouteFacts>.Violation(reader.HostAt, new(
                    $"{reader.Name} reads from {(reader.IsHostSecret ? "the host" : $"`{host}`")}, {(isPrimary ? "which is the primary" : "where others write")}",
                    "give it the host of a replica"))
                : new RuleResult<ReadRouteFacts>.Ok(reader.HostAt);
        }
    }

    private static (ResourceGraph Graph, string? Host, int? Port, string Database) Place(Client client) =>
        (client.Graph, client.Host, client.Port, client.Database ?? "");
}
