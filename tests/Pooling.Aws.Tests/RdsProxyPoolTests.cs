using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pooling.Aws.Tests.Support;
using Pulumi;
using Pulumi.Aws.Rds;
using Pulumi.Utilities;

namespace Infra.Pooling.Aws.Tests;

public class RdsProxyPoolTests
{
    private const string Proxy = "aws:rds/proxy:Proxy";
    private const string Group = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
    private const string Target = "aws:rds/proxyTarget:ProxyTarget";

    [Fact]
    public async Task Children_OfAPool_AreNamedAfterIt()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance()));

        Assert.Equal(
            [
                "aws:cloudwatch/dashboard:Dashboard pooler",
                "aws:cloudwatch/logGroup:LogGroup pooler",
                "aws:cloudwatch/metricAlarm:MetricAlarm pooler-authentication-failures",
                "aws:cloudwatch/metricAlarm:MetricAlarm pooler-availability",
                "aws:cloudwatch/metricAlarm:MetricAlarm pooler-borrow-latency",
                "aws:cloudwatch/metricAlarm:MetricAlarm pooler-client-connections",
                "aws:cloudwatch/metricAlarm:MetricAlarm pooler-clients-without-tls",
                "aws:cloudwatch/metricAlarm:MetricAlarm pooler-database-connections",
                "aws:cloudwatch/metricAlarm:MetricAlarm pooler-database-setup-failures",
                "aws:cloudwatch/metricAlarm:MetricAlarm pooler-pinned-connections",
                "aws:ec2/securityGroup:SecurityGroup pooler-proxy",
                "aws:iam/role:Role pooler",
                "aws:iam/rolePolicy:RolePolicy pooler",
                "aws:kms/key:Key pooler-secrets",
                "aws:rds/proxy:Proxy pooler",
                "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup pooler",
                "aws:rds/proxyTarget:ProxyTarget pooler",
                "aws:secretsmanager/secret:Secret pooler-connection-orders",
                "aws:secretsmanager/secret:Secret pooler-user-orders",
                "aws:secretsmanager/secretVersion:SecretVersion pooler-connection-orders",
                "aws:secretsmanager/secretVersion:SecretVersion pooler-user-orders",
                "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule pooler-proxy-database",
                "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule pooler-database-proxy",
                "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule pooler-proxy-api",
            ],
            cloud.Resources.Where(seen => seen.Parent is RdsProxyPool).Select(seen => $"{seen.Type} {seen.Name}").Order(StringComparer.Ordinal));
        Assert.All(cloud.Resources.Where(seen => seen.Resource is CustomResource), seen => Assert.IsAssignableFrom<ComponentResource>(seen.Parent));
    }

    [Fact]
    public async Task Proxy_OfAPlan_DemandsTlsAndScram()
    {
        var proxy = (await Cloud.RunAsync(() => Given.Pool(Given.Instance())))[Proxy];

        Assert.Equal("POSTGRESQL", proxy["engineFamily"]);
        Assert.Equal(true, proxy["requireTls"]);
        Assert.Equal(1800.0, proxy["idleClientTimeout"]);
        Assert.Equal("pooler-test", proxy["name"]);
        Assert.Equal("NONE", proxy["defaultAuthScheme"]);
        var auth = (ImmutableDictionary<string, object>)Assert.Single((ImmutableArray<object>)proxy["auths"]);
        Assert.Equal("SECRETS", auth["authScheme"]);
        Assert.Equal("DISABLED", auth["iamAuth"]);
        Assert.Equal("POSTGRES_SCRAM_SHA_256", auth["clientPasswordAuthType"]);
        Assert.Equal("arn:aws:secretsmanager:eu-west-1:123456789012:secret:pooler-user-orders", auth["secretArn"]);
        // AWS refuses a user name beside a secret.
        Assert.DoesNotContain("username", auth.Keys);
    }

    [Fact]
    public async Task Proxy_OfAFixedName_IsDeletedBeforeItIsReplaced() =>
        Assert.True((await Cloud.RunAsync(() => Given.Pool(Given.Instance()))).The(Proxy).DeleteBeforeReplace);

    [Fact]
    public async Task Proxy_OfSecrets_WaitsForTheirValuesAndTheRightToReadThem()
    {
        var proxy = (await Cloud.RunAsync(() => Given.Pool(Given.Instance()))).The(Proxy);

        Assert.Equal(
            ["LogGroup pooler", "RolePolicy pooler", "SecretVersion pooler-user-orders"],
            proxy.DependsOn.Select(resource => $"{resource.GetType().Name} {resource.GetResourceName()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TargetGroup_OfAPlan_HasItsNumbers()
    {
        var plan = Given.Instance();
        var group = (await Cloud.RunAsync(() => Given.Pool(plan)))[Group];

        var pool = (ImmutableDictionary<string, object>)group["connectionPoolConfig"];
        Assert.Equal((double)plan.RdsProxy!.MaxConnectionsPercent, pool["maxConnectionsPercent"]);
        Assert.Equal((double)plan.RdsProxy.MaxIdleConnectionsPercent, pool["maxIdleConnectionsPercent"]);
        Assert.Equal(8.0, pool["connectionBorrowTimeout"]);
        Assert.Equal(
            "SET idle_in_transaction_session_timeout = 60000; SET idle_session_timeout = 0; SET lock_timeout = 15000; SET statement_timeout = 20000",
            pool["initQuery"]);
        Assert.DoesNotContain("sessionPinningFilters", pool.Keys);
    }

    [Fact]
    public async Task Target_OfAurora_WaitsForEveryInstance()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Aurora()));

        Assert.Equal(
            ["pooler-database-0", "pooler-database-1", "pooler-database-2"],
            cloud.The(Target).DependsOn.OfType<ClusterInstance>().Select(instance => instance.GetResourceName()).Order(StringComparer.Ordinal));
        Assert.Equal("pooler-database-test", cloud[Target]["dbClusterIdentifier"]);
        Assert.DoesNotContain("dbInstanceIdentifier", cloud[Target].Keys);
    }

    [Fact]
    public async Task Target_OfAnInstance_NamesAndWaitsForIt()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance()));

        Assert.IsType<PostgresInstance>(Assert.Single(cloud.The(Target).DependsOn));
        Assert.Equal("pooler-database-test", cloud[Target]["dbInstanceIdentifier"]);
        Assert.DoesNotContain("dbClusterIdentifier", cloud[Target].Keys);
    }

    [Fact]
    public async Task Endpoints_OfAuroraWithReaders_AreReadOnlyAndInEveryZone()
    {
        RdsProxyPool? pool = null;
        var cloud = await Cloud.RunAsync(() => pool = Given.Pool(Given.Aurora("{\"everyZone\":true}")));

        Assert.Equal("READ_ONLY", cloud["aws:rds/proxyEndpoint:ProxyEndpoint", "pooler-read-only"]["targetRole"]);
        Assert.Equal("READ_WRITE", cloud["aws:rds/proxyEndpoint:ProxyEndpoint", "pooler-every-zone"]["targetRole"]);
        Assert.Equal("pooler-every-zone.proxy.test", await OutputUtilities.GetValueAsync(pool!.ReadWriteHost));
        Assert.Equal("pooler-read-only.proxy.test", await OutputUtilities.GetValueAsync(pool.ReadOnlyHost));
    }

    [Fact]
    public async Task ReadOnlyHost_OfAReplicaThatAProxyCannotServe_IsTheReplica()
    {
        RdsProxyPool? pool = null;
        var cloud = await Cloud.RunAsync(() => pool = Given.Pool(Given.Instance("{\"reads\":\"direct\"}", ",\"replicas\":1")));

        Assert.DoesNotContain(cloud.Registered, args => args.Type == "aws:rds/proxyEndpoint:ProxyEndpoint");
        Assert.Equal("pooler-database-replica-1.rds.test", await OutputUtilities.GetValueAsync(pool!.ReadOnlyHost));
    }

    [Fact]
    public async Task ReadOnlyHost_OfReadsThroughPgBouncer_IsThatPoolersAlsoInTheSecrets()
    {
        RdsProxyPool? pool = null;
        var plan = Given.Reads();
        var cloud = await Cloud.RunAsync(() => pool = new RdsProxyPool("pooler", new RdsProxyPoolArgs
        {
            Plan = plan,
            Database = Given.Database(plan),
            Network = Given.Network(),
            Credentials = Given.Credentials(plan),
            ReadHost = "reads.default.svc",
        }));

        Assert.Equal("reads.default.svc", await OutputUtilities.GetValueAsync(pool!.ReadOnlyHost));
        var value = cloud["aws:secretsmanager/secretVersion:SecretVersion", "pooler-connection-report"]["secretString"];
        using var document = JsonDocument.Parse((string)value);
        Assert.Equal("pooler.proxy.test", document.RootElement.GetProperty("readWrite").GetProperty("host").GetString());
        var read = document.RootElement.GetProperty("readOnly");
        Assert.Equal(
            ("reads.default.svc", 6432, "orders_ro"),
            (read.GetProperty("host").GetString(), read.GetProperty("port").GetInt32(), read.GetProperty("database").GetString()));
        // PgBouncer runs among the clients, which have to get at the replicas.
        Assert.Equal(
            "sg-api", cloud["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "database-database-api"]["referencedSecurityGroupId"]);
    }

    [Fact]
    public async Task ReadOnlyHost_OfSeveralReplicas_IsAllOfThem()
    {
        RdsProxyPool? pool = null;
        var cloud = await Cloud.RunAsync(() => pool = Given.Pool(Given.Instance("{\"reads\":\"direct\"}", ",\"replicas\":2")));

        Assert.Equal("pooler-database-replica-1.rds.test,pooler-database-replica-2.rds.test", await OutputUtilities.GetValueAsync(pool!.ReadOnlyHost));
        using var secret = JsonDocument.Parse(
            (string)cloud["aws:secretsmanager/secretVersion:SecretVersion", "pooler-connection-orders"]["secretString"]);
        var read = secret.RootElement.GetProperty("readOnly");
        Assert.Equal("pooler-database-replica-1.rds.test", read.GetProperty("host").GetString());
        Assert.StartsWith(
            "Host=pooler-database-replica-1.rds.test,pooler-database-replica-2.rds.test;Port=5432;Load Balance Hosts=true;",
            read.GetProperty("npgsql").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadOnlyHost_OfAMultiAzDbClusterThatExists_IsAReadOnlyEndpoint()
    {
        RdsProxyPool? pool = null;
        var address = new ExistingDatabase { Host = "orders.cluster-abc.test", SecurityGroupId = "sg-db" };
        var cloud = await Cloud.RunAsync(() =>
            pool = new RdsProxyPool("pooler", Given.Args(Given.Aurora(), ProxyDatabase.ExistingCluster("orders-multi-az", hasReaders: true, address))));

        Assert.Equal("READ_ONLY", cloud["aws:rds/proxyEndpoint:ProxyEndpoint"]["targetRole"]);
        Assert.Equal("pooler-read-only.proxy.test", await OutputUtilities.GetValueAsync(pool!.ReadOnlyHost));
        Assert.Equal("orders-multi-az", cloud[Target]["dbClusterIdentifier"]);
        Assert.DoesNotContain(cloud.Registered, args => args.Type!.StartsWith("aws:rds/cluster", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Preview_OfEverything_LeavesOnlyHostsUnknown()
    {
        RdsProxyPool? pool = null;
        var cloud = await Cloud.RunAsync(() => pool = Given.Pool(Given.Aurora()), isPreview: true);

        Assert.False(await OutputUtilities.GetIsKnownAsync(pool!.ReadWriteHost));
        Assert.False(await OutputUtilities.GetIsKnownAsync(pool.ReadOnlyHost));
        Assert.False(await OutputUtilities.GetIsKnownAsync(pool.ClientPolicy));
        Assert.Equal(5432, await OutputUtilities.GetValueAsync(pool.Port));
        Assert.DoesNotContain("policy", cloud["aws:iam/rolePolicy:RolePolicy"].Keys);
        Assert.Equal(20.0, ((ImmutableDictionary<string, object>)cloud[Group]["connectionPoolConfig"])["maxConnectionsPercent"]);
    }

    [Fact]
    public async Task TwoPools_InOneStack_DoNotCollide()
    {
        var cloud = await Cloud.RunAsync(() =>
        {
            Given.Pool(Given.Aurora("{\"everyZone\":true}"), "orders");
            Given.Pool(Given.Aurora("{\"everyZone\":true}"), "billing");
        });

        Assert.Equal(
            cloud.Resources.Length,
            cloud.Resources.Select(seen => (seen.Type, seen.Name)).Distinct().Count());
        foreach (var key in new[] { "name", "identifier", "clusterIdentifier", "dbProxyEndpointName", "dashboardName" })
        {
            // An instance names the cluster that it belongs to.
            var names = cloud.Registered.Where(args => args.Inputs.ContainsKey(key) && (key, args.Type) is not ("clusterIdentifier", "aws:rds/clusterInstance:ClusterInstance")).Select(args => (args.Type, args.Inputs[key])).ToList();
            Assert.NotEmpty(names);
            Assert.Equal(names.Count, names.Distinct().Count());
        }
    }

    [Fact]
    public async Task Network_OfAPool_LetsInClientsAndTheProxyOnly()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance()));

        Assert.Equal(
            [
                "pooler-database-proxy: pooler-proxy-id -> pooler-database-database-id:5432",
                "pooler-proxy-api: sg-api -> pooler-proxy-id:5432",
            ],
            cloud.Registered.Where(args => args.Type!.EndsWith("IngressRule", StringComparison.Ordinal))
                .Select(args => $"{args.Name}: {args.Inputs["referencedSecurityGroupId"]} -> {args.Inputs["securityGroupId"]}:{args.Inputs["toPort"]}")
                .Order(StringComparer.Ordinal));
        Assert.Equal("pooler-database-database-id", cloud["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"]["referencedSecurityGroupId"]);
    }

    [Fact]
    public async Task Alarms_OfAPool_HaveThePlansThresholds()
    {
        var plan = Given.Instance("{\"alarmTopics\":[\"arn:aws:sns:eu-west-1:123456789012:pages\"]}");
        var cloud = await Cloud.RunAsync(() => Given.Pool(plan));

        foreach (var alarm in plan.RdsProxy!.Alarms)
        {
            var made = cloud["aws:cloudwatch/metricAlarm:MetricAlarm", $"pooler-{alarm.Name}"];
            Assert.Equal(alarm.Threshold, made["threshold"]);
            Assert.Equal(["arn:aws:sns:eu-west-1:123456789012:pages"], ((ImmutableArray<object>)made["alarmActions"]).Select(topic => topic.ToString()));
            Assert.Equal(alarm.PercentOf is null, made.ContainsKey("metricName"));
            Assert.Equal(alarm.PercentOf is not null, made.ContainsKey("metricQueries"));
        }

        Assert.Equal(30.0, cloud["aws:cloudwatch/metricAlarm:MetricAlarm", "pooler-client-connections"]["threshold"]);
        Assert.Equal(4_000_000.0, cloud["aws:cloudwatch/metricAlarm:MetricAlarm", "pooler-borrow-latency"]["threshold"]);
        Assert.Equal("p99", cloud["aws:cloudwatch/metricAlarm:MetricAlarm", "pooler-borrow-latency"]["extendedStatistic"]);
    }

    [Fact]
    public async Task Dashboard_OfAPool_IsJsonWithAGraphForEachMetric()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance()));

        using var body = JsonDocument.Parse((string)cloud["aws:cloudwatch/dashboard:Dashboard"]["dashboardBody"]);
        var widgets = body.RootElement.GetProperty("widgets").EnumerateArray().ToList();
        Assert.Equal(9, widgets.Count);
        Assert.All(widgets, widget => Assert.Equal("eu-west-1", widget.GetProperty("properties").GetProperty("region").GetString()));
    }
}
