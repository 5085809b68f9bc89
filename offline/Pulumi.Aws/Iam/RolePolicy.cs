namespace Pulumi.Aws.Iam;

/// <summary>A policy inside an IAM role.</summary>
[AwsResourceType("aws:iam/rolePolicy:RolePolicy")]
public partial class RolePolicy : CustomResource
{
    public RolePolicy(string name, RolePolicyArgs args, CustomResourceOptions? options = null)
        : base("aws:iam/rolePolicy:RolePolicy", name, args ?? new RolePolicyArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("policy")]
    public Output<string> Policy { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="RolePolicy"/>.</summary>
public sealed class RolePolicyArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("policy", required: true)]
    public Input<string> Policy { get; set; } = null!;

    [Input("role", required: true)]
    public Input<string> Role { get; set; } = null!;

    public static new RolePolicyArgs Empty => new();
}
