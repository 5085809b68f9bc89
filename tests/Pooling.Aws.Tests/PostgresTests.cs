using System.Collections.Immutable;
using Infra.Pooling.Aws.Tests.Support;
using Pulumi;
using Pulumi.Aws.Rds;
using Pulumi.Utilities;

namespace Infra.Pooling.Aws.Tests;

public class PostgresTests
{
    private const string Instance = "aws:rds/instance:Instance";
    private const string Cluster = "aws:rds/cluster:Cluster";

    [Fact]
    public async Task Instance_OfAPlan_IsReadyForProduction()
    {
        var cloud = await Cloud.RunAsync(() => Given.Database(Given.Instance("{\"engineVersion\":\"16.9\"}")));
        var instance = cloud[Instance];

        Assert.Equal("postgres", instance["engine"]);
        Assert.Equal("16.9", instance["engineVersion"]);
        Assert.Equal("db.m7g.large", instance["instanceClass"]);
        Assert.Equal(true, instance["multiAz"]);
        Assert.Equal(true, instance["storageEncrypted"]);
        Assert.Equal(true, instance["deletionProtection"]);
        Assert.Equal(false, instance["skipFinalSnapshot"]);
        Assert.Equal(false, instance["publiclyAccessible"]);
        Assert.Equal("database-test-final", instance["finalSnapshotIdentifier"]);
        Assert.Equal(14.0, instance["backupRetentionPeriod"]);
        Assert.Equal(60.0, instance["monitoringInterval"]);
        Assert.Equal("arn:aws:iam::123456789012:role/database-monitoring", instance["monitoringRoleArn"]);
        Assert.Equal(true, instance["manageMasterUserPassword"]);
        Assert.DoesNotContain("password", instance.Keys);
    }

    [Fact]
    public async Task Replica_OfAnInstance_FollowsItWithItsParameters()
    {
        var cloud = await Cloud.RunAsync(() => Given.Database(Given.Instance("{\"reads\":\"direct\"}", ",\"replicas\":2")));
        var (primary, replica) = (cloud[Instance, "database"], cloud[Instance, "database-replica-2"]);

        Assert.Equal("database-test", replica["replicateSourceDb"]);
        Assert.Equal(primary["parameterGroupName"], replica["parameterGroupName"]);
        Assert.Equal(primary["instanceClass"], replica["instanceClass"]);
        Assert.DoesNotContain("username", replica.Keys);
        Assert.DoesNotContain("engine", replica.Keys);
    }

    [Fact]
    public async Task ParameterGroup_OfAPlan_AppliesStaticParametersWithARestart()
    {
        var cloud = await Cloud.RunAsync(() => Given.Database(Given.Plan(
            "\"instanceClass\":\"db.m7g.large\",\"maxConnections\":400,\"rds\":{\"parameters\":{\"log_lock_waits\":true,\"track_activity_query_size\":4096,"
            + "\"work_mem\":{\"value\":65536,\"apply\":\"pending-reboot\"}}}")));
        var group = cloud["aws:rds/parameterGroup:ParameterGroup"];

        Assert.Equal("postgres16", group["family"]);
        Assert.Equal(
            [
                "idle_in_transaction_session_timeout=60000 immediate",
                "idle_session_timeout=0 immediate",
                "lock_timeout=15000 immediate",
                "log_lock_waits=1 immediate",
                "max_connections=400 pending-reboot",
                "rds.force_ssl=1 pending-reboot",
                "statement_timeout=20000 immediate",
                "tcp_keepalives_count=3 immediate",
                "tcp_keepalives_idle=60 immediate",
                "tcp_keepalives_interval=10 immediate",
                "track_activity_query_size=4096 pending-reboot",
                "work_mem=65536 pending-reboot",
            ],
            ((ImmutableArray<object>)group["parameters"]).Cast<ImmutableDictionary<string, object>>()
                .Select(parameter => $"{parameter["name"]}={parameter["value"]} {parameter["applyMethod"]}"));
    }

    [Fact]
    public async Task RebootRequired_BehindAProxy_NamesEveryParameterWithItsReason()
    {
        PostgresInstance? instance = null;
        await Cloud.RunAsync(() => instance = new PostgresInstance("database", new PostgresArgs { Plan = Given.Instance(), Network = Given.Network() }));

        var waits = await OutputUtilities.GetValueAsync(instance!.RebootRequired);
        Assert.Equal(8, waits.Length);
        Assert.Contains("rds.force_ssl: a change takes effect when the server restarts, because it is static", waits);
        Assert.Contains("lock_timeout: a change reaches the connections of RDS Proxy when the server restarts, though the server itself follows at once", waits);
    }

