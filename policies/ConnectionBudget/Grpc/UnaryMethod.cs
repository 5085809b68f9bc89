using Google.Protobuf;

namespace Infra.Policies.ConnectionBudget.Grpc;

/// <summary>A method with one request and one answer.</summary>
/// <param name="Call">Makes the answer from the encoded request.</param>
internal sealed record UnaryMethod(Func<ReadOnlyMemory<byte>, CancellationToken, IMessage> Call)
{
    /// <summary>What happens once the answer is out; default nothing.</summary>
    public Action? Afterwards { get; init; }

    /// <summary>A method over messages. Fields that the contract does not name are dropped, or they would be kept in memory.</summary>
    public static UnaryMethod Of<TRequest>(Func<TRequest, CancellationToken, IMessage> call)
        where TRequest : IMessage<TRequest>, new()
    {
        var parser = new MessageParser<TRequest>(static () => new TRequest()).WithDiscardUnknownFields(true);
        return new((request, cancel) => call(parser.ParseFrom(request.Span), cancel));
    }
}
