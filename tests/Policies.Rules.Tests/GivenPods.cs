using System.Globalization;
using System.Text.Json;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>PgBouncer and programs in pods, for tests.</summary>
internal static class GivenPods
{
    /// <summary>Settings with which no rule on PgBouncer finds anything.</summary>
    public const string Sound = """
        [databases]
        app = host=db.example.com
        [pgbouncer]
        pool_mode = transaction
        query_wait_timeout = 8
        ignore_startup_parameters = extra_float_digits,options
        client_tls_sslmode = require
        server_tls_sslmode = verify-full
        """;

    private const string Hook = """{"exec": {"command": ["sleep", "5"]}}""";

    /// <summary>A ConfigMap with a pgbouncer.ini.</summary>
    public static ResourceNode Files(string ini = Sound, string more = "") => Given.Resource(
        "kubernetes:core/v1:ConfigMap", "files", $$"""{"metadata": {"name": "files"}, "data": {"pgbouncer.ini": {{JsonSerializer.Serialize(ini)}} {{more}} } }""");

    /// <summary>A Deployment of PgBouncer that reads <see cref="Files"/>.</summary>
    public static ResourceNode Pooler(
        string replicas = "2", string image = "pgbouncer:1.26.1", string container = "", string grace = "60", string hook = Hook) => Given.Resource(
        "kubernetes:apps/v1:Deployment",
        "pooler",
        $$$"""
        {"metadata": {"name": "pooler"}, "spec": {"replicas": {{{replicas}}}, "template": {"metadata": {"labels": {"app": "pooler"}}, "spec": {
          "terminationGracePeriodSeconds": {{{grace}}}, "volumes": [{"configMap": {"name": "files"}}],
          "containers": [{"name": "pgbouncer", "image": "{{{image}}}", "lifecycle": {"preStop": {{{hook}}}} {{{container}}} }] } } } }
        """);

    /// <summary>Its Service.</summary>
    public static ResourceNode Service { get; } = Given.Resource(
        "kubernetes:core/v1:Service", "service", """{"metadata": {"name": "pooler"}, "spec": {"selector": {"app": "pooler"}}}""");

    /// <summary>The PodDisruptionBudget over its pods.</summary>
    public static ResourceNode DisruptionBudget { get; } = Given.Resource(
        "kubernetes:policy/v1:PodDisruptionBudget", "pdb", """{"spec": {"maxUnavailable": 1, "selector": {"matchLabels": {"app": "pooler"}}}}""");

    /// <summary>PgBouncer, its file and its Service.</summary>
    public static ResourceNode[] Through(string ini = Sound, string image = "pgbouncer:1.26.1") => [Pooler(image: image), Files(ini), Service];

    /// <summary>A Deployment of a program with variables; those that begin with <c>?</c> are not known.</summary>
    public static ResourceNode Program(string name, int replicas, params (string Name, string Value)[] variables) => Given.Resource(
        "kubernetes:apps/v1:Deployment",
        name,
        $$$"""
        {"metadata": {"name": "{{{name}}}"}, "spec": {"replicas": {{{replicas.ToString(CultureInfo.InvariantCulture)}}}, "template": {"spec": {"containers": [{"name": "main", "env": [
          {{{string.Join(", ", variables.Select(variable => JsonSerializer.Serialize(new { name = variable.Name, value = variable.Value })))}}} ]}] } } } }
        """);

    /// <summary>A program with one variable.</summary>
    public static ResourceNode Program(string variable, string value) => Program("shop", 3, (variable, value));
}
