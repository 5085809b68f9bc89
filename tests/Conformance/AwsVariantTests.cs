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

    private static readonly Dictionary<string, (string Database, string Pooler)> Variants = new()
    {
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

    private static StackFile Stack(string name)
    {
        var (database, pooler) = Variants[name];
        var pooling = $"{{\"target\": \"aws\", \"database\": {{\"name\": \"orders\", \"user\": \"orders\", {database}}}, \"pooler\": {pooler}, "
            + "\"workloads\": [{\"name\": \"api\", \"replicas\": 2, \"pool\": {\"size\": 10}}]}";
        return new(name, $"{name}.yaml", new JsonObject { [StackFile.SpecificationKey] = JsonNode.Parse(pooling) });
    }
}
