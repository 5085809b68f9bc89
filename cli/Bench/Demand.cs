namespace Infra.Cli.Bench;

/// <summary>What a specification would say of a load, for the plan to size the pool by.</summary>
/// <param name="PerSecond">Transactions a second that are asked for at the peak; above 0.</param>
/// <param name="Mean">How long one keeps a server connection.</param>
internal sealed record Demand(decimal PerSecond, TimeSpan Mean);
