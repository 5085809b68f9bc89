using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Cli.Tests;

public sealed class PreviewTests : IDisposable
{
    private const string Password = "hunter2-of-app";

    private readonly Project _project = Project.WithShippedStacks();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Json_Local_HasTheShapeOfTheContract()
    {
        var result = await _project.RunAsync("preview", "local", "--json");

        result.Fine();
        var document = result.Json.AsObject();
        Assert.Equal(["stack", "target", "resources", "outputs", "budget", "findings"], Keys(document));
        Assert.Equal("local", document["stack"]!.ToString());
        Assert.Equal("kubernetes", document["target"]!.ToString());
        Assert.All(document["resources"]!.AsArray(), resource =>
        {
            Assert.Equal(["urn", "type", "name", "custom", "parent", "inputs", "dependencies"], Keys(resource!));
            Assert.Equal(JsonValueKind.Object, resource!["inputs"]!.GetValueKind());
            Assert.Equal(JsonValueKind.Array, resource["dependencies"]!.GetValueKind());
            Assert.Contains(resource["custom"]!.GetValueKind(), new[] { JsonValueKind.True, JsonValueKind.False });
            Assert.Equal($"urn:pulumi:local::infra::{Chain(document, resource)}::{resource["name"]}", resource["urn"]!.ToString());
        });
        Assert.Empty(document["findings"]!.AsArray());
    }

