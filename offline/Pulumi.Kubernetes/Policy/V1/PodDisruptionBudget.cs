namespace Pulumi.Kubernetes.Policy.V1;

[KubernetesResourceType("kubernetes:policy/v1:PodDisruptionBudget")]
public partial class PodDisruptionBudget : KubernetesResource
{
    private static readonly string[] s_formerTypes =
    [
        "kubernetes:policy/v1beta1:PodDisruptionBudget",
    ];

    public PodDisruptionBudget(
        string name, Types.Inputs.Policy.V1.PodDisruptionBudgetArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:policy/v1:PodDisruptionBudget", name, MakeArgs(args), MakeOptions(options, id: "", formerTypes: s_formerTypes))
    {
    }

    private PodDisruptionBudget(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:policy/v1:PodDisruptionBudget", name, args: null, MakeOptions(options, id, formerTypes: s_formerTypes))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    public static PodDisruptionBudget Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Policy.V1.PodDisruptionBudgetArgs MakeArgs(Types.Inputs.Policy.V1.PodDisruptionBudgetArgs? args)
    {
        args ??= new();
        args.ApiVersion = "policy/v1";
        args.Kind = "PodDisruptionBudget";
        return args;
    }
}
