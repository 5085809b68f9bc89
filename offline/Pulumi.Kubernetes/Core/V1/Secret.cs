using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Core.V1;

[KubernetesResourceType("kubernetes:core/v1:Secret")]
public partial class Secret : KubernetesResource
{
    public Secret(string name, Types.Inputs.Core.V1.SecretArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:core/v1:Secret", name, MakeArgs(args),
            MakeOptions(options, id: "", additionalSecretOutputs: ["data", "stringData"]))
    {
    }

    private Secret(string name, Input<string> id, CustomResourceOptions? options)
        : base("kubernetes:core/v1:Secret", name, args: null, MakeOptions(options, id, additionalSecretOutputs: ["data", "stringData"]))
    {
    }

    [Output("apiVersion")]
    public Output<string> ApiVersion { get; private set; } = null!;

    [Output("data")]
    public Output<ImmutableDictionary<string, string>> Data { get; private set; } = null!;

    [Output("immutable")]
    public Output<bool> Immutable { get; private set; } = null!;

    [Output("kind")]
    public Output<string> Kind { get; private set; } = null!;

    [Output("metadata")]
    public Output<Types.Outputs.Meta.V1.ObjectMeta> Metadata { get; private set; } = null!;

    [Output("stringData")]
    public Output<ImmutableDictionary<string, string>> StringData { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;

    public static Secret Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static Types.Inputs.Core.V1.SecretArgs MakeArgs(Types.Inputs.Core.V1.SecretArgs? args)
    {
        args ??= new();
        args.ApiVersion = "v1";
        args.Kind = "Secret";
        return args;
    }
}
