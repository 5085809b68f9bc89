using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class ArgumentTests
{
    private static readonly DateOnly Today = new(2026, 11, 1);

    public static TheoryData<string> Missing => ["name", "args", "plan", "credentials", "certificates", "namespace"];

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task Constructor_Null_IsRefusedByName(string missing)
    {
        var args = Given.Args();
        var (error, run) = await RefusalAsync(missing == "name" ? null! : "pool", missing == "args" ? null! : new()
        {
            Plan = missing == "plan" ? null! : args.Plan,
            Credentials = missing == "credentials" ? null! : args.Credentials,
            Certificates = missing == "certificates" ? null! : args.Certificates,
            Namespace = missing == "namespace" ? null! : args.Namespace,
        });

        Assert.Equal(missing, Assert.IsType<ComponentArgumentException>(error).ParamName);
        Assert.Empty(run.Registered);
    }

    [Fact]
    public async Task Constructor_PlanOfAnotherPooler_IsRefusedBeforeAnythingIsRegistered()
    {
        var specification = Given.Specification("\"instanceClass\": \"db.r7g.large\"", target: "aws");

        var (error, run) = await RefusalAsync("pool", Given.Args(PoolPlan.Create(specification, Today)));

        Assert.Equal(
            """
            PgBouncerPool pool cannot be made:
              `plan.pooler.kind`: is not what this component makes (received rdsProxy); allowed: pgbouncer; fix: set it to pgbouncer, or use the component of that pooler
            """,
            Assert.IsType<ComponentArgumentException>(error).Message);
        Assert.Empty(run.Registered);
    }

    [Fact]
    public async Task Constructor_DatabaseWithoutAddress_IsRefused()
    {
        var (error, run) = await RefusalAsync("pool", Given.Args(Given.Plan("\"host\": \"local\", \"maxConnections\": 200")));

        Assert.Equal(
            """
            PgBouncerPool pool cannot be made:
              `plan.database.host`: has no address in a cluster (received local); allowed: a host name; fix: name the host of an existing server, or give Hosts
            """,
            Assert.IsType<ComponentArgumentException>(error).Message);
        Assert.Empty(run.Registered);
    }

    [Fact]
    public async Task Constructor_ExceededBudget_IsRefused()
    {
        var plan = Given.Plan(pooler: "\"replicas\": {\"min\": 2, \"max\": 2, \"surge\": 1}, \"settings\": {\"default_pool_size\": 100}");

        var (error, run) = await RefusalAsync("pool", Given.Args(plan));

        Assert.True(plan.IsRefused);
        Assert.StartsWith(
            "`pooler.settings.default_pool_size`: at steady and peak, 2 × 1 × (100 + 0) = 200 server connections exceed the 187 available "
            + "(200 minus 13 reserved); set default_pool_size to at most 46 or raise max_connections to at least 413.\n",
            Assert.IsType<RunException>(error).Message,
            StringComparison.Ordinal);
        Assert.Empty(run.Registered);
    }

    private static async Task<(Exception Error, Run Run)> RefusalAsync(string name, PgBouncerPoolArgs args)
    {
        Exception? error = null;
        var run = await Run.ProgramAsync(_ => error = Record.Exception(() => new PgBouncerPool(name, args)));
        return (error!, run);
    }
}
