using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Timeouts;

/// <summary>Compares two time-outs.</summary>
internal static class Ordered
{
    /// <summary>The first is below the second; undecided by those of them that are not known.</summary>
    public static RuleResult<OrderFacts> Below(ClientLimit lower, ClientLimit upper)
    {
        string[] open = [.. new[] { lower, upper }.Where(limit => limit.Seconds is null).Select(limit => limit.At.Text).Distinct()];
        return open.Length > 0 ? new RuleResult<OrderFacts>.Undecided(lower.At, [.. open])
            : lower.Seconds < upper.Seconds ? new RuleResult<OrderFacts>.Ok(lower.At)
            : new RuleResult<OrderFacts>.Violation(lower.At, new(lower.What, lower.Seconds!.Value, upper.What, upper.Seconds!.Value));
    }

    /// <summary>A time-out of a PgBouncer; no end where it is 0.</summary>
    public static ClientLimit Of(PgBouncerPooler pooler, string setting) =>
        new(setting, pooler.Number(setting) is { } seconds ? seconds == 0 ? double.PositiveInfinity : seconds : null, pooler.PlaceOf(setting));
}
