namespace Pulumi.Aws.Rds;

/// <summary>Parameters of an RDS instance.</summary>
[AwsResourceType("aws:rds/parameterGroup:ParameterGroup")]
public partial class ParameterGroup : CustomResource
{
    public ParameterGroup(string name, ParameterGroupArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/parameterGroup:ParameterGroup", name, args ?? new ParameterGroupArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("family")]
    public Output<string> Family { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="ParameterGroup"/>.</summary>
public sealed class ParameterGroupArgs : ResourceArgs
{
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("family", required: true)]
    public Input<string> Family { get; set; } = null!;

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("parameters")]
    private InputList<Inputs.ParameterGroupParameterArgs>? _parameters;

    public InputList<Inputs.ParameterGroupParameterArgs> Parameters
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

    public static new ParameterGroupArgs Empty => new();
}
