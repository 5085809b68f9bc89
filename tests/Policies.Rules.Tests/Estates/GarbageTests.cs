using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Estates;

/// <summary>Resources with anything in them.</summary>
public class GarbageTests
{
    private static readonly string[] Types =
    [
        "aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:rds/clusterInstance:ClusterInstance", "aws:rds/parameterGroup:ParameterGroup",
        "aws:rds/proxy:Proxy", "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "aws:rds/proxyTarget:ProxyTarget",
        "aws:rds/proxyEndpoint:ProxyEndpoint", "aws:lambda/function:Function", "aws:ecs/service:Service", "aws:ecs/taskDefinition:TaskDefinition",
        "aws:appautoscaling/target:Target", "azure-native:dbforpostgresql:Server", "azure-native:dbforpostgresql:Configuration",
        "kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:Secret", "kubernetes:core/v1:Service", "kubernetes:apps/v1:Deployment",
        "kubernetes:apps/v1:StatefulSet", "kubernetes:apps/v1:DaemonSet", "kubernetes:batch/v1:CronJob",
        "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "kubernetes:keda.sh/v1alpha1:ScaledObject", "pooling:index:ConnectionClaim",
        "azure-native:monitor:MetricAlert", "kubernetes:policy/v1:PodDisruptionBudget", "azure-native:dbforpostgresql/v20221201:Server",
        "azure:postgresql/flexibleServer:FlexibleServer", "azure:postgresql/flexibleServerConfiguration:FlexibleServerConfiguration",
        "azure:monitoring/metricAlert:MetricAlert", "kubernetes:core/v1:Pod", "kubernetes:apps/v1:ReplicaSet", "kubernetes:argoproj.io/v1alpha1:Rollout",
    ];

    private static readonly string[] Keys =
    [
        "identifier", "engine", "engineVersion", "instanceClass", "address", "endpoint", "parameterGroupName", "parameters", "name", "value",
        "replicateSourceDb", "clusterIdentifier", "serverlessv2ScalingConfiguration", "minCapacity", "maxCapacity", "dbProxyName", "requireTls",
        "connectionPoolConfig", "maxConnectionsPercent", "maxIdleConnectionsPercent", "connectionBorrowTimeout", "dbInstanceIdentifier",
        "environment", "variables", "reservedConcurrentExecutions", "timeout", "taskDefinition", "containerDefinitions", "desiredCount",
        "deploymentMaximumPercent", "resourceId", "sku", "serverName", "configurationName", "createMode", "sourceServerResourceId", "metadata",
        "namespace", "annotations", "labels", "pooling.infra/claim", "data", "stringData", "pgbouncer.ini", "spec", "selector", "replicas", "strategy",
        "rollingUpdate", "maxSurge", "template", "containers", "image", "env", "envFrom", "valueFrom", "secretKeyRef", "configMapKeyRef", "key",
        "volumes", "configMap", "secretName", "projected", "sources", "scaleTargetRef", "minReplicas", "maxReplicas", "poolSize", "poolOverflow",
        "processes", "surge", "route", "database", "user", "host", "port", "maxConnections", "adminReserved", "DATABASE_URL", "DB_POOL_SIZE", "DB_HOST",
        "applyMethod", "engineFamily", "sessionPinningFilters", "idleClientTimeout", "targetRole", "tier", "scopes", "criteria", "allOf", "metricName",
        "lifecycle", "preStop", "sleep", "seconds", "exec", "command", "terminationGracePeriodSeconds", "matchLabels", "matchExpressions", "userlist.txt",
        "superuserReserved", "providerReserved", "skuName", "serverId", "criterias", "initContainers", "restartPolicy", "workloadRef", "canary", "blueGreen",
        "schedulingStrategy", "environmentFiles",
         "SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL", "DB_POOL_RECYCLE", "POOLER_PEERS",
    ];

