namespace Infra.Cli.Local;

/// <summary>This machine lacks something: a tool, a port, a permission. The command line ends with exit code 3.</summary>
/// <param name="problem">What is wrong, as a clause without a full stop.</param>
/// <param name="received">What was found; null where there is nothing to show.</param>
/// <param name="allowed">What would be right; null where the problem says it.</param>
/// <param name="fix">What to do.</param>
/// <param name="inner">The cause, for <c>--debug</c>.</param>
public sealed class MachineException(string problem, string? received, string? allowed, string fix, Exception? inner = null)
    : Exception(ErrorText.Of(problem, received, allowed, fix), inner)
{
    /// <summary>What is wrong.</summary>
    public string Problem { get; } = problem;

    /// <summary>What was found.</summary>
    public string? Received { get; } = received;

    /// <summary>What would be right.</summary>
    public string? Allowed { get; } = allowed;

    /// <summary>What to do.</summary>
    public string Fix { get; } = fix;
}

/// <summary>An input that the local target cannot use. The command line ends with exit code 2.</summary>
/// <param name="problem">What is wrong, as a clause without a full stop.</param>
/// <param name="received">The value as it was given; null where it must not be shown.</param>
/// <param name="allowed">What would be right; null where the problem says it.</param>
/// <param name="fix">What to do.</param>
/// <param name="inner">The cause, for <c>--debug</c>.</param>
public sealed class InvalidInputException(string problem, string? received, string? allowed, string fix, Exception? inner = null)
    : Exception(ErrorText.Of(problem, received, allowed, fix), inner)
{
    /// <summary>What is wrong.</summary>
    public string Problem { get; } = problem;

    /// <summary>The value as it was given.</summary>
    public string? Received { get; } = received;

    /// <summary>What would be right.</summary>
    public string? Allowed { get; } = allowed;

    /// <summary>What to do.</summary>
    public string Fix { get; } = fix;
}

internal static class ErrorText
{
    public static string Of(string problem, string? received, string? allowed, string fix) =>
        problem
        + (received is null ? "" : $" (received {received})")
        + (allowed is null ? "" : $"; allowed: {allowed}")
        + $"; fix: {fix}";
}
