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
        Assert.Equal(new ReplicaRange(2, 2, Surge.Count(1)), specification.Pooler.Replicas);
        Assert.Equal(new TimeoutOptions(), specification.Timeouts);
        Assert.Equal(20, specification.Budget.HeadroomPercent);
        var workload = Assert.Single(specification.Workloads);
        Assert.Equal(new ReplicaRange(2, 2, Surge.Percent(25)), workload.Replicas);
        Assert.Equal(new PoolOptions(10, 0), workload.Pool);
        Assert.Equal((1, Driver.Libpq, Route.ReadWrite), (workload.Processes, workload.Driver, workload.Route));
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
            Sample.Kubernetes, ("pooler.settings", """{"reserve_pool_size": 5, "server_check_query": "select  1", "server_idle_timeout": 1.50, "server_reset_query": ""}"""))).Pooler.Settings;

        Assert.Equal(["reserve_pool_size=5", "server_check_query=select  1", "server_idle_timeout=1.50", "server_reset_query="], settings.Select(setting => $"{setting.Key}={setting.Value}"));
    }
}
