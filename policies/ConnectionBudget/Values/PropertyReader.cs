using System.Collections.Immutable;
using Google.Protobuf;
using Infra.Policies.Rules.Graph;
using Wire = Google.Protobuf.WellKnownTypes;

namespace Infra.Policies.ConnectionBudget.Values;

/// <summary>
/// Reads an encoded <c>google.protobuf.Struct</c> straight into the values that rules judge. Building the generated messages first would
/// take several times the time and the memory, and they are the larger part of a stack.
/// </summary>
internal static class PropertyReader
{
    // Deeper than any resource, and far from the end of the stack.
    private const int Deepest = 200;

    private const int KeyField = 1;
    private const int ValueField = 2;

    /// <summary>Reads the properties of a resource.</summary>
    /// <param name="encoded">The message; empty for no properties.</param>
    /// <exception cref="Grpc.GrpcException">It is malformed.</exception>
    public static ObjectValue Read(ReadOnlySpan<byte> encoded) => new(ReadMembers(encoded, 0));

    private static MemberMap ReadMembers(ReadOnlySpan<byte> encoded, int depth)
    {
        if (depth > Deepest)
            throw WireReader.Malformed();
        var members = new MemberMap(Count(encoded, Wire.Struct.FieldsFieldNumber));
        var reader = new WireReader(encoded);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field == Wire.Struct.FieldsFieldNumber && type == WireFormat.WireType.LengthDelimited)
            {
                var (name, value) = ReadMember(reader.ReadBytes(), depth);
                members.Set(name, value);
            }
            else
            {
                reader.Skip(type);
            }
        }

        return members;
    }

    /// <summary>How often a field stands in a message, so that nothing need grow while it is read.</summary>
    private static int Count(ReadOnlySpan<byte> encoded, int counted)
    {
        var count = 0;
        var reader = new WireReader(encoded);
        while (reader.TryReadTag(out var field, out var type))
        {
            reader.Skip(type);
            count += field == counted ? 1 : 0;
        }

        return count;
    }

    private static (string Name, PropertyValue Value) ReadMember(ReadOnlySpan<byte> encoded, int depth)
    {
        var name = "";
        PropertyValue? value = null;
        var reader = new WireReader(encoded);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field == KeyField && type == WireFormat.WireType.LengthDelimited)
                name = reader.ReadCommonText();
            else if (field == ValueField && type == WireFormat.WireType.LengthDelimited)
                value = ReadValue(reader.ReadBytes(), depth);
            else
                reader.Skip(type);
        }

        return (name, value ?? throw WireReader.Malformed());
    }

    private static PropertyValue ReadValue(ReadOnlySpan<byte> encoded, int depth)
    {
        PropertyValue? value = null;
        var reader = new WireReader(encoded);
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field, type)
            {
                case (Wire.Value.NullValueFieldNumber, WireFormat.WireType.Varint):
                    reader.ReadVarint();
                    value = PropertyValue.Null;
                    break;
                case (Wire.Value.NumberValueFieldNumber, WireFormat.WireType.Fixed64):
                    value = PropertyValue.Of(reader.ReadDouble());
                    break;
                case (Wire.Value.StringValueFieldNumber, WireFormat.WireType.LengthDelimited):
                    value = EngineValues.OfText(reader.ReadText());
                    break;
                case (Wire.Value.BoolValueFieldNumber, WireFormat.WireType.Varint):
                    value = reader.ReadVarint() != 0 ? PropertyValue.True : PropertyValue.False;
                    break;
                case (Wire.Value.StructValueFieldNumber, WireFormat.WireType.LengthDelimited):
                    value = EngineValues.OfObject(ReadMembers(reader.ReadBytes(), depth + 1));
                    break;
                case (Wire.Value.ListValueFieldNumber, WireFormat.WireType.LengthDelimited):
                    value = ReadList(reader.ReadBytes(), depth + 1);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        // None of the kinds: an error by the message's own definition, and nothing that may pass for an absent value.
        return value ?? throw WireReader.Malformed();
    }

    private static ListValue ReadList(ReadOnlySpan<byte> encoded, int depth)
    {
        if (depth > Deepest)
            throw WireReader.Malformed();
        var items = ImmutableArray.CreateBuilder<PropertyValue>(Count(encoded, Wire.ListValue.ValuesFieldNumber));
        var reader = new WireReader(encoded);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field == Wire.ListValue.ValuesFieldNumber && type == WireFormat.WireType.LengthDelimited)
                items.Add(ReadValue(reader.ReadBytes(), depth));
            else
                reader.Skip(type);
        }

        return new(items.DrainToImmutable());
    }
}
