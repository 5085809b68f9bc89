namespace Pulumi.Aws.Vpc;

/// <summary>A rule that lets traffic in.</summary>
[AwsResourceType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")]
public partial class SecurityGroupIngressRule : CustomResource
{
    public SecurityGroupIngressRule(string name, SecurityGroupIngressRuleArgs args, CustomResourceOptions? options = null)
        : base("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, args ?? new SecurityGroupIngressRuleArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("securityGroupRuleId")]
    public Output<string> SecurityGroupRuleId { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="SecurityGroupIngressRule"/>.</summary>
public sealed class SecurityGroupIngressRuleArgs : ResourceArgs
{
    [Input("cidrIpv4")]
    public Input<string>? CidrIpv4 { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("fromPort")]
    public Input<int>? FromPort { get; set; }

    [Input("ipProtocol", required: true)]
    public Input<string> IpProtocol { get; set; } = null!;

    [Input("referencedSecurityGroupId")]
    public Input<string>? ReferencedSecurityGroupId { get; set; }

    [Input("securityGroupId", required: true)]
    public Input<string> SecurityGroupId { get; set; } = null!;

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    [Input("toPort")]
    public Input<int>? ToPort { get; set; }

    public static new SecurityGroupIngressRuleArgs Empty => new();
}
