namespace Pulumi.Kubernetes.Networking.V1;

[KubernetesResourceType("kubernetes:networking.k8s.io/v1:NetworkPolicy")]
public partial class NetworkPolicy : KubernetesResource
{
    private static readonly string[] s_formerTypes =
    [
        "kubernetes:extensions/v1beta1:NetworkPolicy",
    ];

    public NetworkPolicy(string name, Types.Inputs.Networking.V1.NetworkPolicyArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:networking.k8s.io/v1:NetworkPolicy", name, MakeArgs(args),
            MakeOptions(options, id: "", formerTypes: s_formerTypes))
    {
    }

    private NetworkPolicy(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:networking.k8s.io/v1:NetworkPolicy", name, args: null, MakeOptions(options, id, formerTypes: s_formerTypes))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    public static NetworkPolicy Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Networking.V1.NetworkPolicyArgs MakeArgs(Types.Inputs.Networking.V1.NetworkPolicyArgs? args)
    {
        args ??= new();
        args.ApiVersion = "networking.k8s.io/v1";
        args.Kind = "NetworkPolicy";
        return args;
    }
}
