namespace Infra.Cli.Bench;

/// <summary>Who makes a load.</summary>
internal enum LoadTool
{
    /// <summary>pgbench, which keeps its connections.</summary>
    Pgbench,

    /// <summary>pgbench, which connects for each transaction.</summary>
    PgbenchConnecting,

    /// <summary>Npgsql, which keeps its connections.</summary>
    Npgsql,

    /// <summary>Npgsql: all clients connect at one moment, and each does one transaction.</summary>
    Storm,
}

/// <summary>A load under which all ways are compared.</summary>
/// <param name="Id">Name on the command line and in documents.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Clients">Clients at once.</param>
/// <param name="Tool">Who makes it.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Demand">What the plan is told of it.</param>
internal sealed record BenchLoad(string Id, string Title, int Clients, LoadTool Tool, string Unit, Demand Demand)
{
    /// <summary>What pgbench does.</summary>
    public string Script { get; init; } = "";

    /// <summary>Whether pgbench prepares its statement.</summary>
    public bool IsPrepared { get; init; }
}
