using Infra.Policies.ConnectionBudget.Protocol;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.ConnectionBudget.Values;

/// <summary>What the engine tells of a resource, as the rules see it.</summary>
internal static class Nodes
{
    private const string ProviderPrefix = "pulumi:providers:";

    /// <summary>A resource as the program asks for it.</summary>
    public static ResourceNode Of(ResourceRequest resource) =>
        new(resource.Urn, resource.Type, resource.Name, PropertyReader.Read(resource.Properties.Span))
        {
            IsCustom = IsCustom(resource.Type, resource.Provider is not null),
            Parent = Urn(resource.Options?.Parent),
        };

    /// <summary>The properties of a resource as it came out, read when a rule first looks at them.</summary>
    /// <param name="inputs">
    /// What the program asked for, encoded: components have nothing else to show, and not every provider answers all of it.
    /// </param>
    /// <param name="outputs">What the resource came out with, encoded.</param>
    public static ObjectValue Properties(ReadOnlyMemory<byte> inputs, ReadOnlyMemory<byte> outputs) =>
        new(new LazyMembers(() => Merged(inputs, outputs)));

    /// <summary>Whether a provider makes a resource. The engine does not say it: components alone are made without one, and so are providers.</summary>
    public static bool IsCustom(string type, bool hasProvider) => hasProvider || type.StartsWith(ProviderPrefix, StringComparison.Ordinal);

    private static IReadOnlyDictionary<string, PropertyValue> Merged(ReadOnlyMemory<byte> inputs, ReadOnlyMemory<byte> outputs) =>
        EngineValues.Merge(PropertyReader.Read(inputs.Span), PropertyReader.Read(outputs.Span)).Members;

    private static string? Urn(string? urn) => string.IsNullOrEmpty(urn) ? null : urn;
}
