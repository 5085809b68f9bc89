namespace Pulumi.Kubernetes;

/// <summary>Where resources are made; the ambient kubeconfig by default.</summary>
[KubernetesResourceType("pulumi:providers:kubernetes")]
public partial class Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
    : ProviderResource("kubernetes", name, args ?? new ProviderArgs(), MakeOptions(options))
{
    private static CustomResourceOptions MakeOptions(CustomResourceOptions? options)
    {
        var merged = CustomResourceOptions.Merge(new() { Version = KubernetesResource.PackageVersion }, options);
        merged.Id = "";
        return merged;
    }
}

/// <summary>The arguments of a <see cref="Provider"/>; some default to variables of the environment.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    [Input("cluster")]
    public Input<string>? Cluster { get; set; }

    [Input("context")]
    public Input<string>? Context { get; set; }

    [Input("enableServerSideApply", json: true)]
    public Input<bool>? EnableServerSideApply { get; set; } = Flag("PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY");

    [Input("kubeconfig")]
    public Input<string>? KubeConfig { get; set; } = Text("KUBECONFIG");

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    [Input("renderYamlToDirectory")]
    public Input<string>? RenderYamlToDirectory { get; set; }

    [Input("suppressDeprecationWarnings", json: true)]
    public Input<bool>? SuppressDeprecationWarnings { get; set; } = Flag("PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS");

    public static new ProviderArgs Empty => new();

    private static Input<string>? Text(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } value ? value : (Input<string>?)null;

    private static Input<bool>? Flag(string variable) => Environment.GetEnvironmentVariable(variable) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => (Input<bool>?)null,
    };
}
