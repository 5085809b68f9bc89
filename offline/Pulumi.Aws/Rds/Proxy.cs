namespace Pulumi.Aws.Rds;

/// <summary>An RDS Proxy.</summary>
[AwsResourceType("aws:rds/proxy:Proxy")]
public partial class Proxy : CustomResource
{
    public Proxy(string name, ProxyArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/proxy:Proxy", name, args ?? new ProxyArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("region")]
    public Output<string> Region { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Proxy"/>.</summary>
public sealed class ProxyArgs : ResourceArgs
{
    [Input("auths")]
    private InputList<Inputs.ProxyAuthArgs>? _auths;

    public InputList<Inputs.ProxyAuthArgs> Auths
    {
        get => _auths ??= new();
        set => _auths = value;
    }

    [Input("debugLogging")]
    public Input<bool>? DebugLogging { get; set; }

    [Input("defaultAuthScheme")]
    public Input<string>? DefaultAuthScheme { get; set; }

    [Input("engineFamily", required: true)]
    public Input<string> EngineFamily { get; set; } = null!;

    [Input("idleClientTimeout")]
    public Input<int>? IdleClientTimeout { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("requireTls")]
    public Input<bool>? RequireTls { get; set; }

    [Input("roleArn", required: true)]
    public Input<string> RoleArn { get; set; } = null!;

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

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

    public static new ProxyArgs Empty => new();
}
