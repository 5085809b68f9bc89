using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Parity;

/// <summary>The stacks of a test with URNs as the engine makes them: the short ones of the tests are none to a reader of files.</summary>
internal sealed class Told
{
    private readonly (string Name, ResourceNode[] Resources)[] _stacks;
    private readonly Dictionary<string, string> _urns = new(StringComparer.Ordinal);

    public Told(IReadOnlyList<ResourceGraph> graphs)
    {
        foreach (var (index, graph) in graphs.Index())
        {
            foreach (var resource in graph.Resources)
                _urns.TryAdd(resource.Urn, $"urn:pulumi:{graph.Stack}::p{index}::t::{resource.Urn[4..]}");
        }

        _stacks = [.. graphs.Select(graph => (graph.Stack, graph.Resources.Select(Renamed).ToArray()))];
    }

    public IEnumerable<(string Name, ResourceNode[] Resources)> Stacks() => _stacks;

    /// <summary>Whether a value of a resource is secret.</summary>
    public bool HasSecrets => _stacks.Any(stack => stack.Resources.Any(resource => IsSecret(resource.Properties)));

    public IEnumerable<string> States() => _stacks.Select(stack => new JsonObject
    {
        ["deployment"] = new JsonObject { ["resources"] = new JsonArray([.. stack.Resources.Select(node => Resource(node, Encoding.State(node.Properties)))]) },
    }.ToJsonString());

    public IEnumerable<string> Previews() => _stacks.Select(stack => new JsonObject
    {
        ["steps"] = new JsonArray([.. stack.Resources.Select(node => new JsonObject
        {
            ["op"] = "create",
            ["urn"] = node.Urn,
            ["newState"] = Resource(node, Encoding.Masked(node.Properties)),
        })]),
    }.ToJsonString());

    /// <summary>A finding of the rules themselves, with the URNs of the hosts.</summary>
    public string Text(string rule, string level, string urn, string message) => Line(rule, level, Urn(urn), Urns(message));

    public static string Line(string rule, string level, string urn, string message) => $"{rule} {level} {urn}: {message}";

    /// <summary>A message in which stacks of one name are told apart by their projects, without them.</summary>
    public string WithoutProjects(string message) =>
        _stacks.Index().Aggregate(message, (text, stack) => text.Replace($"p{stack.Index}/{stack.Item.Name}", stack.Item.Name, StringComparison.Ordinal));

    private static bool IsSecret(PropertyValue value) => value.IsSecret || value switch
    {
        ObjectValue map => map.Members.Values.Any(IsSecret),
        ListValue list => list.Items.Any(IsSecret),
        _ => false,
    };

    private static JsonObject Resource(ResourceNode node, JsonObject inputs) => new JsonObject
    {
        ["urn"] = node.Urn,
        ["type"] = node.Type,
        ["custom"] = node.IsCustom,
        ["parent"] = node.Parent,
        ["inputs"] = inputs,
        ["dependencies"] = Texts(node.Dependencies),
        ["propertyDependencies"] = new JsonObject(node.PropertyDependencies.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Texts(member.Value)))),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private ResourceNode Renamed(ResourceNode node) => node with
    {
        Urn = Urn(node.Urn),
        Parent = node.Parent is null ? null : Urn(node.Parent),
        Dependencies = [.. node.Dependencies.Select(Urn)],
        PropertyDependencies = node.PropertyDependencies.ToImmutableDictionary(member => member.Key, member => member.Value.Select(Urn).ToImmutableArray()),
        Properties = (ObjectValue)Renamed(node.Properties),
    };

    // A resource may name another by its URN.
    private PropertyValue Renamed(PropertyValue value) => value switch
    {
        TextValue text when _urns.TryGetValue(text.Value, out var urn) => new TextValue(urn) { IsSecret = text.IsSecret },
        ListValue list => new ListValue([.. list.Items.Select(Renamed)]) { IsSecret = list.IsSecret },
        ObjectValue map => new ObjectValue(map.Members.ToDictionary(member => member.Key, member => Renamed(member.Value), StringComparer.Ordinal)) { IsSecret = map.IsSecret },
        _ => value,
    };

    private string Urn(string urn) => _urns.GetValueOrDefault(urn, urn);

    // Longer ones first: one may be the beginning of another.
    private string Urns(string message) => _urns.OrderByDescending(pair => pair.Key.Length).Aggregate(message, (text, pair) =>
        text.Replace(pair.Key, $"\u0001{pair.Value[4..]}", StringComparison.Ordinal)).Replace("\u0001", "urn:", StringComparison.Ordinal);
}
