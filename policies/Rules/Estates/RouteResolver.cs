using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds the servers behind the entries of a PgBouncer.</summary>
internal sealed class RouteResolver(HostIndex hosts)
{
    private static readonly string[] ReadOnlySuffixes = ["_ro", "-ro", "_readonly", "_replica"];

    public ImmutableArray<PgBouncerRoute> Of(PgBouncerPooler pooler, StackReading stack)
    {
        if (pooler.Document is null)
            return [];
        var entries = InFileOrder(pooler.Document);
        if (pooler.HasUnknownHosts)
        {
            var server = Behind(pooler, stack);
            return [.. entries.Select(entry => new PgBouncerRoute(entry, server, IsReadOnlyName(entry, entries)))];
        }

        var routes = entries.Select(entry => new PgBouncerRoute(entry, ServerOf(pooler, entry), IsReadOnly: false)).ToImmutableArray();
        return [.. routes.Select(route => Placed(route, routes))];
    }

    private static List<IniEntry> InFileOrder(IniDocument document) => [.. document.Databases.Values.OrderBy(entry => entry.Line.Line)];

    /// <summary>The servers that the configuration waits for, if they are all of one family.</summary>
    private static DatabaseServer? Behind(PgBouncerPooler pooler, StackReading stack)
    {
        var families = Links.From(stack.Graph, pooler.Holder, "data")
            .Select(node => stack.ServersByUrn.GetValueOrDefault(node.Urn)?.Family)
            .OfType<DatabaseServer>().Distinct().ToList();
        return families.Count == 1 ? families[0] : null;
    }

    private DatabaseServer? ServerOf(PgBouncerPooler pooler, IniEntry entry)
    {
        // Without a host it is the socket of a server in the same pod, and PgBouncer takes a list of hosts in turn.
        if (entry.Value("host")?.Split(',')[0].ToLowerInvariant() is not { Length: > 0 } host || host.StartsWith('/'))
            return null;
        return hosts.Get(
            HostIndex.Named(host, entry.Value("port")), pooler.Stack, pooler.PlaceOf(entry.Line, $"[databases] {entry.Name}"),
            pooler.IsSecret ? $"the database behind {pooler.Name}" : null);
    }

    /// <summary>An entry that is called after another and leads to a host of its own leads to a replica of the other's server.</summary>
    private static PgBouncerRoute Placed(PgBouncerRoute route, ImmutableArray<PgBouncerRoute> all)
    {
        if (route.Server is not { } server)
            return route;
        if (server.Primary is not null)
            return route with { IsReadOnly = true };
        var primary = all.FirstOrDefault(other => other != route && IsReadOnlyOf(route.Entry.Name, other.Entry.Name)
            && other.Server is { } found && found != server && other.DatabaseName == route.DatabaseName);
        if (primary is null)
            return route;
        if (server.Kind == ServerKind.Host && primary.Server!.Kind == ServerKind.Host && primary.Server.Primary is null && server.Replicas.Count == 0)
        {
            server.Primary = primary.Server;
            primary.Server.Replicas.Add(server);
        }

        return route with { IsReadOnly = true };
    }

    private static bool IsReadOnlyName(IniEntry entry, List<IniEntry> all) => all.Exists(other => IsReadOnlyOf(entry.Name, other.Name)) || IsReadOnlyOf(entry.Name, entry.Value("dbname") ?? "");

    /// <summary>Whether a name is that of another entry with an ending for reading: <c>app_ro</c>.</summary>
    public static bool IsReadOnlyOf(string name, string other) => ReadOnlySuffixes.Any(suffix => string.Create(CultureInfo.InvariantCulture, $"{other}{suffix}") == name);
}
