using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Cli.Doctor.Wire;
using Infra.Cli.Local;

namespace Infra.Cli.Tests;

public sealed class PoolerOrderTests
{
    private static readonly WireTable _nothing = new([], []);

    private readonly ConcurrentQueue<string> _given = [];

    [Fact]
    public async Task Give_WhatHoldsAlready_IsDone()
    {
        var paused = await GiveAsync(PoolerOrders.Pause, Refusing("one", "PAUSE", "already suspended/paused"), Taking("two"));
        var resumed = await GiveAsync(PoolerOrders.Resume, Refusing("one", "RESUME", "pooler is not paused/suspended"));

        Assert.Equal([new("one", null), new("two", null), new("one", null)], [.. paused, .. resumed]);
        Assert.Equal(["PAUSE", "PAUSE", "RESUME"], Orders.Order());
    }

    [Fact]
    public async Task Give_PauseThatOneRefuses_LetsAllGoOn()
    {
        var answers = await GiveAsync(PoolerOrders.Pause, Taking("one"), Refusing("two", "PAUSE", "admin access needed"));

        Assert.Equal([new("one", null), new("two", "admin access needed")], [.. answers]);
        Assert.Equal(["PAUSE", "PAUSE", "RESUME", "RESUME"], Orders);
    }

    [Fact]
    public async Task Give_PauseToOneThatCannotBeAsked_PausesNone()
    {
        var answers = await GiveAsync(PoolerOrders.Pause, Taking("one"), Refusing("two", "SHOW SERVERS", "connection refused"));

        Assert.Equal([new("one", null), new("two", "connection refused")], [.. answers]);
        Assert.Equal(["RESUME", "RESUME"], Orders);
    }

    [Fact]
    public async Task Give_PauseThatIsInterrupted_LetsAllGoOn()
    {
        using CancellationTokenSource interruption = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PoolerOrders.GiveAsync(
            [
                () => Taking("one"),
                () => Console("two", async command =>
                {
                    if (command == PoolerOrders.Pause)
                        await interruption.CancelAsync();
                    interruption.Token.ThrowIfCancellationRequested();
                    return _nothing;
                }),
            ],
            PoolerOrders.Pause, TimeProvider.System, interruption.Token));

        Assert.Equal(["PAUSE", "PAUSE", "RESUME", "RESUME"], Orders);
    }

    [Fact]
    public async Task Give_PauseWhileConnectionsAreMade_WaitsForEachOfThem()
    {
        WireTable[] seen = [Servers(("new", "0")), Servers(("idle", "7"), ("new", "0")), Servers(("idle", "7"), ("idle", "8"))];
        var looks = 0;
        IPoolerConsole growing = Console("one", command => Task.FromResult(
            command == "SHOW SERVERS" ? seen[Math.Min(looks++, seen.Length - 1)] : _nothing));

        var answers = await GiveAsync(PoolerOrders.Pause, growing, Taking("two"));

        Assert.Equal([new("one", null), new("two", null)], [.. answers]);
        Assert.True(looks > seen.Length);
        // The other one's clients are not held back meanwhile.
        Assert.Equal(["PAUSE", "PAUSE"], _given.SkipWhile(command => command != "PAUSE").Where(command => command != "SHOW SERVERS"));
        Assert.True(_given.TakeWhile(command => command != "PAUSE").Count() > seen.Length);
    }

    [Fact]
    public async Task Ends_ConsoleThatNeverAnswers_IsNotWaitedForWithoutEnd()
    {
        var asked = 0;
        Asked silent = new("one", async (_, stop) =>
        {
            asked++;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            return _nothing;
        });

        await PoolGrowth.EndsAsync(silent, TimeProvider.System, default);

        Assert.Equal(1, asked);
    }

    private static WireTable Servers(params (string State, string Process)[] servers) =>
        new(["state", "remote_pid"], [.. servers.Select(server => (ImmutableArray<string?>)[server.State, server.Process])]);

    private static Task<ImmutableArray<PoolerAnswer>> GiveAsync(string order, params IPoolerConsole[] consoles) =>
        PoolerOrders.GiveAsync(consoles.Select(console => (Func<IPoolerConsole>)(() => console)), order, TimeProvider.System, default);

    /// <summary>What was ordered, without the questions.</summary>
    private IEnumerable<string> Orders => _given.Where(command => command != "SHOW SERVERS");

    private Asked Taking(string name) => Console(name, _ => Task.FromResult(_nothing));

    /// <summary>A console that refuses one command with this answer and takes every other one.</summary>
    private Asked Refusing(string name, string command, string answer) => Console(name, asked => asked == command
        ? throw new MachineException("the console refused", answer, null, "")
        : Task.FromResult(_nothing));

    private Asked Console(string name, Func<string, Task<WireTable>> answer) => new(name, (command, _) =>
    {
        _given.Enqueue(command);
        return answer(command);
    });

    private sealed class Asked(string name, Func<string, CancellationToken, Task<WireTable>> answer) : IPoolerConsole
    {
        public string Name => name;

        public Task<WireTable> AskAsync(string command, CancellationToken cancellation) => answer(command, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
