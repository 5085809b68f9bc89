namespace Pulumi.Aws.Rds;

/// <summary>An instance of a cluster.</summary>
[AwsResourceType("aws:rds/clusterInstance:ClusterInstance")]
public partial class ClusterInstance : CustomResource
{
    public ClusterInstance(string name, ClusterInstanceArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/clusterInstance:ClusterInstance", name, args ?? new ClusterInstanceArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; } = null!;

    [Output("identifier")]
    public Output<string> Identifier { get; private set; } = null!;

    [Output("port")]
    public Output<int> Port { get; private set; } = null!;

    [Output("writer")]
    public Output<bool> Writer { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="ClusterInstance"/>.</summary>
public sealed class ClusterInstanceArgs : ResourceArgs
{
    [Input("applyImmediately")]
    public Input<bool>? ApplyImmediately { get; set; }

    [Input("autoMinorVersionUpgrade")]
    public Input<bool>? AutoMinorVersionUpgrade { get; set; }

    [Input("availabilityZone")]
    public Input<string>? AvailabilityZone { get; set; }

    [Input("caCertIdentifier")]
    public Input<string>? CaCertIdentifier { get; set; }

    [Input("clusterIdentifier", required: true)]
    public Input<string> ClusterIdentifier { get; set; } = null!;

    [Input("copyTagsToSnapshot")]
    public Input<bool>? CopyTagsToSnapshot { get; set; }

    [Input("dbParameterGroupName")]
    public Input<string>? DbParameterGroupName { get; set; }

    [Input("dbSubnetGroupName")]
    public Input<string>? DbSubnetGroupName { get; set; }

    [Input("engine", required: true)]
    public Input<EngineType> Engine { get; set; } = null!;

    [Input("engineVersion")]
    public Input<string>? EngineVersion { get; set; }

    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    [Input("instanceClass", required: true)]
    public InputUnion<string, InstanceType> InstanceClass { get; set; } = null!;

    [Input("monitoringInterval")]
    public Input<int>? MonitoringInterval { get; set; }

    [Input("monitoringRoleArn")]
    public Input<string>? MonitoringRoleArn { get; set; }

    [Input("performanceInsightsEnabled")]
    public Input<bool>? PerformanceInsightsEnabled { get; set; }

    [Input("performanceInsightsKmsKeyId")]
    public Input<string>? PerformanceInsightsKmsKeyId { get; set; }

    [Input("performanceInsightsRetentionPeriod")]
    public Input<int>? PerformanceInsightsRetentionPeriod { get; set; }

    [Input("preferredMaintenanceWindow")]
    public Input<string>? PreferredMaintenanceWindow { get; set; }

    [Input("promotionTier")]
    public Input<int>? PromotionTier { get; set; }

    [Input("publiclyAccessible")]
    public Input<bool>? PubliclyAccessible { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    public static new ClusterInstanceArgs Empty => new();
}
