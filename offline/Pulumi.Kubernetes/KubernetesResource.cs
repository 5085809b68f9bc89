using System.Reflection;

namespace Pulumi.Kubernetes;

/// <summary>A resource of a Kubernetes cluster.</summary>
public abstract class KubernetesResource : CustomResource
{
    internal KubernetesResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args, options)
    {
    }

    internal static string PackageVersion { get; } = Assembly.GetExecutingAssembly().GetName().Version!.ToString(fieldCount: 3);

    /// <summary>The defaults of the provider with the caller's options over them; an empty id registers, any other reads.</summary>
    private protected static CustomResourceOptions MakeOptions(
        CustomResourceOptions? options, Input<string> id, string[]? additionalSecretOutputs = null, string[]? formerTypes = null)
    {
        var defaults = new CustomResourceOptions
        {
            Version = PackageVersion,
            AdditionalSecretOutputs = [.. additionalSecretOutputs ?? []],
            Aliases = [.. (formerTypes ?? []).Select(type => (Input<Alias>)new Alias { Type = type })],
        };
        var merged = CustomResourceOptions.Merge(defaults, options);
        merged.Id = id;
        return merged;
    }
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class KubernetesResourceTypeAttribute(string type) : ResourceTypeAttribute(type, KubernetesResource.PackageVersion);
