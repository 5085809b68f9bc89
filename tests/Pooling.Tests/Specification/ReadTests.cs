using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Specification;

public sealed class ReadTests
{
    [Fact]
    public void Read_SmallestInput_HasTheDefaults()
    {
        var specification = Sample.Read(Sample.Kubernetes);

        Assert.Equal(Target.Kubernetes, specification.Target);
        Assert.Equal(16, specification.Database.Version);
        Assert.Null(specification.Database.MaxConnections);
        Assert.Equal(10, specification.Database.Reserve.Admin);
        Assert.Equal(PoolerKind.PgBouncer, specification.Pooler.Kind);
        Assert.Equal(PoolMode.Transaction, specification.Pooler.Mode);
        Assert.Equal(new ReplicaRange(2, 2, Surge.Count(0)), specification.Pooler.Replicas);
        Assert.Equal(new PodOptions { Peering = true, Processes = 1, Drain = TimeSpan.FromMinutes(5) }, specification.Pooler.Pods);
        Assert.Equal(new TimeoutOptions(), specification.Timeouts);
        Assert.Equal(20, specification.Budget.HeadroomPercent);
        var workload = Assert.Single(specification.Workloads);
        Assert.Equal(new ReplicaRange(2, 2, Surge.Percent(25)), workload.Replicas);
        Assert.Equal(new PoolOptions(10, 0), workload.Pool);
        Assert.Equal((1, Driver.Libpq, Route.ReadWrite), (workload.Processes, workload.Driver, workload.Route));
    }

    [Theory]
    [InlineData("""{}""", true, 0)]
    [InlineData("""{"replicas": 1}""", false, 1)]
    [InlineData("""{"replicas": 3}""", true, 0)]
    [InlineData("""{"replicas": {"min": 2}}""", true, 0)]
    [InlineData("""{"replicas": {"min": 2, "max": 4, "surge": 2}}""", false, 2)]
    [InlineData("""{"replicas": {"min": 2, "max": 4, "surge": 0}}""", true, 0)]
    [InlineData("""{"replicas": {"min": 2, "max": 4, "surge": 0}, "peering": false}""", false, 0)]
    [InlineData("""{"peering": false}""", false, 1)]
    [InlineData("""{"replicas": 1, "peering": true}""", true, 0)]
    public void Read_Peering_GoesWithPodsThatHaveNoSurge(string pooler, bool peering, int surge)
    {
        var read = Sample.Read(Sample.With(Sample.Kubernetes, ("pooler", pooler))).Pooler;

        Assert.Equal((peering, Surge.Count(surge)), (read.Pods.Peering, read.Replicas.Surge));
    }

    [Theory]
    [InlineData(Sample.Kubernetes, PoolerKind.PgBouncer)]
    [InlineData(Sample.Aws, PoolerKind.RdsProxy)]
    [InlineData(Sample.Azure, PoolerKind.BuiltIn)]
    public void Read_WithoutPooler_TakesTheTargetsOwn(string json, PoolerKind kind) => Assert.Equal(kind, Sample.Read(json).Pooler.Kind);

    [Fact]
    public void Read_TheDesignsExample_KeepsEveryValue()
    {
        var specification = Sample.Read("""
            {
              "target": "kubernetes",
              "database": {"name": "app", "user": "app", "version": 16, "host": "local", "maxConnections": 200, "replicas": 1,
                           "reserve": {"admin": 10, "other": 20}},
              "pooler": {"kind": "pgbouncer", "mode": "transaction", "replicas": {"min": 2, "max": 4, "surge": 1}, "settings": {"reserve_pool_size": 5}},
              "timeouts": {"connect": "10s", "queueWait": "8s", "lock": "15s", "statement": "20s", "command": "30s", "idleInTransaction": "60s"},
              "workloads": [{"name": "api", "profile": "reducto-http", "replicas": {"min": 2, "max": 10, "surge": "25%"}, "processes": 8,
                "pool": {"size": 4, "overflow": 8}, "driver": "sqlalchemy-asyncpg", "route": "readWrite", "user": "app",
                "load": {"peakRps": 1000, "meanQuery": "200ms"}}],
              "budget": {"headroomPercent": 20, "waivers": []}
            }
            """);

        Assert.Equal((200, 1, 20), (specification.Database.MaxConnections, specification.Database.Replicas, specification.Database.Reserve.Other));
        Assert.Equal(new ReplicaRange(2, 4, Surge.Count(1)), specification.Pooler.Replicas);
        Assert.Equal("5", specification.Pooler.Settings["reserve_pool_size"]);
        var workload = Assert.Single(specification.Workloads);
        Assert.Equal("reducto-http", workload.Profile);
        Assert.Equal(new ReplicaRange(2, 10, Surge.Percent(25)), workload.Replicas);
        Assert.Equal(new PoolOptions(4, 8), workload.Pool);
        Assert.Equal(Driver.SqlalchemyAsyncpg, workload.Driver);
        Assert.Equal(new LoadOptions(1000, TimeSpan.FromMilliseconds(200)), workload.Load);
    }

