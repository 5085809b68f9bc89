using Infra.Cli.Load;
using Infra.Pooling.Sizing;

namespace Infra.Drills;

/// <summary>A load for which a pool is to be sized.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Clients">How many do it.</param>
/// <param name="Transaction">Each transaction.</param>
internal sealed record SizingWorkload(string Name, int Clients, LoadTransaction Transaction)
{
    public Arrivals Arrivals { get; init; } = Arrivals.Closed();

    public PoolDemand Demand => Arrivals.Think is { } think ? new PoolDemand.Closed(Clients, think) : new PoolDemand.Open(Arrivals.PerSecond);

    /// <summary>Transactions that are over sooner than a switch between many processes takes.</summary>
    public static SizingWorkload[] Short { get; } =
    [
        new("0.5 ms waiting, fixed", 50, new(LoadStep.Wait(0.5))),
        new("0.5 ms waiting, variable", 900, new(LoadStep.Wait(0.5, 1))),
        new("2 ms waiting, fixed", 300, new(LoadStep.Wait(2))),
    ];

    /// <summary>Transactions that keep processors busy, in part or only.</summary>
    public static SizingWorkload[] Busy { get; } =
    [
        new("3 ms busy, fixed", 50, new(LoadStep.Work(3))),
        new("1 ms waiting and 1 ms busy, variable", 100, new(Both(1, 1, 1))),
        new("5 ms waiting and 1 ms busy, variable", 300, new(Both(5, 1, 1))),
    ];

    /// <summary>Transactions that wait, of clients that never pause.</summary>
    public static SizingWorkload[] Waiting { get; } =
    [
        new("5 ms waiting, fixed", 900, new(LoadStep.Wait(5))),
        new("5 ms waiting, variable", 300, new(LoadStep.Wait(5, 1))),
        new("50 ms waiting, fixed", 900, new(LoadStep.Wait(50))),
        new("50 ms waiting, variable", 50, new(LoadStep.Wait(50, 1))),
    ];

    /// <summary>Less than the pool could do: clients with pauses, and arrivals from outside.</summary>
    public static SizingWorkload[] Paced { get; } =
    [
        new("10 ms waiting, very variable, pauses of 1 s", 600, new(LoadStep.Wait(10, 2))) { Arrivals = Arrivals.Closed(TimeSpan.FromSeconds(1)) },
        new("20 ms waiting, variable, pauses of 3 s", 900, new(LoadStep.Wait(20, 1))) { Arrivals = Arrivals.Closed(TimeSpan.FromSeconds(3)) },
        new("20 ms waiting, fixed, 400 arrivals a second", 300, new(LoadStep.Wait(20))) { Arrivals = Arrivals.Open(400) },
        new("10 ms waiting and 1 ms busy, variable, 300 arrivals a second", 300, new(Both(10, 1, 1))) { Arrivals = Arrivals.Open(300) },
    ];

    private static LoadStep Both(double waiting, double busy, double variation) =>
        new() { Waiting = ServiceTime.Of(waiting, variation), Busy = ServiceTime.Of(busy, variation) };
}
