namespace Pulumi.AzureNative.Network.Inputs;

public sealed class PrivateDnsZoneConfigArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("privateDnsZoneId")]
    public Input<string>? PrivateDnsZoneId { get; set; }

    public static new PrivateDnsZoneConfigArgs Empty => new();
}

public sealed class PrivateLinkServiceConnectionArgs : ResourceArgs
{
    [field: Input("groupIds")]
    public InputList<string> GroupIds { get => field ??= new(); set; }

    [Input("id")]
    public Input<string>? Id { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("privateLinkServiceId")]
    public Input<string>? PrivateLinkServiceId { get; set; }

    [Input("requestMessage")]
    public Input<string>? RequestMessage { get; set; }

    public static new PrivateLinkServiceConnectionArgs Empty => new();
}

public sealed class SubnetArgs : ResourceArgs
{
    [Input("id")]
    public Input<string>? Id { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    public static new SubnetArgs Empty => new();
}
