namespace Pulumi.Aws.Iam;

/// <summary>An IAM role.</summary>
[AwsResourceType("aws:iam/role:Role")]
public partial class Role : CustomResource
{
    public Role(string name, RoleArgs args, CustomResourceOptions? options = null)
        : base("aws:iam/role:Role", name, args ?? new RoleArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("uniqueId")]
    public Output<string> UniqueId { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Role"/>.</summary>
public sealed class RoleArgs : ResourceArgs
{
    [Input("assumeRolePolicy", required: true)]
    public Input<string> AssumeRolePolicy { get; set; } = null!;

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("path")]
    public Input<string>? Path { get; set; }

    [Input("permissionsBoundary")]
    public Input<string>? PermissionsBoundary { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    public static new RoleArgs Empty => new();
}
