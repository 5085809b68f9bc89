using System.Collections.Immutable;
using Pulumi;

namespace Infra.Offline.Contract;

/// <summary>A resource with an output of each kind.</summary>
internal sealed class Bucket(string name, ResourceArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource(Token, name, args, options)
{
    public const string Token = "test:index:Bucket";

    [Output("label")]
    public Output<string> Label { get; private set; } = null!;

    [Output("size")]
    public Output<int> Size { get; private set; } = null!;

    [Output("limit")]
    public Output<int?> Limit { get; private set; } = null!;

    [Output("zones")]
    public Output<ImmutableArray<string>> Zones { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>> Tags { get; private set; } = null!;

    [Output("share")]
    public Output<Union<int, string>> Share { get; private set; } = null!;

    [Output("tier")]
    public Output<Tier> Tier { get; private set; } = null!;

    [Output("owner")]
    public Output<Owner> Owner { get; private set; } = null!;

    [Output]
    public Output<string> Unnamed { get; private set; } = null!;
}

/// <summary>Arguments of each kind.</summary>
internal sealed class BucketArgs : ResourceArgs
{
    [Input("zones")]
    private InputList<string>? _zones;

    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("label")]
    public Input<string>? Label { get; set; }

    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("public")]
    public Input<bool>? Public { get; set; }

    [Input("share")]
    public InputUnion<int, string>? Share { get; set; }

    [Input("policy")]
    public InputJson? Policy { get; set; }

    [Input("tier")]
    public Input<Tier>? Tier { get; set; }

    [Input("colour")]
    public Input<Colour>? Colour { get; set; }

    [Input("owner")]
    public Input<OwnerArgs>? Owner { get; set; }

    [Input("flags", json: true)]
    public InputMap<bool>? Flags { get; set; }

    [Input("other")]
    public Input<Resource>? Other { get; set; }

    public Input<string>? NotAnInput { get; set; }

    public InputList<string> Zones
    {
        get => _zones ??= [];
        set => _zones = value;
    }

    public InputMap<string> Tags
    {
        get => _tags ??= new InputMap<string>();
        set => _tags = value;
    }
}

internal sealed class OwnerArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}

[OutputType]
internal sealed class Owner
{
    public readonly string Name;
    public readonly int Age;

    [OutputConstructor]
    private Owner(string name, [OutputConstructorParameter("years")] int age)
    {
        Name = name;
        Age = age;
    }
}

internal enum Colour
{
    Red,
    Blue,
}

[EnumType]
internal readonly struct Tier : IEquatable<Tier>
{
    private readonly string _value;

    private Tier(string value) => _value = value;

    public static Tier Fast { get; } = new("fast");

    public static explicit operator string(Tier tier) => tier._value;

    public bool Equals(Tier other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Tier other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value;
}
