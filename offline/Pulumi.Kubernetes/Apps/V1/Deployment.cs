namespace Pulumi.Kubernetes.Apps.V1;

[KubernetesResourceType("kubernetes:apps/v1:Deployment")]
public partial class Deployment : KubernetesResource
{
    private static readonly string[] s_formerTypes =
    [
        "kubernetes:apps/v1beta1:Deployment",
        "kubernetes:apps/v1beta2:Deployment",
        "kubernetes:extensions/v1beta1:Deployment",
    ];

    public Deployment(string name, Types.Inputs.Apps.V1.DeploymentArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:apps/v1:Deployment", name, MakeArgs(args), MakeOptions(options, id: "", formerTypes: s_formerTypes))
    {
    }

    private Deployment(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:apps/v1:Deployment", name, args: null, MakeOptions(options, id, formerTypes: s_formerTypes))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    public static Deployment Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Apps.V1.DeploymentArgs MakeArgs(Types.Inputs.Apps.V1.DeploymentArgs? args)
    {
        args ??= new();
        args.ApiVersion = "apps/v1";
        args.Kind = "Deployment";
        return args;
    }
}
