using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>What a PgBouncer opens to one server, as far as its configuration and its clients tell.</summary>
internal static class PoolerDemand
{
    /// <param name="pooler">The pooler.</param>
    /// <param name="server">The server; null for all of them.</param>
    /// <param name="clients">The clients that come this way.</param>
    public static PgBouncerInput Of(PgBouncerPooler pooler, DatabaseServer? server, ImmutableArray<Client> clients) => new(
        pooler.Copies.Range,
        Limit(pooler.Number("max_client_conn"), 0),
        pooler.Document is null
            // Nothing is known but that there is a pool.
            ? [new(pooler.Name, Route.ReadWrite, [new("", Interval.AtLeast(0), Interval.Exactly(0))])]
            : [.. pooler.Routes.Where(route => server is null || route.Server?.Family == server).Select(route => Database(pooler, route, clients))])
    {
        Processes = pooler.Processes,
        Doubts = pooler.Copies.Doubts | (Grace(pooler) is { IsKnown: false } ? DemandDoubts.Surge : DemandDoubts.None),
        Draining = Grace(pooler) is { Value: > PodStop.DefaultGrace } ? int.MaxValue : 0,
    };

    /// <summary>
    /// The time that the pods of a Deployment are given to end: all old ones may still drain when the last new one has started. Null for
    /// others; a StatefulSet waits for each pod to end.
    /// </summary>
    private static Reading<long>? Grace(PgBouncerPooler pooler) =>
        pooler.Workload is { } workload && workload.Resource.Type.EndsWith(":Deployment", StringComparison.Ordinal) ? PodStop.Grace(workload) : null;

    private static PgBouncerDatabase Database(PgBouncerPooler pooler, PgBouncerRoute route, ImmutableArray<Client> clients)
    {
        var way = route.IsReadOnly ? Route.ReadOnly : Route.ReadWrite;
        var size = Size(route.Entry.Value("pool_size")) ?? Limit(pooler.Number("default_pool_size"), 0);
        var reserve = Whole(route.Entry.Value("reserve_pool_size") ?? route.Entry.Value("reserve_pool")) ?? Known(pooler.Number("reserve_pool_size"));
        var cap = Whole(route.Entry.Value("max_db_connections")) ?? Known(pooler.Number("max_db_connections"));
        var users = Users(pooler, route, way, clients);
        return new(route.Entry.Name, way, [.. users.Select(user => new PgBouncerPool(user.Name, user.IsOpen ? Interval.AtLeast(size.Min) : size, reserve))])
        {
            MaxDbConnections = cap == Interval.Exactly(0) ? null : cap,
            AuthQueryPool = AuthQuery(pooler, route, size),
        };
    }

    /// <summary>The roles that have a pool in an entry; the last one is open where there may be more of them.</summary>
    private static List<(string Name, bool IsOpen)> Users(PgBouncerPooler pooler, PgBouncerRoute route, Route way, ImmutableArray<Client> clients)
    {
        // A user in the entry logs in for every client, and so has the only pool.
        if (route.Entry.Value("user") is { } forced)
            return [(forced, false)];
        var here = clients.Where(client => client.Destination!.Route == way && Asks(client, route)).ToList();
        var names = here.Select(client => client.User).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(name => (Name: name, IsOpen: false)).ToList();
        // Whoever claims says everything; what was found in an environment may not be all.
        var isComplete = here.TrueForAll(client => client.User is not null)
            && pooler.Clients.Exists(client => client.Source != ClientSource.Environment);
        if (isComplete)
            return names;
        return names.Count == 0 ? [("", true)] : [.. names[..^1], (names[^1].Name, true)];
    }

    private static bool Asks(Client client, PgBouncerRoute route) =>
        client.Database is null || route.Entry.Name == "*" || route.Entry.Name == client.Database || route.DatabaseName == client.Database;

    /// <summary>The pool of the role that asks for verifiers, which may have a size of its own; 0 when nobody asks.</summary>
    private static Interval AuthQuery(PgBouncerPooler pooler, PgBouncerRoute route, Interval size)
    {
        var query = route.Entry.Value("auth_query") ?? (pooler.IsSet("auth_query") ? pooler.Text("auth_query") : null);
        var role = route.Entry.Value("auth_user") ?? pooler.Text("auth_user");
        return query is not { Length: > 0 } || role is not { Length: > 0 } ? Interval.Exactly(0)
            : Size(pooler.Document?.Users.GetValueOrDefault(role)?.Value("pool_size")) ?? size;
    }

    /// <summary>A pool size of 0 limits nothing since PgBouncer 1.24.</summary>
    private static Interval? Size(string? text) => Whole(text) is { } known ? known == Interval.Exactly(0) ? Interval.AtLeast(0) : known : null;

    private static Interval Limit(double? number, long least) => number is > 0 ? Interval.Exactly((long)number.Value) : Interval.AtLeast(least);

    private static Interval Known(double? number) => number is { } known and >= 0 and < long.MaxValue ? Interval.Exactly((long)known) : Interval.AtLeast(0);

    private static Interval? Whole(string? text) =>
        text is null ? null : Known(SettingValue.Number(SettingCatalogue.Find(SettingScope.Database, "pool_size")!, text));
}
