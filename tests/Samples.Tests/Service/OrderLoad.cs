using System.Collections.Concurrent;
using Infra.Cli.Local;

namespace Infra.Samples.Tests.Service;

/// <summary>Clients that place orders without end, and look at the service's health and at the server's connections meanwhile.</summary>
internal sealed class OrderLoad : IAsyncDisposable
{
    private const int Clients = 60;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Guid, int> _answers = [];
    private readonly int[] _rounds = new int[Clients];
    private readonly ServiceProcess _service;
    private readonly ServiceTarget _target;
    private readonly Task _work;

    public OrderLoad(ServiceProcess service, ServiceTarget target)
    {
        (_service, _target) = (service, target);
        _work = Task.WhenAll([.. Enumerable.Range(0, Clients).Select(client => Task.Run(() => PlaceAsync(client))), Task.Run(WatchAsync)]);
    }

    /// <summary>The answer to each order.</summary>
    public IReadOnlyDictionary<Guid, int> Answers => _answers;

    /// <summary>Most server connections that were in use at once.</summary>
    public long MostBackends { get; private set; }

    /// <summary>How often the service's health was asked for, and how often it was not well.</summary>
    public (int Asked, int Unwell) Health { get; private set; }

    /// <summary>Waits until every client has placed an order that it began after this call.</summary>
    public async Task AllProceedAsync()
    {
        var before = _rounds.ToArray();
        Assert.True(
            await Wait.UntilAsync(
                () => _work.IsCompleted || _rounds.Zip(before).All(round => round.First >= round.Second + 2),
                TimeSpan.FromMinutes(4),
                TimeProvider.System,
                CancellationToken.None),
            "a client does not proceed");
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task PlaceAsync(int client)
    {
        while (!_stop.IsCancellationRequested)
        {
            var id = new Guid(client, 0, 0, BitConverter.GetBytes((long)_rounds[client]));
            _answers[id] = await _service.PlaceAsync(id);
            Interlocked.Increment(ref _rounds[client]);
        }
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            MostBackends = Math.Max(MostBackends, await _target.BackendsAsync() ?? 0);
            Health = (Health.Asked + 1, Health.Unwell + (await _service.IsAliveAsync() ? 0 : 1));
        }
    }
}