    [Fact]
    public async Task Json_Local_HasOneRootAndOnlyKnownParents()
    {
        var resources = (await _project.RunAsync("preview", "local", "--json")).Json["resources"]!.AsArray();

        var urns = resources.Select(resource => resource!["urn"]!.ToString()).ToList();
        Assert.Equal(urns.Distinct(), urns);
        Assert.Single(resources, resource => resource!["parent"] is null);
        Assert.All(resources, resource => Assert.True(resource!["parent"] is null || urns.Contains(resource["parent"]!.ToString())));
        Assert.All(resources.SelectMany(resource => resource!["dependencies"]!.AsArray()), urn => Assert.Contains(urn!.ToString(), urns));
        Assert.Equal(
            [
                "kubernetes:apps/v1:Deployment pooler",
                "kubernetes:core/v1:ConfigMap pooler",
                "kubernetes:core/v1:Secret pooler-tls",
                "kubernetes:core/v1:Secret pooler-users",
                "kubernetes:core/v1:Service pooler",
                "kubernetes:core/v1:Service pooler-ro",
                "kubernetes:core/v1:ServiceAccount pooler",
                "kubernetes:networking.k8s.io/v1:NetworkPolicy pooler",
                "kubernetes:policy/v1:PodDisruptionBudget pooler",
                "pooling:index:ConnectionClaim report",
                "pooling:index:ConnectionClaim worker",
                "pooling:kubernetes:PgBouncerPool pooler",
                "pulumi:pulumi:Stack infra-local",
            ],
            resources.Select(resource => $"{resource!["type"]} {resource["name"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Json_Local_HasTheBudgetToTheLastNumber()
    {
        var budget = (await _project.RunAsync("preview", "local", "--json")).Json["budget"]!;

        Assert.Equal(
            """
            {"maxConnections":200,"reserved":3,"admin":10,"other":20,"usable":167,"scenarios":[{"name":"steady","clientDemand":{"min":920,"max":920},"clientCapacity":1000,"serverDemand":{"min":50,"max":50},"usable":167,"verdict":"within"},{"name":"peak","clientDemand":{"min":940,"max":940},"clientCapacity":1000,"serverDemand":{"min":50,"max":50},"usable":167,"verdict":"within"},{"name":"rollout","clientDemand":{"min":960,"max":960},"clientCapacity":1000,"serverDemand":{"min":100,"max":100},"usable":167,"verdict":"within"},{"name":"failover","clientDemand":{"min":940,"max":940},"clientCapacity":1000,"serverDemand":{"min":100,"max":100},"usable":167,"verdict":"within"}],"lines":[{"name":"usable","kind":"capacity","route":null,"formula":"200 − 3 − 10 − 20","connections":167},{"name":"clients","kind":"clientCapacity","route":null,"formula":"1000 × 1 × (2 − 1)","connections":1000},{"name":"worker","kind":"client","route":"readWrite","formula":"3 × 1 × (300 + 0)","connections":900},{"name":"report","kind":"client","route":"readOnly","formula":"2 × 1 × (20 + 0)","connections":40},{"name":"app","kind":"server","route":"readWrite","formula":"2 × 1 × (25 + 0)","connections":50},{"name":"app_ro","kind":"server","route":"readOnly","formula":"2 × 1 × (25 + 0)","connections":50},{"name":"max_connections","kind":"required","route":null,"formula":"2 × 1 × (25 + 0) + 3 + 10 + 20","connections":83},{"name":"max_connections without pooler","kind":"required","route":null,"formula":"3 × 1 × (300 + 0) + 3 + 10 + 20","connections":933}]}
            """,
            budget.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Json_Local_HasTheOutputsOfEveryRoute()
    {
        var outputs = (await _project.RunAsync("preview", "local", "--json")).Json["outputs"]!;

        Assert.Equal(["direct", "readOnly", "readWrite"], Keys(outputs["connections"]!).Order(StringComparer.Ordinal));
        Assert.All(outputs["connections"]!.AsObject(), connection => Assert.Equal(
            ["database", "host", "jdbc", "npgsql", "password", "port", "sqlalchemy", "uri", "username"],
            Keys(connection.Value!).Order(StringComparer.Ordinal)));
        Assert.Equal("""{"database":"app_ro","host":"127.0.0.1","port":6432,"username":"app"}""", Plain(outputs["connections"]!["readOnly"]!));
        Assert.Equal("""{"database":"app","host":"127.0.0.1","port":15432,"username":"app"}""", Plain(outputs["connections"]!["direct"]!));
        Assert.Equal(["report", "worker"], Keys(outputs["workloads"]!).Order(StringComparer.Ordinal));
        Assert.NotEmpty(outputs["workloads"]!["worker"]!["env"]!.AsObject());
        Assert.Equal("[secret]", outputs["databaseSql"]!.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Preview_Twice_IsEqualToTheByte(bool json)
    {
        string[] arguments = json ? ["preview", "local", "--json"] : ["preview", "local"];

        Assert.Equal((await _project.RunAsync(arguments)).Output, (await _project.RunAsync(arguments)).Output);
    }

    [Theory]
    [InlineData("preview", "secret", "--json")]
    [InlineData("preview", "secret")]
    [InlineData("outputs", "secret", "--json")]
    [InlineData("outputs", "secret")]
    public async Task Secrets_InEveryDocument_AreMasked(params string[] arguments)
    {
        _project.Specified("secret", more: $$"""
              infra:credentials: {app: {{Password}}, pooler_admin: {{Password}}-admin, pooler_stats: {{Password}}-stats}
              infra:tls: {certificate: CERTIFICATE, privateKey: THE-PRIVATE-KEY, databaseCa: AUTHORITY}
            """);

        var result = await _project.RunAsync(arguments);

        result.Fine();
        Assert.NotEqual("", result.Output);
        foreach (var secret in new[] { Password, Uri.EscapeDataString(Password), "THE-PRIVATE-KEY", "SCRAM-SHA-256$" })
            Assert.DoesNotContain(secret, result.Output, StringComparison.Ordinal);
        if (arguments.Contains("--json"))
            Assert.Contains("\"[secret]\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_ShowSecretsOfKnownPasswords_ShowsThem()
    {
        _project.Specified("secret", more: "  infra:credentials: {app: 'p w', pooler_admin: a, pooler_stats: s}\n");

        var result = await _project.RunAsync("outputs", "secret", "--json", "--show-secrets");

        result.Fine();
        var readWrite = result.Json["connections"]!["readWrite"]!;
        Assert.Equal("p w", readWrite["password"]!.ToString());
        Assert.StartsWith("postgresql://app:p%20w@pooler.default.svc:6432/app?", readWrite["uri"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outputs", "dev", "--show-secrets")]
    [InlineData("outputs", "dev", "--json", "--show-secrets")]
    public async Task Outputs_ShowSecretsOfUnknownPasswords_IsRefused(params string[] arguments) => (await _project.RunAsync(arguments)).Refused(2,
        "error: before `pulumi up`, set the password of app, pooler_admin, pooler_stats: pulumi config set --secret --path 'infra:credentials.app'; fix: set them, or leave out --show-secrets\n");

    [Fact]
    public async Task Preview_PasswordsNotSet_SaysSoOnStandardError()
    {
        var result = await _project.RunAsync("preview", "dev", "--json");

        Assert.Equal(0, result.Code);
        Assert.Equal("note: before `pulumi up`, set the password of app, pooler_admin, pooler_stats: pulumi config set --secret --path 'infra:credentials.app'\n", result.Error);
        Assert.Equal("dev", result.Json["stack"]!.ToString());
    }

    [Fact]
    public async Task Preview_Redirected_HasNoColours()
    {
        var result = await _project.RunAsync("preview", "local");

        result.Fine();
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Contains("pooler  pooling:kubernetes:PgBouncerPool", result.Output, StringComparison.Ordinal);
        Assert.Matches("│ worker +│ client +│ readWrite +│ 3 × 1 × \\(300 \\+ 0\\) +│ +900 │", result.Output);
    }

    private static IEnumerable<string> Keys(JsonNode map) => map.AsObject().Select(item => item.Key);

    private static string Plain(JsonNode connection) =>
        new JsonObject(connection.AsObject().Where(item => item.Value!.ToString() != "[secret]").Select(item => KeyValuePair.Create(item.Key, item.Value?.DeepClone()))).ToJsonString();

    /// <summary>The types from the outermost component to the resource, as a URN has them.</summary>
    private static string Chain(JsonObject document, JsonNode resource)
    {
        var parent = document["resources"]!.AsArray().SingleOrDefault(other => other!["urn"]!.ToString() == resource["parent"]?.ToString());
        return parent is null || parent["parent"] is null ? resource["type"]!.ToString() : $"{Chain(document, parent)}${resource["type"]}";
    }
}
