using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Profiles;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections;

/// <summary>What clients are told: the connections of each route, and the variables of each workload.</summary>
/// <param name="plan">The plan.</param>
/// <param name="readWriteHost">Host of the pooler for the primary.</param>
/// <param name="readOnlyHost">Host of the pooler for the replicas, or of the replicas themselves with commas between them.</param>
/// <param name="directHost">Host of the primary itself.</param>
public sealed class ConnectionPlanner(PoolPlan plan, string readWriteHost, string readOnlyHost, string directHost)
{
    /// <summary>The routes that there are.</summary>
    public ImmutableArray<Route> Routes => plan.HasReadOnlyRoute ? [Route.ReadWrite, Route.ReadOnly, Route.Direct] : [Route.ReadWrite, Route.Direct];

    // RDS Proxy listens on PostgreSQL's own port, whatever the server's is.
    private int PoolerPort => plan.Specification.Pooler is { Kind: not PoolerKind.RdsProxy } pooler ? pooler.Port : 5432;

    // Only our own PgBouncer tells the replicas by the name of the database; the clouds do it by the host.
    private string ReadOnly(string database) => plan.PgBouncer is null ? database : PgBouncerPlanner.ReadOnlyName(database);

    /// <summary>The connection of a route, for the pool of one process of a workload or, without one, of the largest there is.</summary>
    /// <param name="route">One of <see cref="Routes"/>.</param>
    /// <param name="user">Role.</param>
    /// <param name="password">Its password; a secret.</param>
    /// <param name="workload">Whose pool; null for the largest pool on the route.</param>
    public ConnectionOptions Of(Route route, string user, string? password, WorkloadOptions? workload = null)
    {
        if (route == Route.ReadOnly && plan.Reads is { } reads)
            return new ConnectionPlanner(reads, readWriteHost, readOnlyHost, directHost).Of(route, user, password, workload);
        var specification = plan.Specification;
        var database = specification.Database;
        var name = workload?.Database ?? database.Name;
        var client = plan.Timeouts.Client;
        var readers = readOnlyHost.Split(',');
        var pool = workload?.Pool ?? (workload is null
            ? specification.Workloads.Where(other => other.Route == route).Select(other => other.Pool).MaxBy(other => other?.Size + other?.Overflow)
            : null);
        return new()
        {
            Target = route switch
            {
                Route.ReadWrite => new(readWriteHost, PoolerPort, name, route),
                Route.ReadOnly => new(readers[0], specification.IsPooled(route) ? PoolerPort : database.Port, ReadOnly(name), route)
                {
                    OtherHosts = ImmutableArray.Create(readers, 1, readers.Length - 1),
                },
                _ => new(directHost, database.Port, name, route),
            },
            User = user,
            Password = plan.UsesPassword(route) ? password : null,
            ApplicationName = workload?.Name,
            RootCertificate = specification.Pooler.RootCertificate,
            Pooler = specification.Pooler.Kind,
            // Past the pooler, a client has the session of its server to itself.
            Mode = specification.IsPooled(route) ? specification.Pooler.Mode : PoolMode.Session,
            MaxPreparedStatements = int.Parse(
                plan.PgBouncer?.Settings.GetValueOrDefault("max_prepared_statements")
                    ?? plan.FlexibleServer?.PoolerSetting("max_prepared_statements")
                    ?? "0",
                CultureInfo.InvariantCulture),
            Client = new()
            {
                ConnectTimeout = client.Connect,
                CommandTimeout = client.Command,
                PoolSize = pool?.Size + pool?.Overflow,
                IdleLifetime = client.IdleLifetime,
                ConnectionLifetime = client.ConnectionLifetime,
                KeepaliveIdle = client.Keepalive,
                KeepaliveInterval = client.KeepaliveInterval,
            },
        };
    }

    /// <summary>The environment variables of a workload.</summary>
    /// <param name="workload">One of the specification's.</param>
    /// <param name="password">Password of a role; a secret.</param>
    public ImmutableSortedDictionary<string, EnvironmentValue> Variables(WorkloadOptions workload, Func<string, string> password)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(password);
        var user = plan.UserOf(workload);
        // A role that may only read is of no use on the primary.
        var writer = workload.Route == Route.ReadOnly ? plan.Specification.Database.User : user;
        ProfileEndpoint Endpoint(Route route, string role) =>
            new(Of(route, role, plan.UsesPassword(route) ? password(role) : null, workload));

        return ProfileCatalogue.Variables(workload.Profile, new()
        {
            Primary = Endpoint(workload.Route == Route.Direct ? Route.Direct : Route.ReadWrite, writer),
            ReadOnly = plan.HasReadOnlyRoute ? Endpoint(Route.ReadOnly, user) : null,
            Route = workload.Route,
            Processes = workload.Processes,
            Pool = workload.Pool,
            Timeouts = plan.Timeouts,
            SslMode = "verify-full",
            SslRootCertificate = plan.Specification.Pooler.RootCertificate,
        });
    }
}
