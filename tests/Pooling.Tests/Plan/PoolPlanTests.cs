using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.Plan;

public sealed class PoolPlanTests
{
    internal static readonly DateOnly Today = new(2026, 11, 1);

    /// <summary>The stack <c>local</c> as it is shipped, its database at an address.</summary>
    internal const string Local = """
        {"target": "kubernetes",
         "database": {"name": "app", "user": "app", "version": 15, "host": "db", "maxConnections": 200, "replicas": 1,
                      "readHosts": ["replica"], "reserve": {"admin": 10, "other": 20}},
         "pooler": {"replicas": {"min": 2, "max": 2, "surge": 1}, "settings": {"default_pool_size": 25}},
         "workloads": [
           {"name": "worker", "replicas": {"min": 3, "max": 3, "surge": 0}, "pool": {"size": 300}, "driver": "npgsql"},
           {"name": "report", "replicas": {"min": 1, "max": 2, "surge": 1}, "pool": {"size": 20}, "driver": "npgsql", "route": "readOnly"}]}
        """;

    [Fact]
    public void Create_LocalStack_NineHundredClientsOnFiftyBackends()
    {
        var plan = PoolPlan.Create(Sample.Read(Local), Today);

        Assert.Equal(Interval.Exactly(200 - 3 - 10 - 20), plan.Budget.Usable);
        Assert.Equal(
            ["Steady 920 of 1000, 50", "Peak 940 of 1000, 50", "Rollout 960 of 1000, 100", "Failover 940 of 1000, 100"],
            plan.Budget.Scenarios.Select(scenario => $"{scenario.Kind} {scenario.ClientDemand} of {scenario.ClientCapacity}, {scenario.ServerDemand}"));
        Assert.All(plan.Budget.Scenarios, scenario => Assert.Equal(Verdict.Within, scenario.Verdict));
        Assert.Equal("3 × 1 × (300 + 0)", plan.Budget.Lines.Single(line => line.Name == "worker").Formula);
        Assert.Empty(plan.Findings);
        Assert.False(plan.IsRefused);
        Assert.True(plan.HasReadOnlyRoute);
    }

    [Fact]
    public void Create_KnownServer_StatesMaxConnectionsAmongTheParameters()
    {
        var plan = PoolPlan.Create(Sample.Read(Local), Today);

        Assert.Equal("200", plan.DatabaseParameters["max_connections"]);
        Assert.Equal(plan.Timeouts.DatabaseParameters, plan.DatabaseParameters.Remove("max_connections"));
    }

    [Fact]
    public void Create_UnknownServer_LeavesMaxConnectionsAlone()
    {
        var plan = PoolPlan.Create(Sample.Read(Sample.Kubernetes), Today);

        Assert.DoesNotContain("max_connections", plan.DatabaseParameters.Keys);
        Assert.Contains(plan.Findings, finding => finding.Id == BudgetFindings.Undecidable);
        Assert.False(plan.IsRefused);
    }

    [Fact]
    public void Create_Null_IsRefusedByName() =>
        Assert.Equal("specification", Assert.Throws<ArgumentNullException>(() => PoolPlan.Create(null!, Today)).ParamName);

    [Fact]
    public void Create_ServerTheCatalogueLacks_IsOneFault() => Assert.StartsWith(
        "infra:pooling has 1 fault:\n  `database.instanceClass`: is not in the catalogue (received db.r7g.larg); allowed: ",
        Assert.Throws<SpecificationException>(() => PoolPlan.Create(
            Sample.Read(Sample.Aws.Replace("db.r7g.large", "db.r7g.larg", StringComparison.Ordinal)), Today)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Create_WhatPgBouncerWouldRefuse_IsAFaultOfTheInput() => Assert.Equal(
        """
        infra:pooling has 1 fault:
          `[databases] a b`: PgBouncer 1.24.1 cannot read the name (received a b); allowed: letters, digits, `_`, `.`, `-` and `*`, or PgBouncer 1.25 or newer; fix: rename the entry or run a newer PgBouncer
        """,
        Assert.Throws<SpecificationException>(() => PoolPlan.Create(
            Sample.Read("""
                {"target": "kubernetes", "database": {"name": "a b", "user": "app", "host": "db"}, "pooler": {"version": "1.24.1"},
                 "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
                """), Today)).Message);

    [Fact]
    public void Create_OtherPoolers_HaveNoPgBouncer()
    {
        foreach (var other in new[] { Sample.Aws, Sample.Azure })
        {
            var plan = PoolPlan.Create(Sample.Read(other), Today);

            Assert.Null(plan.PgBouncer);
            Assert.Equal(["app"], plan.WorkloadRoles.AsEnumerable());
            Assert.DoesNotContain("pooler_admin", plan.Roles);
        }
    }

    [Fact]
    public void Roles_OfWorkloadsAndTheConsole_AreSortedAndDistinct()
    {
        var specification = Sample.Read("""
            {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db"},
             "workloads": [{"name": "b", "replicas": 1, "user": "zeta"}, {"name": "a", "replicas": 1, "user": "alpha"}, {"name": "c", "replicas": 1, "user": "zeta"}]}
            """);

        var plan = PoolPlan.Create(specification, Today);

        Assert.Equal(["alpha", "app", "zeta"], plan.WorkloadRoles.AsEnumerable());
        Assert.Equal(["alpha", "app", "pooler_admin", "pooler_stats", "zeta"], plan.Roles.AsEnumerable());
        Assert.Equal("zeta", plan.UserOf(specification.Workloads[0]));
    }
}
