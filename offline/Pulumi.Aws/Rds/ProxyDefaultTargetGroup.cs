namespace Pulumi.Aws.Rds;

/// <summary>The connection pool of a proxy.</summary>
[AwsResourceType("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup")]
public partial class ProxyDefaultTargetGroup : CustomResource
{
    public ProxyDefaultTargetGroup(string name, ProxyDefaultTargetGroupArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", name, args ?? new ProxyDefaultTargetGroupArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("dbProxyName")]
    public Output<string> DbProxyName { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="ProxyDefaultTargetGroup"/>.</summary>
public sealed class ProxyDefaultTargetGroupArgs : ResourceArgs
{
    [Input("connectionPoolConfig")]
    public Input<Inputs.ProxyDefaultTargetGroupConnectionPoolConfigArgs>? ConnectionPoolConfig { get; set; }

    [Input("dbProxyName", required: true)]
    public Input<string> DbProxyName { get; set; } = null!;

    public static new ProxyDefaultTargetGroupArgs Empty => new();
}
