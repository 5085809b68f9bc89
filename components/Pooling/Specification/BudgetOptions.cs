using System.Collections.Immutable;

namespace Infra.Pooling.Specification;

/// <summary>How tightly the connections may be packed.</summary>
public sealed record BudgetOptions
{
    /// <summary>Share of the usable connections that should stay free, in percent; 0 to 90, default 20.</summary>
    public int HeadroomPercent { get; init; } = 20;

    /// <summary>Overruns that somebody answers for.</summary>
    public ImmutableArray<WaiverOptions> Waivers { get; init; } = [];
}

/// <summary>A permitted overrun.</summary>
/// <param name="Scenario">The scenario that may overrun: steady, peak, rollout or failover.</param>
/// <param name="Connections">How far, in server connections; 1 or more.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">Last day on which it holds.</param>
public sealed record WaiverOptions(string Scenario, int Connections, string Owner, string Reason, DateOnly Until);