    [Fact]
    public void Read_NumbersAsStrings_AreNumbers()
    {
        var specification = Sample.Read(Sample.With(
            Sample.Kubernetes, ("database.maxConnections", "\"200\""), ("workloads.0.replicas", "\"3\""), ("workloads.0.pool", """{"size": "4", "overflow": "8"}""")));

        Assert.Equal(200, specification.Database.MaxConnections);
        Assert.Equal(new ReplicaRange(3, 3, Surge.Percent(25)), specification.Workloads[0].Replicas);
        Assert.Equal(new PoolOptions(4, 8), specification.Workloads[0].Pool);
    }

    [Fact]
    public void Read_WithoutMaximum_LeavesItUnknown()
    {
        var specification = Sample.Read(Sample.With(Sample.Kubernetes, ("workloads.0.replicas", """{"min": 2}"""), ("workloads.0.pool", null)));

        Assert.Equal(new ReplicaRange(2, null, Surge.Percent(25)), specification.Workloads[0].Replicas);
        Assert.Null(specification.Workloads[0].Pool);
    }

    [Fact]
    public void Read_ReadHostsWithoutReplicas_CountsThem()
    {
        var specification = Sample.Read(Sample.With(
            Sample.Kubernetes, ("database.host", "\"db\""), ("database.replicas", null), ("database.port", "6000"),
            ("database.readHosts", """["r1", "r2:5433", "[fd00::1]:5434"]""")));

        Assert.Equal<HostPort>([new HostPort("r1", 6000), new HostPort("r2", 5433), new HostPort("fd00::1", 5434)], specification.Database.ReadHosts);
        Assert.Equal(3, specification.Database.Replicas);
        Assert.Equal("[fd00::1]:5434", specification.Database.ReadHosts[2].ToString());
    }

    [Fact]
    public void Read_Aurora_CountsItsReaders()
    {
        var specification = Sample.Read(Sample.With(Sample.Aws, ("database.aurora", """{"instances": 3}"""), ("workloads.0.route", "\"readOnly\"")));

        Assert.Equal((3, 2), (specification.Database.AuroraInstances, specification.Database.Replicas));
    }

    [Fact]
    public void Read_Profile_SpeaksWhereTheWorkloadIsSilent()
    {
        var silent = Sample.Read(Sample.With(Sample.Kubernetes, ("workloads.0", """{"name": "api", "profile": "reducto-http", "replicas": 2}"""))).Workloads[0];
        var partly = Sample.Read(Sample.With(
            Sample.Kubernetes,
            ("workloads.0", """{"name": "api", "profile": "reducto-http", "replicas": 2, "processes": 2, "pool": {"size": 6}, "driver": "psycopg"}"""))).Workloads[0];

        Assert.Equal((8, new PoolOptions(4, 8), Driver.SqlalchemyAsyncpg), (silent.Processes, silent.Pool, silent.Driver));
        Assert.Equal((2, new PoolOptions(6, 8), Driver.Psycopg), (partly.Processes, partly.Pool, partly.Driver));
    }

