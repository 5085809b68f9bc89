namespace Infra.Policies.ConnectionBudget.Grpc;

/// <summary>Status codes of gRPC that this server answers with.</summary>
internal enum GrpcCode
{
    /// <summary>The call worked.</summary>
    Ok = 0,

    /// <summary>The caller or a call to Cancel ended it.</summary>
    Cancelled = 1,

    /// <summary>The message was read, and says something that cannot be.</summary>
    InvalidArgument = 3,

    /// <summary>The caller's time was over first.</summary>
    DeadlineExceeded = 4,

    /// <summary>The message is larger than allowed.</summary>
    ResourceExhausted = 8,

    /// <summary>No such method, or a compression that this server does not know.</summary>
    Unimplemented = 12,

    /// <summary>The frame or the message is broken, or this server is.</summary>
    Internal = 13,
}

/// <summary>Ends a call with a status.</summary>
/// <param name="code">The status; not <see cref="GrpcCode.Ok"/>.</param>
/// <param name="message">What the caller is told: never a value from a request, which may be secret.</param>
internal sealed class GrpcException(GrpcCode code, string message) : Exception(message)
{
    /// <summary>The status.</summary>
    public GrpcCode Code { get; } = code;
}
