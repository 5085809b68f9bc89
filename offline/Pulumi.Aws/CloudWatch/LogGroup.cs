namespace Pulumi.Aws.CloudWatch;

/// <summary>A group of logs.</summary>
[AwsResourceType("aws:cloudwatch/logGroup:LogGroup")]
public partial class LogGroup : CustomResource
{
    public LogGroup(string name, LogGroupArgs? args = null, CustomResourceOptions? options = null)
        : base("aws:cloudwatch/logGroup:LogGroup", name, args ?? new LogGroupArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="LogGroup"/>.</summary>
public sealed class LogGroupArgs : ResourceArgs
{
    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("retentionInDays")]
    public Input<int>? RetentionInDays { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    public static new LogGroupArgs Empty => new();
}