    [Fact]
    public void Read_ProfileNone_IsNoProfile() =>
        Assert.Null(Sample.Read(Sample.With(Sample.Kubernetes, ("workloads.0.profile", "\"none\""))).Workloads[0].Profile);

    [Fact]
    public void Read_Settings_StayAsWritten()
    {
        var settings = Sample.Read(Sample.With(
            Sample.Kubernetes, ("pooler.settings", """{"server_lifetime": 1800.50, "server_check_query": "select 1", "server_reset_query": ""}"""))).Pooler.Settings;

        Assert.Equal(
            ["server_check_query=select 1", "server_lifetime=1800.50", "server_reset_query="], settings.Select(setting => $"{setting.Key}={setting.Value}"));
    }

    [Fact]
    public void Read_AzureSettings_LoseTheirPrefix() =>
        Assert.Equal("60", Sample.Read(Sample.With(Sample.Azure, ("pooler.settings", """{"pgbouncer.default_pool_size": 60}"""))).Pooler.Settings["default_pool_size"]);

    [Fact]
    public void Read_TargetAndWorkloadsWrong_ReportsEverythingInTheOrderOfTheInput()
    {
        var exception = Assert.Throws<SpecificationException>(() => Sample.Read("""
            {"workloads": [{"name": "A", "replicas": 2, "pool": {"size": 0}}], "target": "gcp", "database": {"name": "app", "host": "local"}}
            """));

        Assert.Equal(
            """
            infra:pooling has 4 faults:
              `workloads[0].name`: is not a name that Kubernetes accepts (received "A"); allowed: 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends; fix: rename it, as `api` or `http-workers`
              `workloads[0].pool.size`: is too small (received 0); allowed: a whole number from 1 to 100000; fix: raise it to 1 or more
              `target`: is not one of the known values (received "gcp"); allowed: aws, azure, kubernetes; fix: use one of these
              `database.user`: is missing; allowed: 1 to 63 bytes without control characters; fix: add `user: app`
            """.ReplaceLineEndings("\n"),
            exception.Message);
    }

    [Theory]
    [InlineData("[]", "is not an object (received a list)")]
    [InlineData("null", "is missing")]
    [InlineData("\"x\"", "is not an object (received \"x\")")]
    public void Read_NoObject_SaysSo(string json, string problem) => Assert.StartsWith(problem, Assert.Single(Sample.Faults(json)), StringComparison.Ordinal);

    [Fact]
    public void Read_NothingAtAll_SaysSo() =>
        Assert.StartsWith("is missing", Assert.Single(Assert.Throws<SpecificationException>(() => PoolingSpecification.Read(default)).Faults).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_KeyTwice_IsAFault() =>
        Assert.Equal(
            ["`target`: is given twice (received \"azure\"); allowed: each key once; fix: remove one of the two"],
            Sample.Faults(Sample.Kubernetes.Replace("\"target\": \"kubernetes\",", "\"target\": \"kubernetes\", \"target\": \"azure\",", StringComparison.Ordinal)));

    [Theory]
    [InlineData("database.password")]
    [InlineData("database.apiKey")]
    [InlineData("workloads.0.auth_token")]
    [InlineData("pooler.Passphrase")]
    [InlineData("clientSecret")]
    public void Read_SecretUnderAnUnknownKey_IsNotShown(string path) =>
        Assert.DoesNotContain("hunter2", Assert.Single(Sample.Faults(Sample.With(Sample.Kubernetes, (path, "\"hunter2\"")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("database.host", "postgres://app:hunter2@db:5432/app")]
    [InlineData("database.host", "postgres://app:hunter2@x@db:5432/app")]
    [InlineData("database.host", "host=db password=hunter2 user=app")]
    [InlineData("database.host", "Host=db;Password='a b;hunter2'")]
    [InlineData("timeouts.lock", "token: hunter2")]
    public void Read_SecretInsideAValue_IsNotShown(string path, string value) =>
        Assert.All(Sample.Faults(Sample.With(Sample.Kubernetes, (path, $"\"{value}\""))), fault => Assert.DoesNotContain("hunter2", fault, StringComparison.Ordinal));
}
