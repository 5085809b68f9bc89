namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public class TolerationArgs : ResourceArgs
{
    [Input("effect")]
    public Input<string>? Effect { get; set; }

    [Input("key")]
    public Input<string>? Key { get; set; }

    [Input("operator")]
    public Input<string>? Operator { get; set; }

    [Input("tolerationSeconds")]
    public Input<int>? TolerationSeconds { get; set; }

    [Input("value")]
    public Input<string>? Value { get; set; }

    public static new TolerationArgs Empty => new();
}

public class TopologySpreadConstraintArgs : ResourceArgs
{
    [Input("labelSelector")]
    public Input<Meta.V1.LabelSelectorArgs>? LabelSelector { get; set; }

    [field: Input("matchLabelKeys")]
    public InputList<string> MatchLabelKeys { get => field ??= new(); set; }

    [Input("maxSkew", required: true)]
    public Input<int> MaxSkew { get; set; } = null!;

    [Input("minDomains")]
    public Input<int>? MinDomains { get; set; }

    [Input("topologyKey", required: true)]
    public Input<string> TopologyKey { get; set; } = null!;

    [Input("whenUnsatisfiable", required: true)]
    public Input<string> WhenUnsatisfiable { get; set; } = null!;

    public static new TopologySpreadConstraintArgs Empty => new();
}
