namespace Pulumi.Kubernetes.Autoscaling.V2;

[KubernetesResourceType("kubernetes:autoscaling/v2:HorizontalPodAutoscaler")]
public partial class HorizontalPodAutoscaler : KubernetesResource
{
    private static readonly string[] s_formerTypes =
    [
        "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
        "kubernetes:autoscaling/v2beta1:HorizontalPodAutoscaler",
        "kubernetes:autoscaling/v2beta2:HorizontalPodAutoscaler",
    ];

    public HorizontalPodAutoscaler(
        string name, Types.Inputs.Autoscaling.V2.HorizontalPodAutoscalerArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", name, MakeArgs(args),
            MakeOptions(options, id: "", formerTypes: s_formerTypes))
    {
    }

    private HorizontalPodAutoscaler(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", name, args: null, MakeOptions(options, id, formerTypes: s_formerTypes))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    public static HorizontalPodAutoscaler Get(
        string name, Input<string> id, CustomResourceOptions? options = null) =>
        new(name, id, options);

    private static Types.Inputs.Autoscaling.V2.HorizontalPodAutoscalerArgs MakeArgs(
        Types.Inputs.Autoscaling.V2.HorizontalPodAutoscalerArgs? args)
    {
        args ??= new();
        args.ApiVersion = "autoscaling/v2";
        args.Kind = "HorizontalPodAutoscaler";
        return args;
    }
}
