using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.Profiles;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.PgBouncer;

/// <summary>What PgBouncer is told for a specification: our defaults, under the user's settings, under what must hold anyway.</summary>
public static class PgBouncerPlanner
{
    /// <summary>Name of the configuration file; every other file is named relative to its folder.</summary>
    public const string ConfigurationFile = "pgbouncer.ini";

    /// <summary>
    /// Annotation of a ConfigMap with the planned configuration, where the hosts in the real one are known only after the servers are
    /// made: policies judge the sizes in it and not the hosts.
    /// </summary>
    public const string PlannedAnnotation = "pooling.infra/pgbouncer.ini";

    /// <summary>The user list.</summary>
    public const string UserlistFile = "userlist.txt";

    /// <summary>The certificate that clients see.</summary>
    public const string CertificateFile = "tls/tls.crt";

    /// <summary>Its private key.</summary>
    public const string PrivateKeyFile = "tls/tls.key";

    /// <summary>The authority that must have signed the server's certificate.</summary>
    public const string DatabaseAuthorityFile = "tls/database-ca.crt";

    /// <summary>Stands for a server that is made together with the pooler; <see cref="WithHosts"/> puts its name there.</summary>
    private const string UnknownHost = "database.invalid";

    /// <summary>The role that may change things on the admin console.</summary>
    public const string AdminRole = "pooler_admin";

    /// <summary>The role that may only look.</summary>
    public const string StatsRole = "pooler_stats";

    /// <summary>The name under which clients reach the replicas of a database.</summary>
    public static string ReadOnlyName(string database) => $"{database}_ro";

