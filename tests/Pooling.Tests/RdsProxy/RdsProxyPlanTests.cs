using Infra.Pooling.Specification;
using Sample = Infra.Pooling.Tests.Specification.Sample;

namespace Infra.Pooling.Tests.RdsProxy;

public class RdsProxyPlanTests
{
    [Fact]
    public void Percent_OfAKnownLoad_IsTheNeedWithHeadroom()
    {
        var plan = Plan("database.instanceClass=\"db.r7g.large\"", "workloads.0.replicas=60", "workloads.0.load={\"peakRps\":4000,\"meanQuery\":\"100ms\"}");

        // 16 GiB: 1585 connections at least; 400 busy and 30 % are 520, a third of them.
        Assert.Equal(33, plan.RdsProxy!.MaxConnectionsPercent);
        Assert.Equal(16, plan.RdsProxy.MaxIdleConnectionsPercent);
        Assert.Equal(
            "33 %: ceil(4000/s × 0.1 s) = 400 connections and 30 % of 1585 are 33 %, AWS advises at least 20 % here, and the budget leaves 79 % with its headroom, 98 % without.",
            plan.RdsProxy.Reason);
        Assert.Empty(plan.RdsProxy.Findings);
    }

    [Fact]
    public void Percent_OfASmallNeed_IsAwsMinimumBySize()
    {
        Assert.Equal(20, Plan("database.instanceClass=\"db.r7g.large\"").RdsProxy!.MaxConnectionsPercent);
        Assert.Equal(35, Plan("database.instanceClass=\"db.m7g.large\"").RdsProxy!.MaxConnectionsPercent);
        Assert.Equal(55, Plan("database.instanceClass=\"db.t4g.medium\"").RdsProxy!.MaxConnectionsPercent);
    }

    [Fact]
    public void Percent_OfASmallServer_IsWhatTheBudgetLeavesAndSaysSo()
    {
        var plan = Plan("database.instanceClass=\"db.t4g.small\"");

        Assert.Equal(89, plan.RdsProxy!.MaxConnectionsPercent);
        Assert.Equal(
            "`pooler.settings.maxConnectionsPercent`: 89 % is less than the 100 % that AWS advises on db.t4g.small, and the budget leaves no more; "
            + "use a larger instance, or a smaller `database.reserve`.",
            Assert.Single(plan.RdsProxy.Findings).Message);
    }

    [Fact]
    public void Percent_BelowTheNeed_SaysThatClientsQueue()
    {
        var plan = Plan("workloads.0.replicas=400");

        Assert.Equal(
            "`pooler.settings.maxConnectionsPercent`: 79 % is less than the 329 % that the workloads need at their peak (4000 connections and 30 %), "
            + "so clients will queue; use a larger instance, smaller pools, or state the load of each workload.",
            Assert.Single(plan.RdsProxy!.Findings).Message);
    }

    [Fact]
    public void Percent_Stated_IsTaken() =>
        Assert.Equal(61, Plan("pooler.settings={\"maxConnectionsPercent\":61}").RdsProxy!.MaxConnectionsPercent);

    [Fact]
    public void Percent_BesideOtherProxies_LeavesThemTheirShare()
    {
        var plan = Plan("database.rds={\"otherProxiesPercent\":90}");

        Assert.Equal(8, plan.RdsProxy!.MaxConnectionsPercent);
        Assert.False(plan.IsRefused);
    }

    [Fact]
    public void Plan_AboveTheBudget_IsRefused() => Assert.True(Plan("pooler.settings={\"maxConnectionsPercent\":100}").IsRefused);

    [Fact]
    public void FreeAddresses_BySizeAndEndpoints_FollowAws()
    {
        Assert.Equal(10, Plan().RdsProxy!.FreeAddresses);
        Assert.Equal(15, Plan("database.instanceClass=\"db.r7g.2xlarge\"").RdsProxy!.FreeAddresses);
        Assert.Equal(81, Plan("database.instanceClass=\"db.r7g.16xlarge\"", "database.aurora={\"instances\":2}", "database.rds={\"everyZone\":true}").RdsProxy!.FreeAddresses);
    }

    [Fact]
    public void Alarms_WithoutABoundOnClients_LeaveThatOneOut() =>
        Assert.DoesNotContain(Plan("workloads.0.pool=-").RdsProxy!.Alarms, alarm => alarm.Name == "client-connections");

    [Fact]
    public void Read_MoreThan200Roles_IsRefused()
    {
        var workloads = string.Join(',', Enumerable.Range(1, 200).Select(number =>
            $"{{\"name\":\"w{number}\",\"replicas\":1,\"pool\":{{\"size\":1}},\"user\":\"u{number}\"}}"));

        Assert.Equal(
            ["`workloads`: log in as 201 roles, and a proxy takes 200 secrets; allowed: 200 roles or fewer; fix: let workloads share roles, or set `database.rds.authentication: iamEndToEnd`"],
            Sample.Faults(Sample.With(Sample.Aws, ("workloads", $"[{workloads}]"))));
        Assert.Empty(Sample.Faults(Sample.With(Sample.Aws, ("workloads", $"[{workloads}]"), ("database.rds", "{\"authentication\":\"iamEndToEnd\"}"))));
    }

    [Fact]
    public void UsesPassword_ByAuthentication_IsPerRoute()
    {
        var iam = Plan("database.rds={\"authentication\":\"iam\"}");
        var endToEnd = Plan("database.rds={\"authentication\":\"iamEndToEnd\"}");

        Assert.Equal((false, true), (iam.UsesPassword(Route.ReadWrite), iam.UsesPassword(Route.Direct)));
        Assert.Equal((false, false), (endToEnd.UsesPassword(Route.ReadWrite), endToEnd.UsesPassword(Route.Direct)));
        Assert.Empty(endToEnd.Roles);
    }

    [Fact]
    public void Capacity_OfAnOldMinorVersion_ReservesFewerSlots()
    {
        Assert.Equal(6, Plan("database.rds={\"engineVersion\":\"16.9\"}").Budget.Input.Capacity.ProviderReserved);
        Assert.Equal(2, Plan("database.rds={\"engineVersion\":\"16.4\"}").Budget.Input.Capacity.ProviderReserved);
    }

    private static PoolPlan Plan(params string[] changes) => PoolPlan.Create(
        Sample.Read(Sample.With(Sample.Aws, [.. changes.Select(change => change.Split('=', 2)).Select(change => (change[0], change[1] == "-" ? null : change[1]))])),
        new(2026, 11, 1));
}
