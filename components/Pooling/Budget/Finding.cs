namespace Infra.Pooling.Budget;

/// <summary>How much a finding weighs.</summary>
public enum FindingLevel
{
    /// <summary>It stops a deployment.</summary>
    Mandatory,

    /// <summary>It is worth knowing and stops nothing.</summary>
    Advisory,
}

/// <summary>Something that a reader of the budget should act on or know.</summary>
/// <param name="Id">The rule that it comes from, named after the good state: <c>budget-within-capacity</c>.</param>
/// <param name="Level">Whether it stops a deployment.</param>
/// <param name="Path">The value it is about: <c>workloads[0].replicas.max</c>.</param>
/// <param name="Message">One sentence that starts with the path: what is wrong, the figures, what is allowed, the fix.</param>
public sealed record Finding(string Id, FindingLevel Level, string Path, string Message);
