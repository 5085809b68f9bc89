namespace Pulumi.Aws.Rds.Inputs;

public sealed class ProxyAuthArgs : ResourceArgs
{
    [Input("authScheme")]
    public Input<string>? AuthScheme { get; set; }

    [Input("clientPasswordAuthType")]
    public Input<string>? ClientPasswordAuthType { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("iamAuth")]
    public Input<string>? IamAuth { get; set; }

    [Input("secretArn")]
    public Input<string>? SecretArn { get; set; }

    [Input("username")]
    public Input<string>? Username { get; set; }

    public static new ProxyAuthArgs Empty => new();
}
