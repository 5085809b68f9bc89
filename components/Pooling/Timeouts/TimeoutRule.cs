using Infra.Pooling.Specification;

namespace Infra.Pooling.Timeouts;

/// <summary>An order between two time-outs: the lower one must be over before the upper one is.</summary>
/// <param name="Id">Its name, which does not change.</param>
/// <param name="Lower">What must end first.</param>
/// <param name="Upper">What waits for it.</param>
/// <param name="Why">What happens otherwise, as a clause.</param>
public sealed record TimeoutRule(string Id, TimeoutTerm Lower, TimeoutTerm Upper, string Why)
{
    /// <summary>Whether equal values break the order; default true.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>For which plans the rule says anything; default all.</summary>
    public Func<TimeoutPlan, bool> Applies { get; init; } = _ => true;

    /// <summary>Whether the order holds, or says nothing about the plan.</summary>
    public bool Holds(TimeoutPlan plan)
    {
        if (!Applies(plan) || Upper.Value(plan) is not { } upper)
            return true;
        return Lower.Value(plan) is { } lower && (IsStrict ? lower < upper : lower <= upper);
    }

    /// <summary>The fault of a plan in which the order does not hold, at the side that somebody chose.</summary>
    internal Fault Fault(TimeoutPlan plan)
    {
        var atLower = Lower.Path(plan) is not null && (Lower.IsChosen(plan) || !Upper.IsChosen(plan));
        var (here, other) = atLower ? (Lower, Upper) : (Upper, Lower);
        var (word, verb, opposite) = atLower ? ("below", "lower", "raise") : ("above", "raise", "lower");
        var limit = here.Bound(other, plan);
        var range = IsStrict ? $"{word} {limit}" : $"{limit} or {(atLower ? "less" : "more")}";
        var alternative = other.Path(plan) is { } path ? $", or {opposite} `{path}`" : "";
        return new Fault(
            here.Path(plan) ?? other.Path(plan) ?? "timeouts",
            $"is not {(IsStrict ? word : atLower ? "at most" : "at least")} {other.Called(plan)} ({other.Shown(plan)}): {Why}",
            here.Received(plan),
            range + here.Notation(plan),
            $"{verb} it{(IsStrict ? $" {word} {limit}" : $" to {range}")}{alternative}");
    }
}
