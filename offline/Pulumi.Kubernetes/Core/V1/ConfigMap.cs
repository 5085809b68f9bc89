using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Core.V1;

[KubernetesResourceType("kubernetes:core/v1:ConfigMap")]
public partial class ConfigMap : KubernetesResource
{
    public ConfigMap(string name, Types.Inputs.Core.V1.ConfigMapArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:ConfigMap", name, MakeArgs(args), MakeOptions(options, id: ""))
    {
    }

    private ConfigMap(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:core/v1:ConfigMap", name, args: null, MakeOptions(options, id))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("binaryData")]
    public Output<ImmutableDictionary<string, string>> BinaryData { get; private set; } = null!;

    [Output("data")]
    public Output<ImmutableDictionary<string, string>> Data { get; private set; } = null!;

    [Output("immutable")]
    public Output<bool> Immutable { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    public static ConfigMap Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Core.V1.ConfigMapArgs MakeArgs(Types.Inputs.Core.V1.ConfigMapArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "ConfigMap";
        return args;
    }
}
