using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>An RDS instance and a proxy before it, for tests.</summary>
internal static class GivenAws
{
    /// <summary>Its host.</summary>
    public const string Host = "db.example.com";

    /// <summary>The host of its proxy.</summary>
    public const string ProxyHost = "proxy.example.com";

    public static ResourceNode Instance(string group = "\"group\"") => Given.Resource(
        "aws:rds/instance:Instance",
        "server",
        $$"""{"engine": "postgres", "engineVersion": "16", "identifier": "db", "instanceClass": "db.r7g.large", "address": "{{Host}}", "dbName": "app", "parameterGroupName": {{group}} }""");

    /// <summary>Its parameter group.</summary>
    public static ResourceNode Group(string parameters) =>
        Given.Resource("aws:rds/parameterGroup:ParameterGroup", "group", $$"""{"name": "group", "family": "postgres16", "parameters": {{parameters}} }""");

    /// <summary>A proxy with its target group and its target.</summary>
    public static ResourceNode[] Proxy(string pool = "{}", string family = "POSTGRESQL", string target = "dbInstanceIdentifier") =>
    [
        Given.Resource("aws:rds/proxy:Proxy", "proxy", $$"""{"name": "proxy", "engineFamily": "{{family}}", "endpoint": "{{ProxyHost}}", "requireTls": true}"""),
        Given.Resource("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "targets", $$"""{"dbProxyName": "proxy", "connectionPoolConfig": {{pool}} }"""),
        Given.Resource("aws:rds/proxyTarget:ProxyTarget", "target", $$"""{"dbProxyName": "proxy", "{{target}}": "db"}"""),
    ];

    /// <summary>A further endpoint of the proxy.</summary>
    public static ResourceNode Endpoint(string role) =>
        Given.Resource("aws:rds/proxyEndpoint:ProxyEndpoint", "endpoint", $$"""{"dbProxyName": "proxy", "targetRole": "{{role}}"}""");
}
