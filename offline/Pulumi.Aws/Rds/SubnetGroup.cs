namespace Pulumi.Aws.Rds;

/// <summary>The subnets in which a database may live.</summary>
[AwsResourceType("aws:rds/subnetGroup:SubnetGroup")]
public partial class SubnetGroup : CustomResource
{
    public SubnetGroup(string name, SubnetGroupArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/subnetGroup:SubnetGroup", name, args ?? new SubnetGroupArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="SubnetGroup"/>.</summary>
public sealed class SubnetGroupArgs : ResourceArgs
{
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("subnetIds", required: true)]
    private InputList<string>? _subnetIds;

    public InputList<string> SubnetIds
    {
        get => _subnetIds ??= new();
        set => _subnetIds = value;
    }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    public static new SubnetGroupArgs Empty => new();
}
