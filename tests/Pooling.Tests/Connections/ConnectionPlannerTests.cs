using Infra.Pooling.Connections;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Plan;
using SpecificationSample = Infra.Pooling.Tests.Specification.Sample;

namespace Infra.Pooling.Tests.Connections;

public sealed class ConnectionPlannerTests
{
    private static readonly PoolPlan Plan = PoolPlan.Create(SpecificationSample.Read(PoolPlanTests.Local), PoolPlanTests.Today);

    private static readonly ConnectionPlanner Planner = new(Plan, "rw.svc", "ro.svc", "db");

    [Fact]
    public void Routes_WithReplica_AreThree() => Assert.Equal([Route.ReadWrite, Route.ReadOnly, Route.Direct], Planner.Routes.AsEnumerable());

    [Fact]
    public void Routes_WithoutReplica_AreTwo()
    {
        var plan = PoolPlan.Create(
            SpecificationSample.Read("""
                {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db"}, "workloads": [{"name": "api", "replicas": 2}]}
                """),
            PoolPlanTests.Today);

        Assert.Equal([Route.ReadWrite, Route.Direct], new ConnectionPlanner(plan, "rw.svc", "rw.svc", "db").Routes.AsEnumerable());
    }

    [Theory]
    [InlineData(Route.ReadWrite, "rw.svc", 6432, "app")]
    [InlineData(Route.ReadOnly, "ro.svc", 6432, "app_ro")]
    [InlineData(Route.Direct, "db", 5432, "app")]
    public void Of_EachRoute_LeadsThere(Route route, string host, int port, string database) =>
        Assert.Equal(new ConnectionTarget(host, port, database, route), Planner.Of(route, "app", null).Target);

    [Fact]
    public void Of_Route_CarriesTheTimeoutsAndTheLargestPool()
    {
        var options = Planner.Of(Route.ReadWrite, "app", "secret");

        Assert.Equal(300, options.Client.PoolSize);
        Assert.Equal(Plan.Timeouts.Client.Connect, options.Client.ConnectTimeout);
        Assert.Equal(Plan.Timeouts.Client.Command, options.Client.CommandTimeout);
        Assert.Equal(Plan.Timeouts.Client.ConnectionLifetime, options.Client.ConnectionLifetime);
        Assert.Equal(200, options.MaxPreparedStatements);
        Assert.Equal("secret", options.Password);
        Assert.Null(options.ApplicationName);
    }

    [Fact]
    public void Of_Workload_CarriesItsNameAndItsPool()
    {
        var report = Plan.Specification.Workloads[1];

        var options = Planner.Of(Route.ReadOnly, "app", null, report);

        Assert.Equal("report", options.ApplicationName);
        Assert.Equal(20, options.Client.PoolSize);
    }

    [Fact]
    public void Of_RouteThatNoWorkloadTakes_HasNoPool() => Assert.Null(Planner.Of(Route.Direct, "app", null).Client.PoolSize);

    [Fact]
    public void Variables_OfAWorkload_HoldItsPasswordOnlyWhereTheyAreSecret()
    {
        var asked = new List<string>();

        var variables = Planner.Variables(Plan.Specification.Workloads[0], role =>
        {
            asked.Add(role);
            return "hunter2";
        });

        Assert.NotEmpty(variables);
        Assert.Equal(["app"], asked.Distinct());
        Assert.Contains(variables.Values, variable => variable.IsSecret && variable.Value.Contains("hunter2", StringComparison.Ordinal));
        Assert.All(variables.Values.Where(variable => !variable.IsSecret), variable => Assert.DoesNotContain("hunter2", variable.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("workload")]
    [InlineData("password")]
    public void Variables_Null_IsRefusedByName(string parameter) => Assert.Equal(parameter, Assert.Throws<ArgumentNullException>(() => Planner.Variables(
        parameter == "workload" ? null! : Plan.Specification.Workloads[0], parameter == "password" ? null! : _ => "")).ParamName);
}
