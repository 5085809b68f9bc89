using System.Collections.Immutable;

namespace Pulumi.AzureNative.Monitor;

/// <summary>An alert on a metric.</summary>
[AzureNativeResourceType("azure-native:monitor:MetricAlert")]
public partial class MetricAlert : CustomResource
{
    public MetricAlert(string name, MetricAlertArgs args, CustomResourceOptions? options = null)
        : base("azure-native:monitor:MetricAlert", name, args ?? new MetricAlertArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private MetricAlert(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:monitor:MetricAlert", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    [Output("enabled")]
    public Output<bool> Enabled { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("scopes")]
    public Output<ImmutableArray<string>> Scopes { get; private set; } = null!;

    [Output("severity")]
    public Output<int> Severity { get; private set; } = null!;

    public static MetricAlert Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="MetricAlert"/>.</summary>
public sealed class MetricAlertArgs : ResourceArgs
{
    [field: Input("actions")]
    public InputList<Inputs.MetricAlertActionArgs> Actions { get => field ??= new(); set; }

    [Input("autoMitigate")]
    public Input<bool>? AutoMitigate { get; set; }

    [Input("criteria", required: true)]
    public object Criteria { get; set; } = null!;

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;

    [Input("evaluationFrequency", required: true)]
    public Input<string> EvaluationFrequency { get; set; } = null!;

    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("ruleName")]
    public Input<string>? RuleName { get; set; }

    [field: Input("scopes", required: true)]
    public InputList<string> Scopes { get => field ??= new(); set; }

    [Input("severity", required: true)]
    public Input<int> Severity { get; set; } = null!;

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    [Input("targetResourceRegion")]
    public Input<string>? TargetResourceRegion { get; set; }

    [Input("targetResourceType")]
    public Input<string>? TargetResourceType { get; set; }

    [Input("windowSize", required: true)]
    public Input<string> WindowSize { get; set; } = null!;

    public static new MetricAlertArgs Empty => new();
}
