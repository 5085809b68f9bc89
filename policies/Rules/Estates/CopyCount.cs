using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>How many copies of a program run, and where that is said.</summary>
/// <param name="Range">The copies; the most are null where nothing limits them, or where the limit is not known.</param>
/// <param name="MinAt">Where the fewest are said.</param>
/// <param name="MaxAt">Where the most are said.</param>
/// <param name="SurgeAt">Where the surge is said.</param>
internal sealed record CopyCount(ReplicaRange Range, Subject MinAt, Subject MaxAt, Subject SurgeAt)
{
    /// <summary>Which of the figures are only lower ends.</summary>
    public DemandDoubts Doubts { get; init; }

    /// <summary>Whether the most are said, but not known yet; false where nothing limits them.</summary>
    public bool IsMaxUnknown { get; init; }

    /// <summary>Whether an autoscaler changes their number.</summary>
    public bool IsScaled { get; init; }

    /// <summary>A number of copies that is not known.</summary>
    public static CopyCount Unknown(Subject at) => new(new(0, null, Surge.Count(0)), at, at, at) { Doubts = DemandDoubts.Fewest, IsMaxUnknown = true };
}
