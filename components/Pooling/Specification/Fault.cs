namespace Infra.Pooling.Specification;

/// <summary>One thing that is wrong with an input, and the way out.</summary>
/// <param name="Path">Where: <c>workloads[0].replicas.max</c>; empty for the whole.</param>
/// <param name="Problem">What is wrong, as a clause without a full stop.</param>
/// <param name="Received">The value as it was given; null where there is none or where it must not be shown.</param>
/// <param name="Allowed">What would be right.</param>
/// <param name="Fix">What to do.</param>
public sealed record Fault(string Path, string Problem, string? Received, string Allowed, string Fix)
{
    /// <summary>One line: path, problem, value received, what is allowed, the fix.</summary>
    public override string ToString() =>
        $"{(Path.Length == 0 ? "" : $"`{Path}`: ")}{Problem}{(Received is null ? "" : $" (received {Received})")}; allowed: {Allowed}; fix: {Fix}";
}