    [Fact]
    public async Task Aurora_OfAPlan_HasAWriterAndReadersBelowOneGroup()
    {
        PostgresAurora? aurora = null;
        var cloud = await Cloud.RunAsync(() => aurora = new PostgresAurora("database", new PostgresArgs { Plan = Given.Aurora(), Network = Given.Network() }));

        Assert.Equal("aurora-postgresql", cloud[Cluster]["engine"]);
        Assert.Equal("aurora-postgresql16", cloud["aws:rds/clusterParameterGroup:ClusterParameterGroup"]["family"]);
        Assert.DoesNotContain("serverlessv2ScalingConfiguration", cloud[Cluster].Keys);
        Assert.Equal(
            ["database-0 db.r7g.large 0", "database-1 db.r7g.large 1", "database-2 db.r7g.large 2"],
            cloud.Registered.Where(args => args.Type == "aws:rds/clusterInstance:ClusterInstance")
                .Select(args => $"{args.Name} {args.Inputs["instanceClass"]} {args.Inputs["promotionTier"]}").Order(StringComparer.Ordinal));
        Assert.Equal("database.cluster-ro.test", await OutputUtilities.GetValueAsync(aurora!.ReadHost));
        Assert.Equal("arn:master", await OutputUtilities.GetValueAsync(aurora.MasterSecretArn));
    }

    [Fact]
    public async Task Aurora_OfServerlessCapacity_ScalesBetweenItsEnds()
    {
        var plan = Given.Plan("\"serverless\":{\"minAcu\":2,\"maxAcu\":16},\"replicas\":1");
        var cloud = await Cloud.RunAsync(() => Given.Database(plan));

        var scaling = (ImmutableDictionary<string, object>)cloud[Cluster]["serverlessv2ScalingConfiguration"];
        Assert.Equal(2.0, scaling["minCapacity"]);
        Assert.Equal(16.0, scaling["maxCapacity"]);
        var instances = cloud.Registered.Where(args => args.Type == "aws:rds/clusterInstance:ClusterInstance").ToList();
        Assert.Equal(2, instances.Count);
        Assert.All(instances, args => Assert.Equal("db.serverless", args.Inputs["instanceClass"]));
    }

    [Fact]
    public async Task Key_OfThePlan_EncryptsStorageAndSecrets()
    {
        const string key = "arn:aws:kms:eu-west-1:123456789012:key/1";
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance($"{{\"kmsKey\":\"{key}\"}}")));

        Assert.Equal(key, cloud[Instance]["kmsKeyId"]);
        Assert.Equal(key, cloud[Instance]["masterUserSecretKmsKeyId"]);
        Assert.Equal(key, cloud["aws:secretsmanager/secret:Secret", "pooler-user-orders"]["kmsKeyId"]);
        Assert.DoesNotContain(cloud.Resources, seen => seen.Type == "aws:kms/key:Key");
    }

    [Fact]
    public async Task Clients_OfADirectWorkload_AreLetInToTheDatabase()
    {
        var plan = Given.Plan(
            "\"instanceClass\":\"db.m7g.large\"",
            """[{"name":"api","replicas":2,"pool":{"size":10}},{"name":"migration","replicas":1,"pool":{"size":1},"route":"direct"}]""");
        var cloud = await Cloud.RunAsync(() => Given.Pool(plan));

        Assert.Equal("sg-api", cloud["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "pooler-database-database-api"]["referencedSecurityGroupId"]);
    }

    [Fact]
    public async Task Alarms_OfServers_WatchEachOfThem()
    {
        var cloud = await Cloud.RunAsync(() => Given.Database(Given.Aurora(instances: 2)));

        Assert.Equal(
            ["database-0-server-connections database-0-test 1426", "database-1-server-connections database-1-test 1426"],
            cloud.Registered.Where(args => args.Type == "aws:cloudwatch/metricAlarm:MetricAlarm")
                .Select(args => $"{args.Name} {((ImmutableDictionary<string, object>)args.Inputs["dimensions"])["DBInstanceIdentifier"]} {args.Inputs["threshold"]}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Children_OfADatabase_BelongToIt()
    {
        var cloud = await Cloud.RunAsync(() => Given.Database(Given.Aurora()));

        Assert.All(cloud.Resources.Where(seen => seen.Resource is CustomResource), seen => Assert.IsType<PostgresAurora>(seen.Parent));
        Assert.Equal(3, cloud.Resources.Count(seen => seen.Resource is ClusterInstance));
    }

    [Fact]
    public async Task Names_OfWhatIsTakenOver_Stay()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Aurora("{\"identifier\":\"old-db\",\"proxyName\":\"old-proxy\"}", instances: 2)));

        Assert.Equal("old-db", cloud[Cluster]["clusterIdentifier"]);
        Assert.Equal("old-db-1", cloud["aws:rds/clusterInstance:ClusterInstance", "pooler-database-1"]["identifier"]);
        Assert.Equal("old-proxy", cloud["aws:rds/proxy:Proxy"]["name"]);
        Assert.Equal("/aws/rds/proxy/old-proxy", cloud["aws:cloudwatch/logGroup:LogGroup"]["name"]);
    }
}
