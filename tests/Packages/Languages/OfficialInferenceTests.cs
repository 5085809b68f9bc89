using System.Text.Json;
using Infra.Provider;
using Pulumi.Experimental.Provider;

namespace Infra.Packages.Languages;

/// <summary>The SDK's own inference, where the SDK is: built with the official packages only.</summary>
public class OfficialInferenceTests
{
    [Theory]
    [InlineData("PgBouncer", "certificateSecret credentials databaseCaSecret namespace specification", "certificateSecret credentials databaseCaSecret specification")]
    [InlineData("RdsProxy", "credentials specification", "specification")]
    [InlineData("FlexibleServer", "credentials resourceGroupName specification", "credentials resourceGroupName specification")]
    public void Schema_OfTheProvider_IsInferred(string component, string inputs, string required)
    {
        var schema = ComponentAnalyzer.GenerateSchema(new Metadata("pooling", Version: "0.0.0"), typeof(PgBouncer).Assembly);
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(schema));

        var resource = document.RootElement.GetProperty("resources").GetProperty($"pooling:index:{component}");

        Assert.Equal(inputs.Split(' '), resource.GetProperty("inputProperties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(required.Split(' '), resource.GetProperty("requiredInputs").EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal));
    }
}
