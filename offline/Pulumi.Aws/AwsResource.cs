using System.Reflection;

namespace Pulumi.Aws;

/// <summary>What all resources of the provider share.</summary>
internal static class AwsResource
{
    public static string PackageVersion { get; } = Assembly.GetExecutingAssembly().GetName().Version!.ToString(fieldCount: 3);

    /// <summary>The defaults of the provider with the caller's options over them.</summary>
    public static CustomResourceOptions MakeOptions(CustomResourceOptions? options, string[]? additionalSecretOutputs = null)
    {
        var defaults = new CustomResourceOptions { Version = PackageVersion, AdditionalSecretOutputs = [.. additionalSecretOutputs ?? []] };
        var merged = CustomResourceOptions.Merge(defaults, options);
        merged.Id = "";
        return merged;
    }
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class AwsResourceTypeAttribute(string type) : ResourceTypeAttribute(type, AwsResource.PackageVersion);
