using System.Collections.Concurrent;
using Infra.Cli.Local;

namespace Infra.Cli.Tests;

public sealed class PoolerOrderTests
{
    private readonly ConcurrentQueue<string> _given = [];

    [Fact]
    public async Task Give_WhatHoldsAlready_IsDone()
    {
        var paused = await PoolerOrders.GiveAsync(
            [("one", Console("PAUSE", "ERROR:  already suspended/paused")), ("two", Console())],
            PoolerOrders.Pause, TimeProvider.System, default);
        var resumed = await PoolerOrders.GiveAsync(
            [("one", Console("RESUME", "ERROR:  pooler is not paused/suspended"))], PoolerOrders.Resume, TimeProvider.System, default);

        Assert.Equal([new("one", null), new("two", null), new("one", null)], [.. paused, .. resumed]);
        Assert.Equal(["PAUSE", "PAUSE", "RESUME", "SHOW SERVERS"], _given.Order());
    }

    [Fact]
    public async Task Give_PauseThatOneRefuses_LetsAllGoOn()
    {
        var answers = await PoolerOrders.GiveAsync(
            [("one", Console()), ("two", Console("PAUSE", "ERROR:  admin access needed"))],
            PoolerOrders.Pause, TimeProvider.System, default);

        Assert.Equal([new("one", null), new("two", "ERROR:  admin access needed")], [.. answers]);
        Assert.Equal(["PAUSE", "PAUSE", "RESUME", "RESUME"], _given);
    }

    [Fact]
    public async Task Give_PauseThatIsInterrupted_LetsAllGoOn()
    {
        using CancellationTokenSource interruption = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PoolerOrders.GiveAsync(
            [
                ("one", Console()),
                ("two", async (command, stop) =>
                {
                    _given.Enqueue(command);
                    await interruption.CancelAsync();
                    stop.ThrowIfCancellationRequested();
                    return "";
                }),
            ],
            PoolerOrders.Pause, TimeProvider.System, interruption.Token));

        Assert.Equal(["PAUSE", "PAUSE", "RESUME", "RESUME"], _given);
    }

    /// <summary>A console that refuses one command with this answer and takes every other one.</summary>
    private Func<string, CancellationToken, Task<string>> Console(string? command = null, string answer = "") => (asked, _) =>
    {
        _given.Enqueue(asked);
        return asked == command ? throw new MachineException("the console refused", answer, null, "") : Task.FromResult("");
    };
}
