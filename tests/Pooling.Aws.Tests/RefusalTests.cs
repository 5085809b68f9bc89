using Infra.Pooling.Aws.Tests.Support;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws.Tests;

/// <summary>What a component refuses before it registers anything.</summary>
public class RefusalTests
{
    private static readonly ExistingDatabase Address = new() { Host = "db.example.com", SecurityGroupId = "sg-db" };

    [Fact]
    public Task Instance_InOneZone_IsRefused() => RefusedAsync(
        () => _ = new PostgresInstance("database", new PostgresArgs { Plan = Given.Instance(), Network = Given.Network("use1-az1") }),
        "`network.subnets`: has fewer than two availability zones, and RDS Proxy needs two (received 1); allowed: subnets in two zones or more; fix: add a subnet in another zone");

    [Fact]
    public Task Pool_InAnExcludedZone_IsRefused() => RefusedAsync(
        () => _ = new RdsProxyPool("pooler", new RdsProxyPoolArgs
        {
            Plan = Given.Instance(),
            Database = ProxyDatabase.ExistingInstance("db", Address),
            Network = Given.Network("use1-az1", "use1-az3"),
            Credentials = Given.Credentials(Given.Instance()),
        }),
        "`network.subnets.use1-az3`: is a zone in which RDS Proxy does not run (received use1-az3); allowed: zones other than use1-az3 and usw1-az2; fix: name a subnet in another zone");

    [Fact]
    public Task Instance_OfAPlanForAurora_IsRefused() => RefusedAsync(
        () => _ = new PostgresInstance("database", new PostgresArgs { Plan = Given.Aurora(), Network = Given.Network() }),
        "`plan.database`: describes an Aurora cluster; allowed: neither `aurora` nor `serverless`; fix: use PostgresAurora");

    [Fact]
    public Task Aurora_OfAPlanForAnInstance_IsRefused() => RefusedAsync(
        () => _ = new PostgresAurora("database", new PostgresArgs { Plan = Given.Instance(), Network = Given.Network() }),
        "`plan.database`: describes a single instance; allowed: `aurora` or `serverless`; fix: use PostgresInstance");

    [Fact]
    public Task Pool_OfReadersOnAnInstance_IsRefused() => RefusedAsync(
        () => _ = new RdsProxyPool("pooler", Given.Args(Given.Aurora(), ProxyDatabase.ExistingInstance("db", Address))),
        "`database`: is an instance, and the plan describes an Aurora cluster; allowed: the cluster that the plan describes; fix: use PostgresAurora or ExistingCluster",
        "`database`: has no reader for a READ_ONLY endpoint, and the plan routes reads there; allowed: a cluster with at least one reader; "
        + "fix: add a reader, route reads readWrite, or put PgBouncer in front of a read replica");

    [Fact]
    public Task Pool_OfSharesAboveTheTarget_IsRefused() => RefusedAsync(
        () =>
        {
            var plan = Given.Instance();
            _ = new RdsProxyPool("pooler", new RdsProxyPoolArgs
            {
                Plan = plan,
                Database = ProxyDatabase.ExistingInstance("db", Address),
                Network = Given.Network(),
                Credentials = Given.Credentials(plan),
                OtherProxies = [new("legacy", 40), new("reports", 30)],
            });
        },
        "`otherProxies`: take more of max_connections than there is: 35 + 0 + legacy 40 + reports 30 = 105 (received 105); allowed: 100 or less in all; "
        + "fix: let one proxy serve all, or lower the shares");

    [Fact]
    public Task Pool_OfTooManyUsers_IsRefused() => RefusedAsync(
        () =>
        {
            var args = Given.Args(Given.Instance(), ProxyDatabase.ExistingInstance("db", Address));
            for (var number = 1; number <= 200; number++)
                args.AddUser(PooledUser.WithPassword($"user{number}", "p"));
            _ = new RdsProxyPool("pooler", args);
        },
        "`users`: are too many for one proxy (received 201); allowed: 200 or fewer; fix: let workloads share roles, or use IAM on both legs");

    [Fact]
    public Task Pool_WithoutAPassword_IsRefused() => RefusedAsync(
        () => _ = new RdsProxyPool("pooler", new RdsProxyPoolArgs
        {
            Plan = Given.Instance(),
            Database = ProxyDatabase.ExistingInstance("db", Address),
            Network = Given.Network(),
        }),
        "`users`: lack the role orders, as which workloads log in; allowed: every role of the plan; fix: give Credentials, or add it with AddUser");