    /// <summary>Makes the configuration.</summary>
    /// <exception cref="SpecificationException">PgBouncer cannot do what is asked for.</exception>
    public static PgBouncerConfiguration Configure(PoolingSpecification specification, TimeoutPlan timeouts, SizingPlan sizing)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(timeouts);
        ArgumentNullException.ThrowIfNull(sizing);
        var pooler = specification.Pooler;
        var forced = Forced(pooler).Concat(AuthQuery.Settings(pooler));
        var settings = SettingLayers.Values(SettingLayers.Merge(Defaults(specification, timeouts, sizing), pooler.Settings, forced));
        if (ServerIdentity.Faults(specification, settings).ToImmutableArray() is { IsEmpty: false } faults)
            throw new SpecificationException(faults);
        return new()
        {
            Version = pooler.Version,
            Settings = settings,
            Databases =
            [
                .. Databases(specification)
                    .Where(entry => !specification.IsOfReads || entry.Name != specification.Database.Name)
                    .Select(entry => AuthQuery.Asking(Limited(entry, specification, settings), pooler)),
            ],
            Users = AuthQuery.Users(pooler),
        };
    }

    /// <summary>The same configuration for servers whose names are known only when they are made.</summary>
    /// <param name="configuration">A configuration.</param>
    /// <param name="primary">Host of the primary.</param>
    /// <param name="replicas">Hosts of the replicas, with commas between them; null for none.</param>
    public static PgBouncerConfiguration WithHosts(PgBouncerConfiguration configuration, string primary, string? replicas)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration with
        {
            // The entry of the primary has the name that the database has on the server.
            Databases =
            [
                .. configuration.Databases.Select(entry =>
                    entry with { Host = entry.Name == (entry.DatabaseName ?? entry.Name) ? primary : replicas ?? primary }),
            ],
        };
    }

    private static Dictionary<string, string> Defaults(PoolingSpecification specification, TimeoutPlan timeouts, SizingPlan sizing)
    {
        var defaults = new Dictionary<string, string>(timeouts.PoolerSettings, StringComparer.Ordinal)
        {
            ["pool_mode"] = Spelling.Of(specification.Pooler.Mode),
            ["default_pool_size"] = Text(sizing.DefaultPoolSize.Value),
            ["max_client_conn"] = Text(sizing.MaxClientConn.Value),
            // A storm of new connections waits in the backlog instead of being refused; the kernel caps it at its own limit.
            ["listen_backlog"] = "4096",
            // JDBC and the exporter send extra_float_digits. `options` must be in the list, or the list opens CVE-2026-107349.
            ["ignore_startup_parameters"] = string.Join(',', Ignored(specification)),
            [ServerIdentity.SettingName] = ServerIdentity.Full,
        };
        if (specification.Pooler.Mode != PoolMode.Session && specification.Pooler.Version >= new PgBouncerVersion(1, 21))
            defaults["max_prepared_statements"] = "200";
        return defaults;
    }

    private static IEnumerable<string> Ignored(PoolingSpecification specification) => specification.Workloads
        .SelectMany(workload => ProfileCatalogue.Find(workload.Profile)?.StartupParameters ?? [])
        .Prepend("options").Prepend("extra_float_digits").Distinct();

    private static Dictionary<string, string> Forced(PoolerOptions pooler) => new(StringComparer.Ordinal)
    {
        // Every address of either family; where a host has only one of them, PgBouncer warns of the other and goes on.
        ["listen_addr"] = "*",
        ["listen_port"] = Text(pooler.Port),
        // Several processes may share the port: a second one beside the first is how a pod is replaced on one host.
        ["so_reuseport"] = "1",
        ["unix_socket_dir"] = "",
        ["auth_type"] = "scram-sha-256",
        ["auth_file"] = UserlistFile,
        ["admin_users"] = AdminRole,
        ["stats_users"] = StatsRole,
        ["client_tls_sslmode"] = "require",
        ["client_tls_cert_file"] = CertificateFile,
        ["client_tls_key_file"] = PrivateKeyFile,
        ["server_tls_ca_file"] = DatabaseAuthorityFile,
    };

    /// <summary>
    /// Caps an entry at what the budget counts for it, so that a role which the budget does not know cannot open a pool on top.
    /// A route that no workload takes keeps room for one pool.
    /// </summary>
    private static DatabaseEntry Limited(DatabaseEntry entry, PoolingSpecification specification, ImmutableSortedDictionary<string, string> settings)
    {
        var (size, reserve, cap) = (Number("default_pool_size"), Number("reserve_pool_size"), Number("max_db_connections"));
        if (size == 0)
            return entry;
        var route = entry.Name == specification.Database.Name ? Route.ReadWrite : Route.ReadOnly;
        var roles = Math.Max(1, BudgetPlanner.RolesOn(specification, route).Length);
        var pools = (roles * (size + reserve)) + AuthQuery.PoolOf(specification.Pooler);
        return entry with { Settings = entry.Settings.Add("max_db_connections", Text(cap > 0 ? Math.Min(cap, pools) : pools)) };

        int Number(string name) => int.TryParse(settings.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ImmutableArray<DatabaseEntry> Databases(PoolingSpecification specification)
    {
        var database = specification.Database;
        var primary = new DatabaseEntry(database.Name, database.Host ?? UnknownHost, database.Port, database.Name);
        if (database.ReadHosts.IsEmpty)
        {
            return database is { Host: null, Replicas: > 0 }
                ? [primary, new(ReadOnlyName(database.Name), UnknownHost, database.Port, database.Name)]
                : [primary];
        }

        var ports = database.ReadHosts.Select(host => host.Port).Distinct().ToArray();
        if (ports.Length > 1)
        {
            throw new SpecificationException([new(
                "database.readHosts", "have different ports, but PgBouncer takes one port for all hosts of a pool",
                string.Join(", ", database.ReadHosts), "replicas on one port", "let all replicas listen on the same port")]);
        }

        return [primary, Reads(specification, ports[0])];
    }

    /// <summary>
    /// The replicas. PgBouncer takes the next host of a list for each new connection and does not pass over a dead one: after a refusal
    /// all of the pool waits server_login_retry, for which the plan sets a quarter of queueWait. With the primary as the last resort it
    /// is told to stay with a host until that fails.
    /// </summary>
    private static DatabaseEntry Reads(PoolingSpecification specification, int port)
    {
        var (database, pooler) = (specification.Database, specification.Pooler);
        var hosts = database.ReadHosts.Select(host => host.Host);
        var reads = new DatabaseEntry(ReadOnlyName(database.Name), string.Join(',', hosts), port, database.Name);
        if (pooler.Pods.ReadFallback == ReadFallback.Fail)
            return reads;
        if (port != database.Port || pooler.Version < new PgBouncerVersion(1, 24))
        {
            throw new SpecificationException([new(
                "pooler.readFallback", "needs PgBouncer 1.24 and the primary on the port of the replicas, because PgBouncer takes one port for all hosts of a pool",
                Spelling.Of(pooler.Pods.ReadFallback), "fail", "let all servers listen on the same port, or write `readFallback: fail`")]);
        }

        return reads with
        {
            Host = $"{reads.Host},{database.Host}",
            Settings = reads.Settings.Add("load_balance_hosts", "disable"),
        };
    }
}
