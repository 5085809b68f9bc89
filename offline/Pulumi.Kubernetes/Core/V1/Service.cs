namespace Pulumi.Kubernetes.Core.V1;

[KubernetesResourceType("kubernetes:core/v1:Service")]
public partial class Service : KubernetesResource
{
    public Service(string name, Types.Inputs.Core.V1.ServiceArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:Service", name, MakeArgs(args), MakeOptions(options, id: ""))
    {
    }

    private Service(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:core/v1:Service", name, args: null, MakeOptions(options, id))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    [Output("spec")]
    public Output<Types.Outputs.Core.V1.ServiceSpec> Spec { get; private set; } = null!;

    public static Service Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Core.V1.ServiceArgs MakeArgs(Types.Inputs.Core.V1.ServiceArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "Service";
        return args;
    }
}
