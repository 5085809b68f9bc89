using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Browser;

/// <summary>An event of the browser.</summary>
/// <param name="Session">The tab that it comes from.</param>
/// <param name="Method">Its name.</param>
/// <param name="Parameters">What it tells.</param>
internal sealed record BrowserEvent(string? Session, string Method, JsonObject Parameters);

/// <summary>The Chrome DevTools Protocol: commands with answers, and events, over one connection.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _waiting = new();
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;
    private int _last;

    /// <summary>Told of each event, one after the other.</summary>
    public event Action<BrowserEvent>? Happened;

    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, cancellation);
        tools._reading = tools.ReadAsync();
        return tools;
    }

    /// <summary>Gives a command; its answer.</summary>
    public async Task<JsonObject> SendAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            command["sessionId"] = session;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        return await answer.Task.WaitAsync(Chromium.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
                Take(await MessageAsync());
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException)
        {
            foreach (var waiting in _waiting.Values)
                waiting.TrySetException(new InvalidOperationException("the browser has gone", exception));
        }
    }

    private async Task<JsonObject> MessageAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new IOException("the browser closed the connection");
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!.AsObject();
    }

    private void Take(JsonObject message)
    {
        if (message["id"] is { } id && _waiting.TryRemove((int)id, out var waiting))
        {
            if (message["error"] is { } error)
                waiting.SetException(new InvalidOperationException(error.ToJsonString()));
            else
                waiting.SetResult(message["result"]!.AsObject());
        }
        else if (message["method"] is { } method)
        {
            Happened?.Invoke(new((string?)message["sessionId"], (string)method!, message["params"]!.AsObject()));
        }
    }
}
