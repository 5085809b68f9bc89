using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Infra.Policies.ConnectionBudget.Grpc;

/// <summary>A message on the wire: a compression flag, four bytes of length, the message.</summary>
internal static class MessageFrame
{
    /// <summary>The engine sends whole stacks in one message, and sets this limit at its own end.</summary>
    public const int LargestMessage = 400 * 1024 * 1024;

    private const int HeaderLength = 5;

    // A length is only a promise: memory beyond this is taken as the bytes arrive.
    private const int TakenOnTrust = 16 * 1024 * 1024;

    /// <summary>Reads the one message of a unary call.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="encoding">The header <c>grpc-encoding</c>; null for none.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="GrpcException">The frame is broken, too large, compressed, or not the only one.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(PipeReader body, string? encoding, CancellationToken cancel)
    {
        var start = await body.ReadAtLeastAsync(HeaderLength, cancel);
        if (start.Buffer.Length < HeaderLength)
            throw new GrpcException(GrpcCode.Internal, "the request ends before its message");
        var header = start.Buffer.Slice(0, HeaderLength).ToArray();
        body.AdvanceTo(start.Buffer.GetPosition(HeaderLength));

        CheckCompression(header[0], encoding);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (length > LargestMessage)
            throw new GrpcException(GrpcCode.ResourceExhausted, $"the message is {length} bytes long; allowed: up to {LargestMessage}");
        return await ReadAsync(body, (int)length, cancel);
    }

    /// <summary>Writes the one message of an answer.</summary>
    public static void Write(IBufferWriter<byte> body, IMessage message)
    {
        var length = message.CalculateSize();
        var header = body.GetSpan(HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        body.Advance(HeaderLength);
        message.WriteTo(body);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(PipeReader body, int length, CancellationToken cancel)
    {
        var message = new ArrayBufferWriter<byte>(Math.Clamp(length, 1, TakenOnTrust));
        while (true)
        {
            var result = await body.ReadAsync(cancel);
            if (message.WrittenCount + result.Buffer.Length > length)
                throw new GrpcException(GrpcCode.Internal, "the request goes on after its message; a unary call has one");
            foreach (var part in result.Buffer)
                message.Write(part.Span);
            body.AdvanceTo(result.Buffer.End);
            if (!result.IsCompleted)
                continue;
            if (message.WrittenCount < length)
                throw new GrpcException(GrpcCode.Internal, $"the request ends after {message.WrittenCount} of the message's {length} bytes");
            return message.WrittenMemory;
        }
    }

    private static void CheckCompression(byte flag, string? encoding)
    {
        switch (flag)
        {
            case 0:
                return;
            case 1 when encoding is null or "identity":
                throw new GrpcException(GrpcCode.Internal, "the message says that it is compressed, the header grpc-encoding does not");
            case 1:
                throw new GrpcException(GrpcCode.Unimplemented, "the message is compressed; allowed: identity");
            default:
                throw new GrpcException(GrpcCode.Internal, $"the message's compression flag is {flag}; allowed: 0 or 1");
        }
    }
}
