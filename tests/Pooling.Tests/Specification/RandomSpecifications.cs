using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Profiles;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Specification;

/// <summary>Valid specifications of every shape, equal for equal seeds: each can be read back from its own JSON.</summary>
internal static class RandomSpecifications
{
    private static readonly string[] Names = ["app", "orders", "Müller GmbH", "a\"b'c", "x", new('n', 63), "back\\slash", "percent%", "日本語"];

    public static IEnumerable<PoolingSpecification> Many(int count, int seed = 1)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return Next(random);
    }

    public static PoolingSpecification Next(Random random)
    {
        var target = Pick(random, Enum.GetValues<Target>());
        var database = Database(random, target);
        var pooler = Pooler(random, target);
        return new PoolingSpecification
        {
            Target = target,
            Database = database,
            Pooler = pooler,
            Timeouts = Timeouts(random),
            Workloads = [.. Enumerable.Range(0, random.Next(1, 5)).Select(index => Workload(random, index, database, pooler))],
            Budget = new BudgetOptions
            {
                HeadroomPercent = random.Next(0, 91),
                Waivers = [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Waiver(random))],
            },
        };
    }

    private static DatabaseOptions Database(Random random, Target target)
    {
        var database = new DatabaseOptions
        {
            Name = Pick(random, Names),
            User = Pick(random, Names),
            Version = random.Next(14, 19),
            MaxConnections = Maybe(random) ? random.Next(25, 5001) : null,
            Reserve = new ReserveOptions { Admin = random.Next(0, 30), Other = random.Next(0, 100) },
        };
        return target switch
        {
            Target.Aws => Aws(random, database with { Port = random.Next(1, 65536), Replicas = random.Next(0, 4) }),
            Target.Azure => database with
            {
                Sku = Pick(random, "Standard_D4ds_v5", "Standard_E8ds_v5"),
                Replicas = random.Next(0, 6),
                FlexibleServer = new() { Databases = Maybe(random) ? ["audit", "Größe \"x\""] : [] },
            },
            _ => Kubernetes(random, database with { Port = random.Next(1, 65536), Replicas = random.Next(0, 4) }),
        };
    }

    private static DatabaseOptions Aws(Random random, DatabaseOptions database)
    {
        var min = random.Next(1, 33) / 2m;
        database = Maybe(random)
            ? database with { InstanceClass = Pick(random, "db.r7g.large", "db.t4g.micro", "db.m6i.16xlarge") }
            : database with { Serverless = new ServerlessOptions(min, Math.Max(1, min) + (random.Next(0, 33) / 2m)) };
        database = database with { Rds = Rds(random, database.Version) };
        return Maybe(random) ? database with { AuroraInstances = database.Replicas + 1 } : database;
    }

    private static RdsOptions Rds(Random random, int version) => new()
    {
        Network = Maybe(random)
            ? new("vpc-1", new Dictionary<string, string> { ["use1-az1"] = "subnet-1", ["use1-az2"] = "subnet-2" }.ToImmutableSortedDictionary(StringComparer.Ordinal), ["sg-1"])
            : null,
        Identifier = Maybe(random) ? "orders-db" : null,
        EngineVersion = Maybe(random) ? $"{version}.{random.Next(1, 20)}" : null,
        Parameters = Maybe(random)
            ? ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [
                KeyValuePair.Create("work_mem", new RdsParameterOptions("65536", Pick<ParameterApply?>(random, null, ParameterApply.Immediate))),
                KeyValuePair.Create("track_activity_query_size", new RdsParameterOptions("4096", ParameterApply.PendingReboot))])
            : ImmutableSortedDictionary<string, RdsParameterOptions>.Empty,
        MultiAz = Maybe(random),
        StorageGiB = random.Next(20, 100),
        MaxStorageGiB = random.Next(100, 200),
        BackupDays = random.Next(1, 36),
        Protect = Maybe(random),
        KmsKey = Maybe(random) ? "arn:aws:kms:us-east-1:123456789012:key/1" : null,
        AlarmTopics = Maybe(random) ? ["arn:aws:sns:us-east-1:123456789012:pages"] : [],
        KubernetesNamespace = Maybe(random) ? "apps" : null,
    };

    private static DatabaseOptions Kubernetes(Random random, DatabaseOptions database) => Maybe(random)
        ? database with { Host = DatabaseOptions.LocalHost }
        : database with
        {
            Host = Pick(random, "db.example.com", "10.0.0.1", "fd00::1"),
            ReadHosts =
            [
                .. Enumerable.Range(0, database.Replicas)
                    .Select(index => new HostPort(Pick(random, $"replica-{index}", $"fd00::{index + 2}"), random.Next(1, 65536))),
            ],
        };

    private static PoolerOptions Pooler(Random random, Target target)
    {
        if (target == Target.Azure)
        {
            return new PoolerOptions
            {
                Kind = PoolerKind.BuiltIn,
                Mode = Pick(random, PoolMode.Session, PoolMode.Transaction),
                Settings = Settings(("max_prepared_statements", "200"), ("default_pool_size", $"{random.Next(1, 100)}")),
            };
        }

        if (target == Target.Aws && Maybe(random))
            return new PoolerOptions { Kind = PoolerKind.RdsProxy, Settings = Settings(("maxConnectionsPercent", $"{random.Next(20, 101)}")) };
        var replicas = Replicas(random, 1);
        PgBouncerVersion version = Pick(random, new(1, 18), new(1, 21), new(1, 24, 1), PgBouncerVersion.Newest);
        return new PoolerOptions
        {
            Kind = PoolerKind.PgBouncer,
            Mode = Pick(random, Enum.GetValues<PoolMode>()),
            Host = Maybe(random) ? "pooler.example.com" : null,
            Port = random.Next(1024, 65536),
            Version = version,
            RootCertificate = Pick(random, "/etc/pooling/ca.crt", "/run/ca é.pem"),
            Replicas = replicas,
            Pods = new()
            {
                Peering = replicas.Surge.Amount == 0 && Maybe(random),
                Processes = random.Next(1, 17),
                Drain = TimeSpan.FromSeconds(random.Next(10, 3601)),
                Metrics = Maybe(random),
                Isolation = Maybe(random),
                DatabaseNetworks = Maybe(random) ? ["10.0.0.0/16", "fd00::/8"] : [],
                Auth = target == Target.Kubernetes && version >= new PgBouncerVersion(1, 24) && Maybe(random) ? PoolerAuth.Query : PoolerAuth.Userlist,
                Issuer = Maybe(random) ? "ClusterIssuer/internal" : null,
                Image = Maybe(random) ? "registry.example.com/pgbouncer:1.26.1" : null,
            },
            Settings = Maybe(random) ? Settings(("default_pool_size", $"{random.Next(1, 100)}"), ("server_reset_query", "")) : Settings(),
        };
    }

    private static TimeoutOptions Timeouts(Random random)
    {
        var queue = random.Next(2, 200);
        var statement = random.Next(2_000, 600_000);
        return new TimeoutOptions
        {
            QueueWait = TimeSpan.FromSeconds(queue),
            Connect = TimeSpan.FromSeconds(queue + random.Next(1, 100)),
            Lock = TimeSpan.FromMilliseconds(random.Next(1_000, statement)),
            Statement = TimeSpan.FromMilliseconds(statement),
            Command = TimeSpan.FromSeconds(Math.Max(queue, statement / 1000) + random.Next(1, 100)),
            IdleInTransaction = TimeSpan.FromMilliseconds(random.Next(1_000, 600_000)),
        };
    }

    private static WorkloadOptions Workload(Random random, int index, DatabaseOptions database, PoolerOptions pooler)
    {
        var profile = Maybe(random) ? Pick(random, [.. ProfileCatalogue.All]) : null;
        var route = Pick(random, Enum.GetValues<Route>());
        if (route == Route.ReadOnly && (database.Replicas == 0 || (pooler.Kind == PoolerKind.RdsProxy && database.InstanceClass is not null && database.AuroraInstances is null)))
            route = Route.ReadWrite;
        return new WorkloadOptions
        {
            Name = $"{Pick(random, "api", "http-workers", "0")}-{index}",
            Profile = profile?.Name,
            Replicas = Replicas(random, 0),
            Processes = random.Next(1, 17),
            // A profile speaks where no pool is given, so that only a workload without one can have an unknown pool.
            Pool = profile is not null || Maybe(random) ? new PoolOptions(random.Next(1, 400), random.Next(0, 60)) : null,
            Driver = Pick(random, Enum.GetValues<Driver>()),
            Route = route,
            User = Maybe(random) ? Pick(random, Names) : null,
            Database = Maybe(random) ? Pick(random, [database.Name, .. database.FlexibleServer.Databases]) : null,
            Load = Maybe(random) ? new LoadOptions(random.Next(1, 5_000_000) / 1000m, TimeSpan.FromTicks(random.NextInt64(1, 100_000_000))) : null,
            Needs = Needs(random, route, pooler),
        };
    }

    private static ImmutableArray<SessionFeature> Needs(Random random, Route route, PoolerOptions pooler)
    {
        if (route == Route.Direct || pooler.Mode == PoolMode.Session)
            return [.. Enum.GetValues<SessionFeature>().Where(_ => Maybe(random))];
        var carriesPrepared = pooler.Kind != PoolerKind.PgBouncer || pooler.Version >= new PgBouncerVersion(1, 21);
        return carriesPrepared && Maybe(random) ? [SessionFeature.ProtocolPrepare] : [];
    }

    private static ReplicaRange Replicas(Random random, int fewest)
    {
        var min = random.Next(fewest, 10);
        return new ReplicaRange(
            min, random.Next(0, 4) == 0 ? null : min + random.Next(0, 20), Maybe(random) ? Surge.Count(random.Next(0, 5)) : Surge.Percent(random.Next(0, 101)));
    }

    private static WaiverOptions Waiver(Random random) => new(
        Pick(random, "steady", "peak", "rollout", "failover"), random.Next(1, 100), "team-data", "moving", new DateOnly(2030, random.Next(1, 13), random.Next(1, 29)));

    private static ImmutableSortedDictionary<string, string> Settings(params (string Name, string Value)[] settings) =>
        settings.ToImmutableSortedDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);

    private static T Pick<T>(Random random, params T[] items) => items[random.Next(items.Length)];

    private static bool Maybe(Random random) => random.Next(2) == 0;
}