    private static readonly string[] Texts =
    [
        "a", "b", "", "main", "postgres", "aurora-postgresql", "16.9", "99999999999999999999", "-1", "1e400", "25%", "999%", "true", "db.m7g.large", "db.serverless",
        "LEAST({DBInstanceClassMemory/0},5000)", "{DBInstanceClassMemory/9531392}", "max_connections", "lock_timeout", "pgbouncer.enabled", "Replica",
        "[databases]\na = host=b\n[pgbouncer]\ndefault_pool_size = -3\nmin_pool_size = 99999999999\n", "[pgbouncer", "%include a\n[pgbouncer]\n",
        "postgres://a:b@b:99999999999/a?pool_max_conns=99999999999", "postgres://", "postgres://@[::1", "Host=;;=;", "host='a", "{\"poolSize\": -1}", "[1, {}]", "{", "%zz",
        "pgbouncer:1.24.1", "readWrite", "direct", "DATABASE_URL", "DB_POOL_SIZE", "\ud800", "service/a/b",
        "num_pools", "READ_ONLY", "POSTGRESQL", "pgbouncer:1.26@sha256:0", "@", ":", "\"a\" \"b", "SET a", "superuser_reserved_connections", "idle_session_timeout",
        "Host=b;Max Auto Prepare=99999999999;Connection Lifetime=-1", "jdbc:postgresql://b/a?prepareThreshold=x", "postgres://b/a?max_conn_lifetime=h&options=",
        "[databases]\na = host=b pool_mode=\na_ro = host=b\n[pgbouncer]\nclient_idle_timeout = -1\nserver_idle_timeout = 1e9\n[users]\nb = pool_mode=x\n",
    ];

    [Fact]
    public void Evaluate_AnythingAtAll_ReportsAndNeverThrows()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var first = Report(seed);
            Assert.Equal(first, Report(seed));
        }
    }

    private static string Report(int seed)
    {
        var random = new Random(seed);
        var graphs = Enumerable.Range(0, 2).Select(stack => ResourceGraph.Create(
            $"stack-{stack}", Enumerable.Range(0, 25).Select(index => Resource(random, index)).ToList())).ToList();
        var report = PolicyEngine.Evaluate(graphs, RuleConfiguration.Default);
        foreach (var resource in graphs[0].Resources)
            Remediation.Of(resource, Judged.With("""{"all": "remediate"}"""));
        return string.Join('\n', [.. report.Findings.Select(finding => finding.Message), .. report.Budgets.Select(budget => budget.ToJson().ToJsonString())]);
    }

    private static ResourceNode Resource(Random random, int index)
    {
        var type = Types[random.Next(Types.Length)];
        return new($"urn:{index}", type, $"r{index}", Object(random, depth: 0, type))
        {
            Parent = random.Next(4) == 0 ? $"urn:{random.Next(25)}" : null,
            Dependencies = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"urn:{random.Next(30)}")],
        };
    }

    private static ObjectValue Object(Random random, int depth, string type)
    {
        var members = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        for (var count = random.Next(10) + (depth == 0 ? 8 : 0); count > 0; count--)
            members[Keys[random.Next(Keys.Length)]] = Value(random, depth + 1, type);
        // Half of the objects have the skeleton that readers look for.
        if (depth == 0 && type.StartsWith("kubernetes:", StringComparison.Ordinal) && random.Next(2) == 0)
            members["spec"] = Nested(random, type, "template", "spec", "containers");
        return new(members);
    }

    private static ObjectValue Nested(Random random, string type, params string[] path)
    {
        var here = Object(random, 4, type).Members.ToDictionary(StringComparer.Ordinal);
        here[path[0]] = path.Length > 1 ? Nested(random, type, path[1..]) : new ListValue([Object(random, 3, type), Value(random, 4, type)]);
        return new(here);
    }

    private static PropertyValue Value(Random random, int depth, string type) => random.Next(depth > 6 ? 7 : 12) switch
    {
        0 => PropertyValue.Unknown,
        1 => PropertyValue.Null,
        2 => PropertyValue.Of(random.Next(-3, 200)),
        3 => PropertyValue.Of(new[] { double.NaN, double.PositiveInfinity, -1e300, 1e300, 9007199254740992, 0.5, 4294967296 }[random.Next(7)]),
        4 => random.Next(2) == 0 ? PropertyValue.True : PropertyValue.False,
        5 or 6 => PropertyValue.Of(Texts[random.Next(Texts.Length)]) with { IsSecret = random.Next(5) == 0 },
        7 or 8 => new ListValue([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1, type))]),
        _ => Object(random, depth + 1, type),
    };
}
