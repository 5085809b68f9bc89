using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Infra.Policies.Rules.Graph;

/// <summary>The types of resources whose properties the rules read. Of all others they know the name and what waits for them.</summary>
public static class ReadTypes
{
    private const string AzureNative = "azure-native";

    private static readonly FrozenSet<string> Known;

    static ReadTypes() => Known = All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Their type tokens, without API versions of Azure Native.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "aws:appautoscaling/target:Target",
        "aws:ecs/service:Service",
        "aws:ecs/taskDefinition:TaskDefinition",
        "aws:lambda/function:Function",
        "aws:rds/cluster:Cluster",
        "aws:rds/clusterInstance:ClusterInstance",
        "aws:rds/clusterParameterGroup:ClusterParameterGroup",
        "aws:rds/instance:Instance",
        "aws:rds/parameterGroup:ParameterGroup",
        "aws:rds/proxy:Proxy",
        "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
        "aws:rds/proxyEndpoint:ProxyEndpoint",
        "aws:rds/proxyTarget:ProxyTarget",
        "azure-native:dbforpostgresql:Configuration",
        "azure-native:dbforpostgresql:Server",
        "azure-native:monitor:MetricAlert",
        "azure:monitoring/metricAlert:MetricAlert",
        "azure:postgresql/flexibleServer:FlexibleServer",
        "azure:postgresql/flexibleServerConfiguration:FlexibleServerConfiguration",
        "kubernetes:apps/v1:DaemonSet",
        "kubernetes:apps/v1:Deployment",
        "kubernetes:apps/v1:ReplicaSet",
        "kubernetes:apps/v1:StatefulSet",
        "kubernetes:argoproj.io/v1alpha1:Rollout",
        "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
        "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
        "kubernetes:autoscaling/v2beta2:HorizontalPodAutoscaler",
        "kubernetes:batch/v1:CronJob",
        "kubernetes:batch/v1:Job",
        "kubernetes:core/v1:ConfigMap",
        "kubernetes:core/v1:Pod",
        "kubernetes:core/v1:Secret",
        "kubernetes:core/v1:Service",
        "kubernetes:keda.sh/v1alpha1:ScaledObject",
        "kubernetes:policy/v1:PodDisruptionBudget",
        "kubernetes:policy/v1beta1:PodDisruptionBudget",
        "pooling:index:ConnectionClaim",
    ];

    /// <summary>Whether rules read the resources of a type, whatever its API version.</summary>
    public static bool Contains(string type) => Known.Contains(WithoutVersion(type));

    /// <summary>
    /// The token that stands for a type. Azure Native has each type once more for every API version, up to 2.x as
    /// <c>azure-native:dbforpostgresql/v20221201:Server</c>, later as
    /// <c>azure-native_dbforpostgresql_v20221201:dbforpostgresql:Server</c>.
    /// </summary>
    public static string WithoutVersion(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.StartsWith(AzureNative, StringComparison.Ordinal) || type.Split(':') is not [var package, var path, var name])
            return type;
        var (module, version) = path.Split('/') is [var before, var after] ? (before, after)
            : package.Split('_') is [AzureNative, _, var own] ? (path, own)
            : (path, "");
        // Version 2017-12-01 is the Single Server, which has other sizes and no PgBouncer.
        return version.StartsWith("v2017", StringComparison.Ordinal) ? type
            // Alerts were in another module up to 2.x.
            : $"{AzureNative}:{(module == "insights" ? "monitor" : module)}:{name}";
    }
}
