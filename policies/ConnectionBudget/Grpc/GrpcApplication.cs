using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Infra.Policies.ConnectionBudget.Grpc;

/// <summary>Answers unary gRPC calls over HTTP/2, as the protocol's specification says, and nothing else.</summary>
/// <param name="methods">The methods by their path: <c>/package.Service/Method</c>.</param>
/// <param name="time">Measures deadlines.</param>
/// <param name="stopped">Ends every call.</param>
internal sealed class GrpcApplication(IReadOnlyDictionary<string, UnaryMethod> methods, TimeProvider time, CancellationToken stopped)
    : IHttpApplication<HttpContext>
{
    private const string ContentType = "application/grpc";

    // It goes into a header, and clients end a stream whose headers are too long for them.
    private const int LongestMessage = 8000;

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (Refusal(context.Request) is { } refusal)
        {
            context.Response.StatusCode = refusal;
            return;
        }

        context.Response.ContentType = ContentType;
        try
        {
            var method = Find(context.Request.Path);
            var answer = await CallAsync(method, context);
            MessageFrame.Write(context.Response.BodyWriter, answer);
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.CompleteAsync();
            method.Afterwards?.Invoke();
        }
        catch (GrpcException fault)
        {
            Fail(context.Response, fault.Code, fault.Message);
        }
        catch (InvalidProtocolBufferException)
        {
            Fail(context.Response, GrpcCode.Internal, "the message cannot be decoded");
        }
        catch (BadHttpRequestException)
        {
            Fail(context.Response, GrpcCode.Internal, "the request's body is broken");
        }
    }

    private UnaryMethod Find(PathString path) => methods.GetValueOrDefault(path.Value ?? "")
        ?? throw new GrpcException(GrpcCode.Unimplemented, $"unknown method {path.Value}");

    private async Task<IMessage> CallAsync(UnaryMethod method, HttpContext context)
    {
        var request = context.Request;
        using var deadline = Deadline.Read(request.Headers["grpc-timeout"]) is { } timeout
            ? new CancellationTokenSource(timeout, time)
            : new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted, stopped);
        try
        {
            var message = await MessageFrame.ReadAsync(request.BodyReader, request.Headers["grpc-encoding"], linked.Token);
            // The caller is answered in time even where a method is slow to notice that it is over.
            return await Task.Run(() => method.Call(message, linked.Token), linked.Token).WaitAsync(linked.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new GrpcException(GrpcCode.DeadlineExceeded, "the deadline passed before the answer was ready");
        }
        catch (OperationCanceledException)
        {
            throw new GrpcException(GrpcCode.Cancelled, "the call was cancelled");
        }
        catch (Exception fault) when (fault is not (GrpcException or InvalidProtocolBufferException or BadHttpRequestException))
        {
            // Its message may hold a value of a resource, which may be secret: the kind alone is told.
            throw new GrpcException(GrpcCode.Internal, $"the policy pack failed: {fault.GetType().Name}");
        }
    }

    // What is no gRPC call is answered as HTTP answers it.
    private static int? Refusal(HttpRequest request) => request switch
    {
        { Method: not "POST" } => StatusCodes.Status405MethodNotAllowed,
        { ContentType: null } => StatusCodes.Status415UnsupportedMediaType,
        _ when request.ContentType == ContentType
            || request.ContentType.StartsWith($"{ContentType}+proto", StringComparison.Ordinal)
            || request.ContentType.StartsWith($"{ContentType};", StringComparison.Ordinal) => null,
        _ => StatusCodes.Status415UnsupportedMediaType,
    };

    // Headers alone, without a body: gRPC calls it trailers-only.
    private static void Fail(HttpResponse response, GrpcCode code, string message)
    {
        response.Headers["grpc-status"] = ((int)code).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = PercentEncoding.Encode(
            message.Length <= LongestMessage ? message : $"{message[..LongestMessage]}… ({message.Length - LongestMessage} characters more)");
        if (code == GrpcCode.Unimplemented)
            response.Headers["grpc-accept-encoding"] = "identity";
    }
}
