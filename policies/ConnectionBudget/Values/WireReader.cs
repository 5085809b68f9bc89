using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Infra.Policies.ConnectionBudget.Grpc;

namespace Infra.Policies.ConnectionBudget.Values;

/// <summary>Reads the fields of an encoded message where it lies, without copying it.</summary>
/// <param name="data">The message.</param>
internal ref struct WireReader(ReadOnlySpan<byte> data)
{
    // Text that is no UTF-8 would be judged as something else than it is.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int LongestCommon = 128;

    // The texts read last, each in the only place that it may have: what is there already need not be made again.
    private static readonly string?[] Common = new string?[1021];

    private readonly int _length = data.Length;
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>The next field; false at the end.</summary>
    /// <exception cref="GrpcException">It is malformed, as for every other method here.</exception>
    public bool TryReadTag(out int field, out WireFormat.WireType type)
    {
        (field, type) = (0, default);
        if (_rest.IsEmpty)
            return false;
        var tag = ReadVarint();
        if (tag > uint.MaxValue || tag >> 3 == 0)
            throw Malformed();
        (field, type) = ((int)(tag >> 3), (WireFormat.WireType)(tag & 7));
        return true;
    }

    public ulong ReadVarint()
    {
        var value = 0UL;
        for (var at = 0; at < Math.Min(10, _rest.Length); at++)
        {
            value |= (ulong)(_rest[at] & 0x7F) << (7 * at);
            if (_rest[at] < 0x80)
            {
                _rest = _rest[(at + 1)..];
                return value;
            }
        }

        throw Malformed();
    }

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadVarint());

    /// <summary>The same, as the range of it in the message.</summary>
    public Range ReadRange()
    {
        var length = ReadBytes().Length;
        var end = _length - _rest.Length;
        return (end - length)..end;
    }

    public string ReadText() => Decoded(ReadBytes());

    /// <summary>A text that stands in most resources: a name of a property, a type.</summary>
    public string ReadCommonText()
    {
        var bytes = ReadBytes();
        if (bytes.Length is 0 or > LongestCommon)
            return Decoded(bytes);
        ref var known = ref Common[((bytes.Length * 131) + (bytes[0] * 31) + (bytes[bytes.Length / 2] * 7) + bytes[^1]) % Common.Length];
        // Read once: other calls may write the same place.
        var text = known;
        return text is not null && Ascii.Equals(bytes, text) ? text : known = Decoded(bytes);
    }

    /// <summary>Passes over the value of a field that nobody asks for.</summary>
    public void Skip(WireFormat.WireType type)
    {
        switch (type)
        {
            case WireFormat.WireType.Varint:
                ReadVarint();
                break;
            case WireFormat.WireType.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireFormat.WireType.LengthDelimited:
                ReadBytes();
                break;
            case WireFormat.WireType.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                // Groups are not part of the protocol's syntax.
                throw Malformed();
        }
    }

    public static GrpcException Malformed() => new(GrpcCode.Internal, "the message cannot be decoded");

    private static string Decoded(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed();
        }
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw Malformed();
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
