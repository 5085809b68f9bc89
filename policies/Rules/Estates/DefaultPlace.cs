using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Where the default of max_connections comes from, and why there is none.</summary>
internal static class DefaultPlace
{
    /// <summary>What would decide max_connections: the size, or a max_connections where the catalogue does not have it.</summary>
    public static Subject OfMaxConnections(ResourceNode node, Property size, long? byDefault) =>
        Of(node, size, byDefault, "max_connections");

    /// <summary>The size, and that the catalogue does not have it.</summary>
    public static Subject OfSize(ResourceNode node, Property size, long? byDefault) => Of(node, size, byDefault, size.Path);

    private static Subject Of(ResourceNode node, Property size, long? byDefault, string path) =>
        byDefault is null && size is { IsSecret: false, Text: { IsKnown: true, Value: { } name } }
            ? new(node.Urn, $"{path} ({name} is not in the catalogue)")
            : Reads.At(node, size);
}
