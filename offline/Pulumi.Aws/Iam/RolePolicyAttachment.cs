namespace Pulumi.Aws.Iam;

/// <summary>A managed policy of an IAM role.</summary>
[AwsResourceType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")]
public partial class RolePolicyAttachment : CustomResource
{
    public RolePolicyAttachment(string name, RolePolicyAttachmentArgs args, CustomResourceOptions? options = null)
        : base("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, args ?? new RolePolicyAttachmentArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("policyArn")]
    public Output<string> PolicyArn { get; private set; } = null!;

    [Output("role")]
    public Output<string> Role { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="RolePolicyAttachment"/>.</summary>
public sealed class RolePolicyAttachmentArgs : ResourceArgs
{
    [Input("policyArn", required: true)]
    public Input<string> PolicyArn { get; set; } = null!;

    [Input("role", required: true)]
    public Input<string> Role { get; set; } = null!;

    public static new RolePolicyAttachmentArgs Empty => new();
}
