namespace Infra.Policies.Rules.Graph;

/// <summary>How a value was found.</summary>
public enum ReadingState
{
    /// <summary>It is not there.</summary>
    Absent,

    /// <summary>It is there and of the right type.</summary>
    Known,

    /// <summary>It is there, and not known yet.</summary>
    Unknown,

    /// <summary>It is there, and of another type.</summary>
    Malformed,
}

/// <summary>What reading a value came to. A rule that reads only <see cref="ReadingState.Known"/> passes on unknown: look at the state.</summary>
/// <typeparam name="T">The type asked for.</typeparam>
/// <param name="State">How it was found.</param>
/// <param name="Value">The value; the default unless known.</param>
/// <param name="Path">Where it stands in its resource: <c>spec.replicas</c>.</param>
public readonly record struct Reading<T>(ReadingState State, T? Value, string Path)
{
    /// <summary>Whether <see cref="Value"/> is the value.</summary>
    public bool IsKnown => State == ReadingState.Known;

    /// <summary>Whether the value will be known only later.</summary>
    public bool IsUnknown => State == ReadingState.Unknown;

    /// <summary>Whether there is no value.</summary>
    public bool IsAbsent => State == ReadingState.Absent;
}
