using Infra.Pooling.Budget;
using Infra.Pooling.Connections;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;
using Sample = Infra.Pooling.Tests.Specification.Sample;

namespace Infra.Pooling.Tests.RdsProxy;

/// <summary>RDS Proxy for the primary, PgBouncer for the read replicas: two poolers, and a budget for each server.</summary>
public class ReadsPlanTests
{
    private const string Workloads = """
        [{"name": "api", "replicas": {"min": 4, "max": 4, "surge": 0}, "pool": {"size": 10}},
         {"name": "report", "replicas": {"min": 6, "max": 6, "surge": 0}, "pool": {"size": 10}, "route": "readOnly", "user": "report",
          "load": {"peakRps": 100, "meanQuery": "200ms"}},
         {"name": "migration", "replicas": {"min": 1, "max": 1, "surge": 0}, "pool": {"size": 2}, "route": "direct"}]
        """;

    [Fact]
    public void Budgets_OfBothServers_CountEachWorkloadOnce()
    {
        var plan = Plan(
            "{\"reads\":\"pgbouncer\",\"readPooler\":{\"replicas\":{\"min\":2,\"max\":3,\"surge\":1},"
            + "\"settings\":{\"default_pool_size\":12,\"reserve_pool_size\":3}}}");
        var (primary, replica) = (plan.Budget[ScenarioKind.Rollout], plan.Reads!.Budget[ScenarioKind.Rollout]);

        // 16 GiB: at least 1585 connections, of which the proxy takes a fifth.
        Assert.Equal((20, 40L), (plan.RdsProxy!.MaxConnectionsPercent, plan.RdsProxy.ClientConnections));
        Assert.Equal(Interval.Exactly((1585 * 20 / 100) + 2), primary.ServerDemand);
        Assert.Equal(["migration", "proxy"], primary.ServerLines.Select(line => line.Name).Order());
        Assert.Equal(Interval.Exactly((3 + 1 + 2) * (12 + 3)), replica.ServerDemand);
        Assert.Equal(["(3 + 1 + 2) × 1 × (12 + 3)"], replica.ServerLines.Select(line => line.Formula));
        Assert.Equal(Interval.Exactly(60), replica.ClientDemand);
        Assert.Equal(primary.Usable, replica.Usable);
        Assert.Equal(["report"], replica.ClientLines.Select(line => line.Name));
    }

    [Fact]
    public void Budget_OfReplicas_IsNoPartOfThatOfThePrimaryAfterAFailoverEither()
    {
        var plan = Plan("{\"reads\":\"pgbouncer\",\"otherProxiesPercent\":10}");

        Assert.DoesNotContain(plan.Budget[ScenarioKind.Failover].ServerLines, line => line.Route == Route.ReadOnly);
        // Another proxy on the primary takes nothing of the replica.
        Assert.Equal(20, plan.Reads!.Budget.Input.Capacity.Admin + plan.Reads.Budget.Input.Capacity.Other + 10);
        Assert.Equal(10 + 159, plan.Budget.Input.Capacity.Admin + plan.Budget.Input.Capacity.Other);
    }

    [Fact]
    public void Reads_AboveTheReplica_AreRefusedWithTheirPath()
    {
        var plan = Plan("{\"reads\":\"pgbouncer\",\"readPooler\":{\"replicas\":{\"min\":2,\"max\":2,\"surge\":1},\"settings\":{\"default_pool_size\":600}}}");

        Assert.True(plan.IsRefused);
        Assert.Equal(
            "`database.rds.readPooler.settings.default_pool_size`: at rollout, (2 + 1 + 1) × 1 × (600 + 0) = 2400 server connections exceed the 1566 available "
            + "(1585 minus 19 reserved); set default_pool_size to at most 391, run at most 1 pod or raise max_connections to at least 2419.",
            Assert.Single(plan.Findings, finding => finding.Level == FindingLevel.Mandatory).Message);
    }

    [Fact]
    public void Reads_WithTooFewClients_AreRefusedAtTheDoorOfTheirPool()
    {
        var plan = Plan("{\"reads\":\"pgbouncer\",\"readPooler\":{\"settings\":{\"max_client_conn\":50}}}");

        Assert.Equal(
            "`workloads[1].replicas.max`: at steady, peak, rollout and failover, 6 × 1 × (10 + 0) = 60 client connections exceed the 50 that the pooler "
            + "admits (50 × 1 × (2 − 1)); use at most 8 a replica or raise max_client_conn to at least 60.",
            Assert.Single(plan.Findings, finding => finding.Level == FindingLevel.Mandatory).Message);
    }

    [Fact]
    public void Reads_BelowTheirLoad_AreSaidToWait()
    {
        var plan = Plan("{\"reads\":\"pgbouncer\",\"readPooler\":{\"settings\":{\"default_pool_size\":5}}}");

        var finding = Assert.Single(plan.Findings, finding => finding.Id == "pool-serves-load");
        Assert.Equal("workloads[1].load", finding.Path);
        Assert.Contains("set `database.rds.readPooler.settings.default_pool_size` to 15", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_OfReads_LeadsToTheReplicasOnly()
    {
        var reads = Plan("{\"reads\":\"pgbouncer\"}").Reads!;
        var configuration = PgBouncerPlanner.WithHosts(reads.PgBouncer!, "primary.test", "one.test,two.test");

        var entry = Assert.Single(configuration.Databases);
        Assert.Equal(("app_ro", "one.test,two.test", "app"), (entry.Name, entry.Host, entry.DatabaseName));
    }

    [Fact]
    public void Connections_OfBothRoutes_LeadToTheirPoolers()
    {
        var plan = Plan("{\"reads\":\"pgbouncer\",\"authentication\":\"iam\"}");
        var planner = new ConnectionPlanner(plan, "proxy.test", "reads.test", "db.test");
        var (write, read) = (planner.Of(Route.ReadWrite, "app", "one"), planner.Of(Route.ReadOnly, "report", "two"));

        Assert.Equal(new ConnectionTarget("proxy.test", 5432, "app", Route.ReadWrite), write.Target);
        Assert.Equal((PoolerKind.RdsProxy, null), (write.Pooler, write.Password));
        Assert.Equal(new ConnectionTarget("reads.test", 6432, "app_ro", Route.ReadOnly), read.Target);
        Assert.Equal((PoolerKind.PgBouncer, "two", 200), (read.Pooler, read.Password, read.MaxPreparedStatements));
        Assert.Equal(["app", "pooler_admin", "pooler_stats", "report"], plan.Roles.AsEnumerable());
    }

    [Fact]
    public void Specification_WithAReadPooler_SurvivesItsOwnJson()
    {
        const string Rds = "{\"reads\":\"pgbouncer\",\"readPooler\":{\"port\":6433,\"version\":\"1.25.1\",\"settings\":{\"default_pool_size\":\"7\"}}}";
        var specification = Plan(Rds).Specification;
        var again = PoolingSpecification.Read(specification.ToJson());

        Assert.Equal(specification.ToJson().ToString(), again.ToJson().ToString());
        Assert.Equal((6433, "7"), (again.Database.Rds.ReadPooler!.Port, again.Database.Rds.ReadPooler.Settings["default_pool_size"]));
    }

    private static PoolPlan Plan(string rds) => PoolPlan.Create(
        Sample.Read(Sample.With(Sample.Aws, ("database.rds", rds), ("database.replicas", "2"), ("workloads", Workloads))), new(2026, 11, 1));
}
