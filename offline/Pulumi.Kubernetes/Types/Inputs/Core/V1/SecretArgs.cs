namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public class SecretArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("data")]
    private InputMap<string>? _data;

    /// <summary>Secret as a whole when assigned; entries added to the existing map are not.</summary>
    public InputMap<string> Data
    {
        get => _data ??= new();
        set => _data = Output.CreateSecret(value.ToOutput());
    }

    [Input("immutable")]
    public Input<bool>? Immutable { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<Meta.V1.ObjectMetaArgs>? Metadata { get; set; }

    [Input("stringData")]
    private InputMap<string>? _stringData;

    /// <summary>Secret as a whole when assigned; entries added to the existing map are not.</summary>
    public InputMap<string> StringData
    {
        get => _stringData ??= new();
        set => _stringData = Output.CreateSecret(value.ToOutput());
    }

    [Input("type")]
    public Input<string>? Type { get; set; }

    public static new SecretArgs Empty => new();
}
