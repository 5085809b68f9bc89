using System.Collections.Immutable;

namespace Infra.Cli.Load;

/// <summary>One statement; it reads and never writes.</summary>
internal sealed record LoadStep
{
    /// <summary>Seconds since the transaction began on the server, as the last column of the last result.</summary>
    private const string Elapsed = "extract(epoch FROM clock_timestamp() - now())::float8";

    /// <summary>A statement that costs as little as one can.</summary>
    public static LoadStep Select { get; } = new();

    /// <summary>What it waits for without work, by <c>pg_sleep</c>.</summary>
    public ServiceTime Waiting { get; init; }

    /// <summary>How long it keeps a core of the server busy; needs <see cref="LoadRequest.BusyRoundsPerSecond"/>.</summary>
    public ServiceTime Busy { get; init; }

    /// <summary>A query of the caller's own instead.</summary>
    public string? Query { get; init; }

    public static LoadStep Wait(double milliseconds, double variation = 0) => new() { Waiting = ServiceTime.Of(milliseconds, variation) };

    public static LoadStep Work(double milliseconds, double variation = 0) => new() { Busy = ServiceTime.Of(milliseconds, variation) };

    internal bool IsWaiting => Waiting.Mean > TimeSpan.Zero;

    internal bool IsBusy => Busy.Mean > TimeSpan.Zero;

    /// <summary>What is sent: with $1 as the seconds to wait, and the next parameter as the rounds of work.</summary>
    internal ImmutableArray<string> Statements => Query is { } query ? [query, $"SELECT {Elapsed}"] : [$"SELECT {WaitingColumn}{BusyColumn}{Elapsed}"];

    private string WaitingColumn => IsWaiting ? "pg_sleep($1), " : "";

    private string BusyColumn => IsBusy ? $"({BusyWork.Expression(IsWaiting ? "$2" : "$1")}), " : "";
}

/// <summary>What a client does between two pauses: one statement, or several within BEGIN and COMMIT.</summary>
/// <param name="Steps">Its statements; at least one.</param>
internal sealed record LoadTransaction(params ImmutableArray<LoadStep> Steps)
{
    /// <summary>How often it comes, relative to the others; above 0.</summary>
    public double Weight { get; init; } = 1;
}
