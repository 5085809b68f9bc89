using System.Text.Json;
using Infra.Provider;
using Pulumi.Experimental.Provider;

namespace Infra.Packages.Languages;

/// <summary>The SDK's own inference, where the SDK is: built with the official packages only.</summary>
public class OfficialInferenceTests
{
    private const string Connections = "databaseSql port readOnlyHost readWriteHost workloadConnections workloadVariables";

    [Theory]
    [InlineData(
        "PgBouncer", "certificateSecret credentials databaseCaSecret namespace objectName specification", "credentials databaseCaSecret specification",
        Connections)]
    [InlineData("RdsProxy", "credentials specification", "specification", $"connectionSecretArns {Connections} proxyArn")]
    [InlineData("FlexibleServer", "credentials namePrefix resourceGroupName specification", "credentials specification", Connections)]
    public void Schema_OfTheProvider_IsInferred(string component, string inputs, string requiredInputs, string outputs)
    {
        var schema = ComponentAnalyzer.GenerateSchema(new Metadata("pooling", Version: "0.0.0"), typeof(PgBouncer).Assembly);
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(schema));

        var resource = document.RootElement.GetProperty("resources").GetProperty($"pooling:index:{component}");

        Assert.Equal(inputs, Keys(resource.GetProperty("inputProperties")));
        Assert.Equal(requiredInputs, Texts(resource.GetProperty("requiredInputs")));
        Assert.Equal(Sorted(outputs.Split(' ')), Keys(resource.GetProperty("properties")));
        // None may be missing.
        Assert.Equal(Sorted(outputs.Split(' ')), Texts(resource.GetProperty("required")));
    }

    private static string Keys(JsonElement map) => Sorted(map.EnumerateObject().Select(property => property.Name));

    private static string Texts(JsonElement list) => Sorted(list.EnumerateArray().Select(name => name.GetString()!));

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));
}
