namespace Pulumi.Kubernetes.Core.V1;

[KubernetesResourceType("kubernetes:core/v1:ServiceAccount")]
public partial class ServiceAccount : KubernetesResource
{
    public ServiceAccount(string name, Types.Inputs.Core.V1.ServiceAccountArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:ServiceAccount", name, MakeArgs(args), MakeOptions(options, id: ""))
    {
    }

    private ServiceAccount(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:core/v1:ServiceAccount", name, args: null, MakeOptions(options, id))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("automountServiceAccountToken")]
    public Output<bool> AutomountServiceAccountToken { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    public static ServiceAccount Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Core.V1.ServiceAccountArgs MakeArgs(Types.Inputs.Core.V1.ServiceAccountArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "ServiceAccount";
        return args;
    }
}
