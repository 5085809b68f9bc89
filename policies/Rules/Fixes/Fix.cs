using System.Globalization;

namespace Infra.Policies.Rules.Fixes;

/// <summary>A change of one value after which the connections fit: it was tried on the whole budget.</summary>
/// <param name="Place">Where the value stands.</param>
/// <param name="Name">What the value is called: <c>workloads[0].pool.size</c>.</param>
/// <param name="From">Its value now; null where nothing is set.</param>
/// <param name="To">Its value then.</param>
public sealed record Fix(Subject Place, string Name, long? From, long To)
{
    /// <summary>As <c>20 → 14</c>.</summary>
    public string Change => string.Create(CultureInfo.InvariantCulture, $"{(From is { } now ? $"{now}" : "not set")} → {To}");

    /// <summary>How large the change is, relative to what was; what was not set counts as doubled.</summary>
    internal double Size => From is { } now && now != 0 ? Math.Abs(To - now) / (double)now : 1;
}
