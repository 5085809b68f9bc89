namespace Pulumi.Kubernetes.Apps.V1;

[KubernetesResourceType("kubernetes:apps/v1:StatefulSet")]
public partial class StatefulSet : KubernetesResource
{
    private static readonly string[] s_formerTypes =
    [
        "kubernetes:apps/v1beta1:StatefulSet",
        "kubernetes:apps/v1beta2:StatefulSet",
    ];

    public StatefulSet(string name, Types.Inputs.Apps.V1.StatefulSetArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:apps/v1:StatefulSet", name, MakeArgs(args), MakeOptions(options, id: "", formerTypes: s_formerTypes))
    {
    }

    private StatefulSet(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:apps/v1:StatefulSet", name, args: null, MakeOptions(options, id, formerTypes: s_formerTypes))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    public static StatefulSet Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Apps.V1.StatefulSetArgs MakeArgs(Types.Inputs.Apps.V1.StatefulSetArgs? args)
    {
        args ??= new();
        args.ApiVersion = "apps/v1";
        args.Kind = "StatefulSet";
        return args;
    }
}
