namespace Pulumi.Aws.Rds;

/// <summary>One more endpoint of a proxy.</summary>
[AwsResourceType("aws:rds/proxyEndpoint:ProxyEndpoint")]
public partial class ProxyEndpoint : CustomResource
{
    public ProxyEndpoint(string name, ProxyEndpointArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/proxyEndpoint:ProxyEndpoint", name, args ?? new ProxyEndpointArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; } = null!;

    [Output("isDefault")]
    public Output<bool> IsDefault { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="ProxyEndpoint"/>.</summary>
public sealed class ProxyEndpointArgs : ResourceArgs
{
    [Input("dbProxyEndpointName", required: true)]
    public Input<string> DbProxyEndpointName { get; set; } = null!;

    [Input("dbProxyName", required: true)]
    public Input<string> DbProxyName { get; set; } = null!;

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    [Input("targetRole")]
    public Input<string>? TargetRole { get; set; }

    [Input("vpcSecurityGroupIds")]
    private InputList<string>? _vpcSecurityGroupIds;

    public InputList<string> VpcSecurityGroupIds
    {
        get => _vpcSecurityGroupIds ??= new();
        set => _vpcSecurityGroupIds = value;
    }

    [Input("vpcSubnetIds", required: true)]
    private InputList<string>? _vpcSubnetIds;

    public InputList<string> VpcSubnetIds
    {
        get => _vpcSubnetIds ??= new();
        set => _vpcSubnetIds = value;
    }

    public static new ProxyEndpointArgs Empty => new();
}
