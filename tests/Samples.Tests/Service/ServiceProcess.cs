using System.Diagnostics;
using System.Net.Http.Json;
using Infra.Cli.Local;
using Samples.AspNetService;

namespace Infra.Samples.Tests.Service;

/// <summary>The service in a process of its own, with nothing but the strings in its environment.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private ServiceProcess(Process process, int port)
    {
        _process = process;
        _client = new() { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = Timeout.InfiniteTimeSpan };
    }

    public static async Task<ServiceProcess> StartAsync(string readWrite, string readOnly)
    {
        var port = TestTarget.FreePorts(1)[0];
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                "exec", typeof(Order).Assembly.Location, "--urls", $"http://127.0.0.1:{port}", "--Logging:LogLevel:Default", "Warning",
                // A failover takes longer on a machine that does something else as well.
                "--RetryFor", "00:03:00",
            ])
        {
            Environment = { ["ConnectionStrings__ReadWrite"] = readWrite, ["ConnectionStrings__ReadOnly"] = readOnly },
            WorkingDirectory = Path.GetDirectoryName(typeof(Order).Assembly.Location),
        };
        var service = new ServiceProcess(Process.Start(start)!, port);
        Assert.True(
            await Wait.UntilAsync(async () => await service.IsAliveAsync(), TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None),
            "the service does not start");
        return service;
    }

    public async Task<bool> IsAliveAsync()
    {
        try
        {
            return await _client.GetStringAsync("/health") == "alive";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Places an order; the status code of the answer.</summary>
    public async Task<int> PlaceAsync(Guid id)
    {
        using var answer = await _client.PutAsJsonAsync($"/orders/{id}", new Order("tea", 2));
        return (int)answer.StatusCode;
    }

    public Task<Order?> FindAsync(Guid id) => _client.GetFromJsonAsync<Order>($"/orders/{id}");

    public Task<Summary?> SummaryAsync() => _client.GetFromJsonAsync<Summary>("/summary");

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
