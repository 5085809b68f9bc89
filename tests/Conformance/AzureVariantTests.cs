using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;

namespace Infra.Conformance;

/// <summary>
/// Every kind of network, server and read routing of Azure that no stack of the repository has: previewed, where ids and names are
/// unknown, and made against answers, where each place has a value whose type is checked too.
/// </summary>
public class AzureVariantTests
{
    private const string Group = "/subscriptions/s/resourceGroups/g/providers";
    private const string Subnet = $"\"subnet\": \"{Group}/Microsoft.Network/virtualNetworks/v/subnets/n\"";
    private const string Zone = $"\"zone\": \"{Group}/Microsoft.Network/privateDnsZones/z\"";
    private const string Public = "\"network\": {\"public\": {\"allow\": [{\"from\": \"203.0.113.16\"}]}}";
    private const string Existing = $"\"existing\": \"{Group}/Microsoft.DBforPostgreSQL/flexibleServers/orders\"";
    private const string Named = "\"serverName\": \"orders-1\", \"resourceGroup\": \"rg\", \"location\": \"westeurope\"";
    private const string Entra =
        "\"objectId\": \"11111111-1111-1111-1111-111111111111\", \"tenantId\": \"22222222-2222-2222-2222-222222222222\"";

    private static readonly Dictionary<string, string> Variants = new()
    {
        ["azure-public"] = $"\"replicas\": 1, \"flexibleServer\": {{{Public}, {Named}, \"databases\": [\"audit\"]}}",
        ["azure-vnet-new-zone"] = $"\"replicas\": 1, \"flexibleServer\": {{\"network\": {{\"vnet\": {{{Subnet}}}}}}}",
        ["azure-vnet-zone"] =
            $"\"flexibleServer\": {{\"network\": {{\"vnet\": {{{Subnet}, {Zone}}}}}, \"highAvailability\": \"sameZone\"}}",
        ["azure-endpoint-new-zone"] = $"\"replicas\": 1, \"flexibleServer\": {{\"network\": {{\"privateEndpoint\": {{{Subnet}}}}}}}",
        ["azure-endpoint-zone"] = $"\"flexibleServer\": {{{Named}, \"network\": {{\"privateEndpoint\": {{{Subnet}, {Zone}}}}}}}",
        ["azure-existing"] = $"\"replicas\": 1, \"flexibleServer\": {{{Existing}, {Public}, \"protect\": true, \"alerts\": false}}",
        ["azure-existing-endpoint"] = $"\"flexibleServer\": {{{Existing}, \"network\": {{\"privateEndpoint\": {{{Subnet}}}}}}}",
        ["azure-spread"] = "\"replicas\": 2, \"flexibleServer\": {\"reads\": \"replicas\", \"parameters\": {\"max_wal_senders\": 20}}",
        ["azure-promoted"] = "\"replicas\": 2, \"flexibleServer\": {\"reader\": 2, \"promote\": {\"replica\": 2, \"option\": \"forced\"}}",
        ["azure-watched"] = $"\"flexibleServer\": {{\"keyVault\": {{\"name\": \"kv-1\", \"resourceGroup\": \"rg\"}}, "
            + $"\"workspace\": \"{Group}/Microsoft.OperationalInsights/workspaces/w\", "
            + $"\"actionGroups\": [\"{Group}/Microsoft.Insights/actionGroups/a\"], "
            + $"\"entraAdministrators\": [{{{Entra}, \"name\": \"app\", \"type\": \"servicePrincipal\"}}, "
            + $"{{{Entra.Replace('1', '3')}, \"name\": \"me\", \"type\": \"user\"}}]}}",
    };

    [NpmFact]
    public async Task EveryVariant_PreviewedAndMade_SatisfiesTheProvidersTypes()
    {
        var programs = new Dictionary<string, string>();
        var kinds = new HashSet<string>();
        foreach (var (name, database) in Variants)
        {
            var previewed = (await StackEvaluator.EvaluateAsync(Stack(name, database), new(2026, 11, 1))).Resources;
            programs[$"{name}-previewed"] = TypeScriptProgram.Of(previewed, ReadOf(previewed));
            Assert.Equal(database.Contains(Existing, StringComparison.Ordinal), ReadOf(previewed) is not null);

            var made = (await StackEvaluator.EvaluateAsync(Stack(name, database), new(2026, 11, 1), new AzureAnswers())).Resources;
            var program = TypeScriptProgram.Of(made, ReadOf(made));
            Assert.DoesNotContain(": unknown", program, StringComparison.Ordinal);
            Assert.Equal(Called(previewed), Called(made));
            programs[$"{name}-made"] = program;
            kinds.UnionWith(made.Where(resource => resource.Custom).Select(resource => resource.Type));
        }

        Assert.Equal(
            [
                "azure-native:dbforpostgresql:AdministratorsMicrosoftEntra", "azure-native:dbforpostgresql:Configuration",
                "azure-native:dbforpostgresql:Database", "azure-native:dbforpostgresql:FirewallRule", "azure-native:dbforpostgresql:Server",
                "azure-native:dbforpostgresql:VirtualEndpoint", "azure-native:keyvault:Secret", "azure-native:monitor:DiagnosticSetting",
                "azure-native:monitor:MetricAlert", "azure-native:network:PrivateDnsZoneGroup", "azure-native:network:PrivateEndpoint",
                "azure-native:privatedns:PrivateZone", "azure-native:privatedns:VirtualNetworkLink", "azure-native:resources:ResourceGroup",
            ],
            kinds.Order(StringComparer.Ordinal));
        Assert.Equal("", TypeScriptCompiler.Check(Workspace.Find(AppContext.BaseDirectory, named: null).Root, programs));
    }

    // What is read and not made has no inputs.
    private static RecordedResource? ReadOf(IEnumerable<RecordedResource> resources) => resources.SingleOrDefault(
        resource => resource is { Type: "azure-native:dbforpostgresql:Server", Inputs.Count: 0 });

    private static IEnumerable<string> Called(IEnumerable<RecordedResource> resources) =>
        resources.Where(resource => resource.Custom).Select(resource => $"{resource.Type} {resource.Name}");

    private static StackFile Stack(string name, string database)
    {
        var reads = database.Contains("replicas", StringComparison.Ordinal)
            ? ", {\"name\": \"reports\", \"replicas\": 1, \"pool\": {\"size\": 4}, \"route\": \"readOnly\"}"
            : "";
        var pooling = "{\"target\": \"azure\", \"database\": {\"name\": \"orders\", \"user\": \"orders\", \"sku\": \"Standard_D4ds_v5\", "
            + $"{database}}}, \"workloads\": [{{\"name\": \"api\", \"replicas\": 2, \"pool\": {{\"size\": 10}}}}{reads}]}}";
        return new(name, $"{name}.yaml", new JsonObject { [StackFile.SpecificationKey] = JsonNode.Parse(pooling) });
    }
}
