namespace Pulumi.Kubernetes.Core.V1;

[KubernetesResourceType("kubernetes:core/v1:Namespace")]
public partial class Namespace : KubernetesResource
{
    public Namespace(string name, Types.Inputs.Core.V1.NamespaceArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:Namespace", name, MakeArgs(args), MakeOptions(options, id: ""))
    {
    }

    private Namespace(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:core/v1:Namespace", name, args: null, MakeOptions(options, id))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    public static Namespace Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Core.V1.NamespaceArgs MakeArgs(Types.Inputs.Core.V1.NamespaceArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "Namespace";
        return args;
    }
}
