namespace Pulumi.Aws.Rds.Inputs;

public sealed class ClusterServerlessv2ScalingConfigurationArgs : ResourceArgs
{
    [Input("maxCapacity", required: true)]
    public Input<double> MaxCapacity { get; set; } = null!;

    [Input("minCapacity", required: true)]
    public Input<double> MinCapacity { get; set; } = null!;

    [Input("secondsUntilAutoPause")]
    public Input<int>? SecondsUntilAutoPause { get; set; }

    public static new ClusterServerlessv2ScalingConfigurationArgs Empty => new();
}
