using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Pooling;
using Infra.Pooling.Specification;

namespace Infra.Docs.Tests;

/// <summary>The JSON and YAML in the documents.</summary>
public class DataTests
{
    public static TheoryData<string> Json => Page.Places("json");

    public static TheoryData<string> Yaml => Page.Places("yaml");

    [Theory]
    [MemberData(nameof(Json))]
    public void Json_InADocument_IsValid(string place) => JsonDocument.Parse(Page.CodeAt(place)).Dispose();

    [Theory]
    [MemberData(nameof(Yaml))]
    public void Yaml_InADocument_IsValid(string place) => Assert.Null(Record.Exception(() => YamlReader.Read(Page.CodeAt(place), place)));

    [Fact]
    public void Specifications_ThatAreWhole_MakePlans()
    {
        var plans = Specifications().Select(found => PoolPlan.Create(PoolingSpecification.Read(found), new(2026, 11, 20))).ToArray();

        Assert.NotEmpty(plans);
        Assert.Contains(Page.All["docs/other-languages.md"].Code("yaml"), block => InTexts(YamlReader.Read(block.Text, block.Place)).Any());
        Assert.All(plans, plan => Assert.False(plan.IsRefused));
    }

    // One that leaves something out says so.
    private static IEnumerable<JsonElement> Specifications() =>
        from page in Page.All.Values
        from block in page.Code("yaml")
        where !block.Text.Contains('…', StringComparison.Ordinal)
        let root = YamlReader.Read(block.Text, block.Place)
        from specification in
            ((root as JsonObject)?["config"] as JsonObject)?[StackFile.SpecificationKey] is { } own ? [own] : InTexts(root)
        select JsonSerializer.SerializeToElement(specification);

    /// <summary>Those that a program in YAML turns into a text.</summary>
    private static IEnumerable<JsonNode> InTexts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry =>
            entry is { Key: "fn::toJSON", Value: JsonObject text } && text.ContainsKey("target") ? [text] : InTexts(entry.Value)),
        JsonArray list => list.SelectMany(InTexts),
        _ => [],
    };
}
