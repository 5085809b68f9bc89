namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public class VolumeArgs : ResourceArgs
{
    [Input("configMap")]
    public Input<ConfigMapVolumeSourceArgs>? ConfigMap { get; set; }

    [Input("emptyDir")]
    public Input<EmptyDirVolumeSourceArgs>? EmptyDir { get; set; }

    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("projected")]
    public Input<ProjectedVolumeSourceArgs>? Projected { get; set; }

    [Input("secret")]
    public Input<SecretVolumeSourceArgs>? Secret { get; set; }

    public static new VolumeArgs Empty => new();
}

public class ConfigMapVolumeSourceArgs : ResourceArgs
{
    [Input("defaultMode")]
    public Input<int>? DefaultMode { get; set; }

    [field: Input("items")]
    public InputList<KeyToPathArgs> Items { get => field ??= new(); set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("optional")]
    public Input<bool>? Optional { get; set; }

    public static new ConfigMapVolumeSourceArgs Empty => new();
}

public class SecretVolumeSourceArgs : ResourceArgs
{
    [Input("defaultMode")]
    public Input<int>? DefaultMode { get; set; }

    [field: Input("items")]
    public InputList<KeyToPathArgs> Items { get => field ??= new(); set; }

    [Input("optional")]
    public Input<bool>? Optional { get; set; }

    [Input("secretName")]
    public Input<string>? SecretName { get; set; }

    public static new SecretVolumeSourceArgs Empty => new();
}

public class EmptyDirVolumeSourceArgs : ResourceArgs
{
    [Input("medium")]
    public Input<string>? Medium { get; set; }

    [Input("sizeLimit")]
    public Input<string>? SizeLimit { get; set; }

    public static new EmptyDirVolumeSourceArgs Empty => new();
}

public class KeyToPathArgs : ResourceArgs
{
    [Input("key", required: true)]
    public Input<string> Key { get; set; } = null!;

    [Input("mode")]
    public Input<int>? Mode { get; set; }

    [Input("path", required: true)]
    public Input<string> Path { get; set; } = null!;

    public static new KeyToPathArgs Empty => new();
}
