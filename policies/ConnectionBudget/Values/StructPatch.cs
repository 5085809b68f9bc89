using Google.Protobuf.WellKnownTypes;
using Infra.Policies.Rules.Graph;
using ListValue = Infra.Policies.Rules.Graph.ListValue;

namespace Infra.Policies.ConnectionBudget.Values;

/// <summary>
/// Carries changes over into encoded properties. Everything else stays as the engine sent it: assets, references and kinds of unknown
/// values have no place among the values that rules judge, and would be lost on the way back.
/// </summary>
internal static class StructPatch
{
    /// <summary>Changes the properties in place.</summary>
    /// <param name="properties">The properties as they came.</param>
    /// <param name="before">The same, read.</param>
    /// <param name="after">What they are to be.</param>
    public static void Apply(Struct properties, ObjectValue before, ObjectValue after)
    {
        foreach (var gone in before.Members.Keys.Where(name => !after.Members.ContainsKey(name)))
            properties.Fields.Remove(gone);
        foreach (var (name, value) in after.Members)
        {
            properties.Fields[name] = before.Members.TryGetValue(name, out var old) && properties.Fields.TryGetValue(name, out var there)
                ? Changed(there, old, value)
                : Encoded(value);
        }
    }

    private static Value Changed(Value there, PropertyValue before, PropertyValue after)
    {
        if (ReferenceEquals(before, after) || before == after)
            return there;
        var inner = Inside(there);
        switch (before, after)
        {
            case (ObjectValue old, ObjectValue map) when inner.KindCase == Value.KindOneofCase.StructValue:
                Apply(inner.StructValue, old, map);
                break;
            case (ListValue old, ListValue list) when old.Items.Length == list.Items.Length:
                for (var index = 0; index < list.Items.Length; index++)
                    inner.ListValue.Values[index] = Changed(inner.ListValue.Values[index], old.Items[index], list.Items[index]);
                break;
            default:
                var plain = Plain(after);
                inner.ClearKind();
                inner.MergeFrom(plain);
                break;
        }

        return there;
    }

    // Below the wrapping of a secret or an output, so that it stays one.
    private static Value Inside(Value value) =>
        value.KindCase == Value.KindOneofCase.StructValue && value.StructValue.Fields.ContainsKey(EngineValues.SignatureKey)
            && value.StructValue.Fields.TryGetValue("value", out var inner)
            ? Inside(inner)
            : value;

    private static Value Encoded(PropertyValue value) => value.IsSecret
        ? Value.ForStruct(new()
        {
            Fields =
            {
                [EngineValues.SignatureKey] = Value.ForString(EngineValues.SecretSignature),
                ["value"] = Plain(value),
            },
        })
        : Plain(value);

    private static Value Plain(PropertyValue value) => value switch
    {
        BooleanValue boolean => Value.ForBool(boolean.Value),
        NumberValue number => Value.ForNumber(number.Value),
        TextValue text => Value.ForString(text.Value),
        UnknownValue => Value.ForString(EngineValues.UnknownText),
        ListValue list => Value.ForList([.. list.Items.Select(Encoded)]),
        ObjectValue map => Value.ForStruct(new()
        {
            Fields = { map.Members.ToDictionary(member => member.Key, member => Encoded(member.Value), StringComparer.Ordinal) },
        }),
        _ => Value.ForNull(),
    };
}
