namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public class ProjectedVolumeSourceArgs : ResourceArgs
{
    [Input("defaultMode")]
    public Input<int>? DefaultMode { get; set; }

    [Input("sources", required: true)]
    private InputList<VolumeProjectionArgs>? _sources;

    public InputList<VolumeProjectionArgs> Sources
    {
        get => _sources ??= new();
        set => _sources = value;
    }

    public static new ProjectedVolumeSourceArgs Empty => new();
}

public class VolumeProjectionArgs : ResourceArgs
{
    [Input("configMap")]
    public Input<ConfigMapProjectionArgs>? ConfigMap { get; set; }

    [Input("secret")]
    public Input<SecretProjectionArgs>? Secret { get; set; }

    [Input("serviceAccountToken")]
    public Input<ServiceAccountTokenProjectionArgs>? ServiceAccountToken { get; set; }

    public static new VolumeProjectionArgs Empty => new();
}

public class ConfigMapProjectionArgs : ResourceArgs
{
    [field: Input("items")]
    public InputList<KeyToPathArgs> Items { get => field ??= new(); set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("optional")]
    public Input<bool>? Optional { get; set; }

    public static new ConfigMapProjectionArgs Empty => new();
}

public class SecretProjectionArgs : ResourceArgs
{
    [field: Input("items")]
    public InputList<KeyToPathArgs> Items { get => field ??= new(); set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("optional")]
    public Input<bool>? Optional { get; set; }

    public static new SecretProjectionArgs Empty => new();
}

public class ServiceAccountTokenProjectionArgs : ResourceArgs
{
    [Input("audience")]
    public Input<string>? Audience { get; set; }

    [Input("expirationSeconds")]
    public Input<int>? ExpirationSeconds { get; set; }

    [Input("path", required: true)]
    public Input<string> Path { get; set; } = null!;

    public static new ServiceAccountTokenProjectionArgs Empty => new();
}
