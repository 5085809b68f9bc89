using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;

namespace Infra.Conformance;

/// <summary>Shapes of AWS that no stack of the repository has.</summary>
public class AwsVariantTests
{
    private const string Instance = "\"instanceClass\": \"db.t4g.medium\"";
    private const string Network = "\"network\": {\"vpcId\": \"vpc-1\", \"subnets\": {\"use1-az1\": \"subnet-1\", \"use1-az2\": \"subnet-2\"}, \"clients\": [\"sg-1\"]}";
    private const string Existing = "\"host\": \"db.example.com\", \"securityGroup\": \"sg-2\", \"arn\": \"arn:aws:rds:us-east-1:123456789012:db:orders\", \"resourceId\": \"db-ABC\"";

    private const string Reads = "aws-reads-pgbouncer";

    private static readonly Dictionary<string, (string Database, string Pooler)> Variants = new()
    {
        [Reads] = ($"{Instance}, \"replicas\": 2, \"rds\": {{{Network}, \"reads\": \"pgbouncer\", \"kubernetesNamespace\": \"orders\"}}", "{}"),
        ["aws-iam"] = ($"{Instance}, \"rds\": {{{Network}, \"authentication\": \"iamEndToEnd\"}}", "{}"),
        ["aws-serverless"] = ($"\"serverless\": {{\"minAcu\": 0.5, \"maxAcu\": 8}}, \"replicas\": 1, \"rds\": {{{Network}, \"protect\": false, \"multiAz\": false}}", "{}"),
        ["aws-key"] = ($"{Instance}, \"maxConnections\": 300, \"rds\": {{{Network}, \"kmsKey\": \"arn:aws:kms:us-east-1:123456789012:key/1\"}}", "{\"settings\": {\"maxConnectionsPercent\": 70, \"debugLogging\": true}}"),
        ["aws-existing"] = ($"{Instance}, \"rds\": {{{Network}, \"authentication\": \"iamEndToEnd\", \"existing\": {{\"instance\": \"orders\", {Existing}}}}}", "{}"),
        ["aws-pgbouncer"] = ($"{Instance}, \"replicas\": 2, \"rds\": {{{Network}}}", "{\"kind\": \"pgbouncer\"}"),
        ["aws-pgbouncer-aurora"] = ($"{Instance}, \"aurora\": {{\"instances\": 2}}, \"rds\": {{{Network}}}", "{\"kind\": \"pgbouncer\"}"),
    };

    [NpmFact]
    public async Task Preview_EveryVariant_SatisfiesTheProvidersTypes()
    {
        var programs = new Dictionary<string, string>();
        foreach (var name in Variants.Keys)
        {
            var stack = await StackEvaluator.EvaluateAsync(Stack(name), new(2026, 11, 1));
            Assert.Contains(stack.Resources, resource => resource.Custom);
            programs[name] = TypeScriptProgram.Of(stack.Resources);
        }

        Assert.Equal("", TypeScriptCompiler.Check(Workspace.Find(AppContext.BaseDirectory, named: null).Root, programs));
    }

    [NpmFact]
    public async Task Outputs_BehindPgBouncer_AreKnownThoughTheDatabaseIsNot()
    {
        var stack = await StackEvaluator.EvaluateAsync(Stack("aws-pgbouncer"), new(2026, 11, 1));

        Assert.Equal("pooler.default.svc", (string?)stack.Masked["connections"]!["readWrite"]!["host"]);
        Assert.Equal("orders_ro", (string?)stack.Masked["connections"]!["readOnly"]!["database"]);
        Assert.Equal(Markers.Unknown, (string?)stack.Masked["connections"]!["direct"]!["host"]);
        Assert.Equal(Markers.Unknown, (string?)stack.Resources.Single(resource => resource.Type == "kubernetes:core/v1:ConfigMap").Masked["data"]);
    }

    [NpmFact]
    public async Task Outputs_OfTwoPoolers_LeadEachRouteToItsOwn()
    {
        var stack = await StackEvaluator.EvaluateAsync(Stack(Reads), new(2026, 11, 1));
        var connections = stack.Masked["connections"]!;

        Assert.Equal((Markers.Unknown, 5432, "orders"), Target("readWrite"));
        Assert.Equal(("reads.default.svc", 6432, "orders_ro"), Target("readOnly"));
        Assert.Equal((Markers.Unknown, 5432, "orders"), Target("direct"));
        Assert.Equal(
            ["kubernetes:apps/v1:StatefulSet reads", "kubernetes:core/v1:Service reads", "kubernetes:core/v1:Service reads-peers"],
            stack.Resources.Where(resource => resource.Type.EndsWith("Set", StringComparison.Ordinal) || resource.Type.EndsWith(":Service", StringComparison.Ordinal))
                .Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(stack.Resources, resource => resource.Type.EndsWith(":ProxyEndpoint", StringComparison.Ordinal));

        (string?, int, string?) Target(string route) =>
            ((string?)connections[route]!["host"], (int)connections[route]!["port"]!, (string?)connections[route]!["database"]);
    }

    private static StackFile Stack(string name)
    {
        var (database, pooler) = Variants[name];
        var pooling = $"{{\"target\": \"aws\", \"database\": {{\"name\": \"orders\", \"user\": \"orders\", {database}}}, \"pooler\": {pooler}, "
            + "\"workloads\": [{\"name\": \"api\", \"replicas\": 2, \"pool\": {\"size\": 10}}"
            + (name == Reads ? ", {\"name\": \"report\", \"replicas\": 2, \"pool\": {\"size\": 5}, \"route\": \"readOnly\", \"user\": \"report\"}" : "") + "]}";
        return new(name, $"{name}.yaml", new JsonObject { [StackFile.SpecificationKey] = JsonNode.Parse(pooling) });
    }
}
