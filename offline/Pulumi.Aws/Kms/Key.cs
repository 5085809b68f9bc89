namespace Pulumi.Aws.Kms;

/// <summary>A key.</summary>
[AwsResourceType("aws:kms/key:Key")]
public partial class Key : CustomResource
{
    public Key(string name, KeyArgs? args = null, CustomResourceOptions? options = null)
        : base("aws:kms/key:Key", name, args ?? new KeyArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("keyId")]
    public Output<string> KeyId { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Key"/>.</summary>
public sealed class KeyArgs : ResourceArgs
{
    [Input("deletionWindowInDays")]
    public Input<int>? DeletionWindowInDays { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("enableKeyRotation")]
    public Input<bool>? EnableKeyRotation { get; set; }

    [Input("policy")]
    public Input<string>? Policy { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    public static new KeyArgs Empty => new();
}
