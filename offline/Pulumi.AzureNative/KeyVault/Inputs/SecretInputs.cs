namespace Pulumi.AzureNative.KeyVault.Inputs;

public sealed class SecretAttributesArgs : ResourceArgs
{
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("expires")]
    public Input<int>? Expires { get; set; }

    [Input("notBefore")]
    public Input<int>? NotBefore { get; set; }

    public static new SecretAttributesArgs Empty => new();
}

public sealed class SecretPropertiesArgs : ResourceArgs
{
    [Input("attributes")]
    public Input<SecretAttributesArgs>? Attributes { get; set; }

    [Input("contentType")]
    public Input<string>? ContentType { get; set; }

    [Input("value")]
    public Input<string>? Value { get; set; }

    public static new SecretPropertiesArgs Empty => new();
}
