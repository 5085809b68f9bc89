using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Infra.Browser;

/// <summary>A page in the browser, with everything that it asked for and complained about.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly DevTools _tools;
    private readonly string _target;
    private readonly string _session;
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Tab(DevTools tools, string target, string session)
    {
        (_tools, _target, _session) = (tools, target, session);
        tools.Happened += Note;
    }

    /// <summary>The addresses that it asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What the console would show: errors, warnings, messages.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public static async Task<Tab> OpenAsync(DevTools tools, Uri page, int width, bool dark)
    {
        var target = (string)(await tools.SendAsync("Target.createTarget", new() { ["url"] = "about:blank" }))["targetId"]!;
        var session = (string)(await tools.SendAsync("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }))["sessionId"]!;
        var tab = new Tab(tools, target, session);
        foreach (var domain in (string[])["Page", "Runtime", "Log", "Network"])
            await tab.SendAsync($"{domain}.enable");
        await tab.SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await tab.PreferAsync("screen", dark);
        await tab.SendAsync("Page.navigate", new() { ["url"] = page.AbsoluteUri });
        await tab._loaded.Task.WaitAsync(Chromium.Patience);
        return tab;
    }

    /// <summary>What the reader's device says of itself.</summary>
    public Task<JsonObject> PreferAsync(string media, bool dark) => SendAsync("Emulation.setEmulatedMedia", new()
    {
        ["media"] = media,
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
    });

    public Task<JsonObject> SendAsync(string method, JsonObject? parameters = null) => _tools.SendAsync(method, parameters, _session);

    /// <summary>The value of an expression, once it is there.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer["exceptionDetails"]?.ToJsonString());
        return answer["result"]!["value"]?.DeepClone();
    }

    /// <summary>Presses a key and lets it go.</summary>
    public async Task PressAsync(string key, int code)
    {
        foreach (var type in (string[])["rawKeyDown", "keyUp"])
            await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code });
    }

    public async ValueTask DisposeAsync()
    {
        _tools.Happened -= Note;
        await _tools.SendAsync("Target.closeTarget", new() { ["targetId"] = _target });
    }

    private void Note(BrowserEvent happened)
    {
        if (happened.Session != _session)
            return;
        switch (happened.Method)
        {
            case "Network.requestWillBeSent":
                Requests.Enqueue((string)happened.Parameters["request"]!["url"]!);
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                Complaints.Enqueue(happened.Parameters.ToJsonString());
                break;
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
        }
    }
}
