namespace Pulumi.Aws.SecretsManager;

/// <summary>The value of a secret.</summary>
[AwsResourceType("aws:secretsmanager/secretVersion:SecretVersion")]
public partial class SecretVersion : CustomResource
{
    public SecretVersion(string name, SecretVersionArgs args, CustomResourceOptions? options = null)
        : base("aws:secretsmanager/secretVersion:SecretVersion", name, args ?? new SecretVersionArgs(), AwsResource.MakeOptions(options, additionalSecretOutputs: ["secretString"]))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("versionId")]
    public Output<string> VersionId { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="SecretVersion"/>.</summary>
public sealed class SecretVersionArgs : ResourceArgs
{
    [Input("secretId", required: true)]
    public Input<string> SecretId { get; set; } = null!;

    [Input("secretString")]
    private Input<string>? _secretString;

    /// <summary>Secret when assigned.</summary>
    public Input<string>? SecretString
    {
        get => _secretString;
        set => _secretString = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    public static new SecretVersionArgs Empty => new();
}
