namespace Infra.Pooling.Budget;

/// <summary>Whether the connections fit.</summary>
public enum Verdict
{
    /// <summary>They fit, whatever the unknown values turn out to be.</summary>
    Within,

    /// <summary>They do not fit, whatever the unknown values turn out to be.</summary>
    Exceeded,

    /// <summary>It depends on values that are not known.</summary>
    Undecided,
}
