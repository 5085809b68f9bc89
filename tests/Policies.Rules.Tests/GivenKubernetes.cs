using System.Text.Json;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>Kubernetes objects for tests.</summary>
internal static class GivenKubernetes
{
    /// <summary>PgBouncer with its ConfigMap and Service; replicas and strategy as JSON.</summary>
    public static ResourceNode[] PgBouncer(string ini, string replicas = "1", string surge = "0", string image = "pgbouncer:1.26.1", string name = "pooler", string more = "") =>
    [
        Given.Resource("kubernetes:core/v1:ConfigMap", $"{name}-config", $$$"""
            {"metadata": {"name": "{{{name}}}-config"}, "data": {"pgbouncer.ini": {{{JsonSerializer.Serialize(ini)}}} } }
            """),
        Given.Resource("kubernetes:apps/v1:Deployment", name, $$$"""
            {
              "metadata": {"name": "{{{name}}}"},
              "spec": {
                "replicas": {{{replicas}}},
                "strategy": {"rollingUpdate": {"maxSurge": {{{surge}}} } },
                "template": {
                  "metadata": {"labels": {"app": "{{{name}}}"}},
                  "spec": {
                    "containers": [{"name": "pgbouncer", "image": "{{{image}}}"}],
                    "volumes": [{"name": "config", "configMap": {"name": "{{{name}}}-config"}}]{{{more}}}
                  }
                }
              }
            }
            """),
        Given.Resource("kubernetes:core/v1:Service", $"{name}-service", $$$"""
            {"metadata": {"name": "{{{name}}}"}, "spec": {"selector": {"app": "{{{name}}}"}} }
            """),
    ];

    /// <summary>A Deployment of one container with these variables.</summary>
    public static ResourceNode Deployment(string name, string replicas, string surge, params (string Name, string Value)[] variables) =>
        Imaged($"example/{name}:1", name, replicas, surge, variables);

    /// <summary>The same of an image.</summary>
    public static ResourceNode Imaged(string image, string name, string replicas, string surge, params (string Name, string Value)[] variables)
    {
        var environment = JsonSerializer.Serialize(variables.Select(variable => new { name = variable.Name, value = variable.Value }));
        return Given.Resource("kubernetes:apps/v1:Deployment", name, $$$"""
            {
              "metadata": {"name": "{{{name}}}"},
              "spec": {
                "replicas": {{{replicas}}},
                "strategy": {"rollingUpdate": {"maxSurge": {{{surge}}} } },
                "template": {"spec": {"containers": [{"name": "{{{name}}}", "image": "{{{image}}}", "env": {{{environment}}} }]}}
              }
            }
            """);
    }

    /// <summary>An autoscaler.</summary>
    public static ResourceNode Autoscaler(string target, string min, string max) =>
        Given.Resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", $"{target}-scaler", $$$"""
            {"metadata": {"name": "{{{target}}}"}, "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "{{{target}}}"}, "minReplicas": {{{min}}}, "maxReplicas": {{{max}}} } }
            """);

    /// <summary>A claim that says what the server takes.</summary>
    public static ResourceNode Claim(string name, int replicas, string pool, long maxConnections, string route = "readWrite", string more = "") =>
        Given.Resource("pooling:index:ConnectionClaim", name, $$$"""
            {
              "workload": "{{{name}}}", "database": "app", "user": "app", "route": "{{{route}}}", "minReplicas": {{{replicas}}}, "maxReplicas": {{{replicas}}},
              "surge": "0", "processes": 1, {{{pool}}}, "maxConnections": {{{maxConnections}}}{{{more}}}
            }
            """);
}
