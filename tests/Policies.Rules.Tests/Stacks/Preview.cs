using System.Text.Json.Nodes;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Stacks;

/// <summary>A preview of one of this repository's stacks: what <c>./infra preview STACK --json</c> prints, without what has nothing to do with connections.</summary>
internal sealed record Preview(string Stack, ResourceGraph Graph, JsonObject Budget)
{
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private const string Secret = "[secret]";

    public static TheoryData<string> Stacks =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Stacks", "Previews");

    public static Preview Of(string stack)
    {
        // As the text of an unknown value in these tests, so that one reader does for all.
        var text = File.ReadAllText(Path.Combine(Folder, $"{stack}.json")).Replace(Unknown, "?", StringComparison.Ordinal).Replace(Secret, "?", StringComparison.Ordinal);
        var document = JsonNode.Parse(text)!.AsObject();
        return new(stack, ResourceGraph.Create(stack, document["resources"]!.AsArray().Select(node => Resource(node!.AsObject()))), document["budget"]!.AsObject());
    }

    private static ResourceNode Resource(JsonObject json) =>
        new((string)json["urn"]!, (string)json["type"]!, (string)json["name"]!, (ObjectValue)Given.Value(json["inputs"]!.ToJsonString()))
        {
            Parent = (string?)json["parent"],
            Dependencies = [.. json["dependencies"]!.AsArray().Select(urn => (string)urn!)],
        };
}
