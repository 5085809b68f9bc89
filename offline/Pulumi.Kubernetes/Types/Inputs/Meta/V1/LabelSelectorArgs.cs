namespace Pulumi.Kubernetes.Types.Inputs.Meta.V1;

public class LabelSelectorArgs : ResourceArgs
{
    [field: Input("matchExpressions")]
    public InputList<LabelSelectorRequirementArgs> MatchExpressions { get => field ??= new(); set; }

    [field: Input("matchLabels")]
    public InputMap<string> MatchLabels { get => field ??= new(); set; }

    public static new LabelSelectorArgs Empty => new();
}

public class LabelSelectorRequirementArgs : ResourceArgs
{
    [Input("key", required: true)]
    public Input<string> Key { get; set; } = null!;

    [Input("operator", required: true)]
    public Input<string> Operator { get; set; } = null!;

    [field: Input("values")]
    public InputList<string> Values { get => field ??= new(); set; }

    public static new LabelSelectorRequirementArgs Empty => new();
}
