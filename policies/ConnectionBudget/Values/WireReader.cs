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

    public string ReadText()
    {
        try
        {
            return Strict.GetString(ReadBytes());
        }
        catch (DecoderFallbackException)
        {
            throw Malformed();
        }
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

    public static GrpcException Malformed() => new(GrpcCode.Internal, "the properties cannot be decoded");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw Malformed();
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