    [Fact]
    public Task Pool_OfIamOnBothLegsWithoutArn_IsRefused() => RefusedAsync(
        () => _ = new RdsProxyPool(
            "pooler", Given.Args(Given.Instance("{\"authentication\":\"iamEndToEnd\"}"), ProxyDatabase.ExistingInstance("db", Address))),
        "`database`: lacks its ARN or resource id, which IAM on both legs needs; allowed: both; fix: give Arn and ResourceId");

    [Fact]
    public Task Pool_OfAPlanForPgBouncer_IsRefused() => RefusedAsync(
        () =>
        {
            var plan = Given.Plan("\"instanceClass\":\"db.m7g.large\"", rest: ",\"pooler\":{\"kind\":\"pgbouncer\"}");
            _ = new RdsProxyPool("pooler", Given.Args(plan, ProxyDatabase.ExistingInstance("db", Address)));
        },
        "`plan.pooler.kind`: is not RDS Proxy (received pgbouncer); allowed: rdsProxy; fix: plan a specification with `pooler.kind: rdsProxy`");

    [Fact]
    public Task Pool_OfReadsThroughPgBouncerWithoutItsHost_IsRefused() => RefusedAsync(
        () => _ = new RdsProxyPool("pooler", Given.Args(Given.Reads(), ProxyDatabase.ExistingInstance("db", Address))),
        "`readHost`: is missing, and the plan reads through PgBouncer; allowed: the host of that pooler; "
        + "fix: make a PgBouncerPool from plan.Reads and give its ReadOnlyHost");

    [Fact]
    public Task Pool_OfAReadHostThatThePlanDoesNotUse_IsRefused() => RefusedAsync(
        () =>
        {
            var plan = Given.Instance();
            _ = new RdsProxyPool("pooler", new RdsProxyPoolArgs
            {
                Plan = plan,
                Database = ProxyDatabase.ExistingInstance("db", Address),
                Network = Given.Network(),
                Credentials = Given.Credentials(plan),
                ReadHost = "reads.default.svc",
            });
        },
        "`readHost`: is given, and the plan has no pooler in front of read replicas; allowed: nothing; "
        + "fix: remove it, or plan `database.rds.reads: pgbouncer`");

    [Fact]
    public async Task Components_OfAPlanThatDoesNotFit_AreRefused()
    {
        var plan = Given.Plan("\"instanceClass\":\"db.m7g.large\"", rest: ",\"pooler\":{\"settings\":{\"maxConnectionsPercent\":100}}");
        RunException? refusal = null;
        var cloud = await Cloud.RunAsync(() =>
        {
            refusal = Assert.Throws<RunException>(() => Given.Database(plan));
            Assert.Throws<RunException>(() => new RdsProxyPool("pooler", Given.Args(plan, ProxyDatabase.ExistingInstance("db", Address))));
        });

        Assert.Equal(
            "`pooler.settings.maxConnectionsPercent`: at steady, peak, rollout and failover, floor(792 × 100 / 100) = 792 server connections exceed the 773 available "
            + "(792 minus 19 reserved); set maxConnectionsPercent to at most 97.",
            refusal!.Message);
        Assert.Empty(cloud.Registered);
    }

    [Fact]
    public void Plan_OfAnUnknownClass_IsRefused() => Assert.Equal(
        "`database.instanceClass`: is not in the catalogue (received db.m7g.larg); allowed: a name from the catalogue, of which db.m7g.large, db.m6g.large, "
        + "db.m7g.xlarge are near, or any with `database.maxConnections`; fix: write `db.m7g.large`, or state `database.maxConnections`",
        Assert.Single(Assert.Throws<SpecificationException>(() => Given.Plan("\"instanceClass\":\"db.m7g.larg\"")).Faults).ToString());

    private static async Task RefusedAsync(Action program, params string[] messages)
    {
        ComponentArgumentException? refusal = null;
        var cloud = await Cloud.RunAsync(() => refusal = Assert.Throws<ComponentArgumentException>(program));

        Assert.Equal(messages, refusal!.Faults.Select(fault => fault.ToString()));
        Assert.Empty(cloud.Registered);
    }
}
