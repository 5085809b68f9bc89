using System.Reflection;

namespace Pulumi.AzureNative;

internal static class Utilities
{
    public static string Version { get; } = Assembly.GetExecutingAssembly().GetName().Version!.ToString(fieldCount: 3);

    /// <summary>The defaults of the provider with the caller's options over them; an empty id registers, any other reads.</summary>
    public static CustomResourceOptions MakeOptions(CustomResourceOptions? options, Input<string> id)
    {
        var merged = CustomResourceOptions.Merge(new() { Version = Version }, options);
        merged.Id = id;
        return merged;
    }
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class AzureNativeResourceTypeAttribute(string type) : ResourceTypeAttribute(type, Utilities.Version);
