using System.Globalization;

namespace Infra.Policies.Rules.Checks.Timeouts;

/// <summary>Two time-outs in the wrong order.</summary>
/// <param name="Lower">What must end first.</param>
/// <param name="LowerSeconds">When it ends.</param>
/// <param name="Upper">What waits for it.</param>
/// <param name="UpperSeconds">When that ends.</param>
internal sealed record OrderFacts(string Lower, double LowerSeconds, string Upper, double UpperSeconds)
{
    /// <summary>Seconds as a reader writes them.</summary>
    public static string Text(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s");
}
