namespace Pulumi.Aws.SecretsManager;

/// <summary>A secret of Secrets Manager, without its value.</summary>
[AwsResourceType("aws:secretsmanager/secret:Secret")]
public partial class Secret : CustomResource
{
    public Secret(string name, SecretArgs? args = null, CustomResourceOptions? options = null)
        : base("aws:secretsmanager/secret:Secret", name, args ?? new SecretArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Secret"/>.</summary>
public sealed class SecretArgs : ResourceArgs
{
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namePrefix")]
    public Input<string>? NamePrefix { get; set; }

    [Input("recoveryWindowInDays")]
    public Input<int>? RecoveryWindowInDays { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    public static new SecretArgs Empty => new();
}
