using System.Collections.Frozen;

namespace Infra.Policies.Rules.Graph;

/// <summary>
/// What the Pulumi engine writes where plain JSON has no word for it: agreed texts in the place of unknown values, and objects with a
/// signature. The constants are those of its <c>sdk/go/common/resource</c>.
/// </summary>
public static class EngineValues
{
    /// <summary>The member that makes an object more than an object.</summary>
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";

    /// <summary>The signature of a secret; its <c>value</c> is plain text, and absent where it is encrypted.</summary>
    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>What stands for an unknown value, most often whatever its type.</summary>
    public const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private const string Asset = "c44067f5952c0a294b673a41bacd8c17";
    private const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";
    private const string Reference = "5cf8f73096256a8f31e491e813e4eb8e";
    private const string Output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    private static readonly FrozenSet<string> Unknowns = FrozenSet.ToFrozenSet(
    [
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // truth value
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
        UnknownText, // text
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
        "030794c1-ac77-496b-92df-f27374a8bd58", // asset
        "e48ece36-62e2-4504-bad9-02848725956a", // archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
    ], StringComparer.Ordinal);

    /// <summary>A text, or the unknown value that it stands for.</summary>
    public static PropertyValue OfText(string text) => Unknowns.Contains(text) ? PropertyValue.Unknown : PropertyValue.Of(text);

    /// <summary>An object, or what its signature says that it is.</summary>
    /// <param name="members">Its members; the collection is kept.</param>
    public static PropertyValue OfObject(IReadOnlyDictionary<string, PropertyValue> members)
    {
        if (!members.TryGetValue(SignatureKey, out var signature))
            return new ObjectValue(members);
        return (signature as TextValue)?.Value switch
        {
            // Without a value it is encrypted.
            SecretSignature => AsSecret(members.GetValueOrDefault("value") ?? PropertyValue.Unknown),
            Output => OfOutput(members),
            // A resource with an id is spoken of by its id, a component by its URN.
            Reference => members.GetValueOrDefault("id") ?? members.GetValueOrDefault("urn") ?? PropertyValue.Unknown,
            Asset or Archive => new ObjectValue(members.Where(member => member.Key != SignatureKey)
                .ToFrozenDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal)),
            // Of a later engine: nobody here can tell what it holds.
            _ => PropertyValue.Unknown,
        };
    }

    /// <summary>
    /// Outputs over inputs: an output that is there and known wins, in every depth of objects; what only one of them has, stays.
    /// </summary>
    /// <param name="inputs">What the program asks for.</param>
    /// <param name="outputs">What the provider answers.</param>
    public static ObjectValue Merge(ObjectValue inputs, ObjectValue outputs)
    {
        if (inputs.Members.Count == 0)
            return outputs;
        if (outputs.Members.Count == 0)
            return inputs;
        var merged = new Dictionary<string, PropertyValue>(outputs.Members, StringComparer.Ordinal);
        foreach (var (name, input) in inputs.Members)
        {
            if (!merged.TryGetValue(name, out var output) || output is UnknownValue or NullValue)
                merged[name] = input;
            else if (input is ObjectValue below && output is ObjectValue above)
                merged[name] = Merge(below, above) with { IsSecret = below.IsSecret || above.IsSecret };
            else if (input.IsSecret && !output.IsSecret)
                merged[name] = AsSecret(output);
        }

        return new(merged);
    }

    private static PropertyValue OfOutput(IReadOnlyDictionary<string, PropertyValue> members)
    {
        var value = members.GetValueOrDefault("value") ?? PropertyValue.Unknown;
        return members.GetValueOrDefault("secret") is BooleanValue { Value: true } ? AsSecret(value) : value;
    }

    // All the way down: a rule that reads a member of a secret must see that it is one.
    private static PropertyValue AsSecret(PropertyValue value) => value switch
    {
        ObjectValue map => new ObjectValue(
            map.Members.ToFrozenDictionary(member => member.Key, member => AsSecret(member.Value), StringComparer.Ordinal))
        { IsSecret = true },
        ListValue list => new ListValue([.. list.Items.Select(AsSecret)]) { IsSecret = true },
        _ => value with { IsSecret = true },
    };
}
