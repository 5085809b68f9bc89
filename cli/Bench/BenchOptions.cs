using System.Collections.Immutable;

namespace Infra.Cli.Bench;

/// <summary>What is to be measured.</summary>
/// <param name="Loads">The loads.</param>
/// <param name="Ways">Our plan and what it is compared with.</param>
/// <param name="Rounds">How often each is measured at most; 2 or more, since one round shows no noise.</param>
/// <param name="Window">How long a run should take.</param>
/// <param name="Limit">No round begins that would probably end after this.</param>
internal sealed record BenchOptions(ImmutableArray<BenchLoad> Loads, ImmutableArray<Way> Ways, int Rounds, TimeSpan Window, TimeSpan Limit)
{
    public const int FewestRounds = 2;

    /// <summary>After so many rounds a load whose comparisons are settled is measured no further.</summary>
    public const int RoundsToSettle = 3;
}
