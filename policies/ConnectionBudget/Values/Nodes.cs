using System.Collections.Immutable;
using Google.Protobuf;
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
            IsCustom = IsCustom(resource.Type, resource.Provider),
            Parent = Urn(resource.Options?.Parent),
        };

    /// <summary>A resource as it came out.</summary>
    /// <param name="resource">The resource with its outputs.</param>
    /// <param name="inputs">
    /// What the program asked for, encoded: components have nothing else to show, and not every provider answers all of it.
    /// </param>
    public static ResourceNode Of(Resource resource, ByteString inputs) =>
        new(resource.Urn, resource.Type, resource.Name, new ObjectValue(new LazyMembers(() => Merged(inputs, resource.Properties))))
        {
            IsCustom = IsCustom(resource.Type, resource.Provider),
            Parent = Urn(resource.Parent),
            Dependencies = [.. resource.Dependencies],
            PropertyDependencies = resource.PropertyDependencies.ToImmutableDictionary(
                property => property.Key, property => property.Value.Urns_.ToImmutableArray(), StringComparer.Ordinal),
        };

    private static IReadOnlyDictionary<string, PropertyValue> Merged(ByteString inputs, ByteString outputs) =>
        EngineValues.Merge(PropertyReader.Read(inputs.Span), PropertyReader.Read(outputs.Span)).Members;

    // The engine does not say it: components alone are made without a provider, and so are providers.
    private static bool IsCustom(string type, Provider? provider) =>
        provider is not null || type.StartsWith(ProviderPrefix, StringComparison.Ordinal);

    private static string? Urn(string? urn) => string.IsNullOrEmpty(urn) ? null : urn;
}
