namespace Infra.Pooling.Specification;

/// <summary>How many copies of a program run.</summary>
/// <param name="Min">Fewest copies; of a workload 0 or more, of a pooler 1 or more.</param>
/// <param name="Max">Most copies, at least <paramref name="Min"/>; null means that nothing limits them.</param>
/// <param name="Surge">Copies that a rollout adds on top.</param>
public sealed record ReplicaRange(int Min, int? Max, Surge Surge)
{
    /// <summary>Copies at the height of a rollout: the maximum and its surge; null when nothing limits them.</summary>
    public int? MaxDuringRollout => Max is { } max ? max + Surge.Of(max) : null;

    /// <summary>Old copies that still serve their last clients when the last new one has started, beyond the surge.</summary>
    /// <param name="most">Most copies that drain at once.</param>
    internal int Draining(int most) => Math.Clamp((Max ?? Min) - Surge.Of(Max ?? Min), 0, most);
}

/// <summary>Extra copies during a rollout, as a number or as a share of the copies there are.</summary>
/// <param name="Amount">A count of 0 or more, or a percentage of 0 to 100.</param>
/// <param name="IsPercent">Whether <paramref name="Amount"/> is a percentage.</param>
public readonly record struct Surge(int Amount, bool IsPercent)
{
    /// <summary>A fixed number of copies.</summary>
    public static Surge Count(int copies) => new(copies, false);

    /// <summary>A share of the copies, rounded up as Kubernetes rounds maxSurge.</summary>
    public static Surge Percent(int percent) => new(percent, true);

    /// <summary>The extra copies for a number of copies.</summary>
    public int Of(int copies) => IsPercent ? (int)((((long)copies * Amount) + 99) / 100) : Amount;

    /// <summary>As it is written in a specification: <c>1</c> or <c>25%</c>.</summary>
    public override string ToString() => IsPercent ? $"{Amount}%" : $"{Amount}";
}
