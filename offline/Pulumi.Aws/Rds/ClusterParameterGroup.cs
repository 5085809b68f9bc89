namespace Pulumi.Aws.Rds;

/// <summary>Parameters of an Aurora or Multi-AZ cluster.</summary>
[AwsResourceType("aws:rds/clusterParameterGroup:ClusterParameterGroup")]
public partial class ClusterParameterGroup : CustomResource
{
    public ClusterParameterGroup(string name, ClusterParameterGroupArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/clusterParameterGroup:ClusterParameterGroup", name, args ?? new ClusterParameterGroupArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("family")]
    public Output<string> Family { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="ClusterParameterGroup"/>.</summary>
public sealed class ClusterParameterGroupArgs : ResourceArgs
{
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("family", required: true)]
    public Input<string> Family { get; set; } = null!;

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("parameters")]
    private InputList<Inputs.ClusterParameterGroupParameterArgs>? _parameters;

    public InputList<Inputs.ClusterParameterGroupParameterArgs> Parameters
    {
        get => _parameters ??= new();
        set => _parameters = value;
    }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    public static new ClusterParameterGroupArgs Empty => new();
}
