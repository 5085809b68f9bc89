namespace Pulumi.Aws.Rds;

/// <summary>A database behind a proxy.</summary>
[AwsResourceType("aws:rds/proxyTarget:ProxyTarget")]
public partial class ProxyTarget : CustomResource
{
    public ProxyTarget(string name, ProxyTargetArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/proxyTarget:ProxyTarget", name, args ?? new ProxyTargetArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("dbProxyName")]
    public Output<string> DbProxyName { get; private set; } = null!;

    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; } = null!;

    [Output("port")]
    public Output<int> Port { get; private set; } = null!;

    [Output("rdsResourceId")]
    public Output<string> RdsResourceId { get; private set; } = null!;

    [Output("targetArn")]
    public Output<string> TargetArn { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="ProxyTarget"/>.</summary>
public sealed class ProxyTargetArgs : ResourceArgs
{
    [Input("dbClusterIdentifier")]
    public Input<string>? DbClusterIdentifier { get; set; }

    [Input("dbInstanceIdentifier")]
    public Input<string>? DbInstanceIdentifier { get; set; }

    [Input("dbProxyName", required: true)]
    public Input<string> DbProxyName { get; set; } = null!;

    [Input("targetGroupName", required: true)]
    public Input<string> TargetGroupName { get; set; } = null!;

    public static new ProxyTargetArgs Empty => new();
}
