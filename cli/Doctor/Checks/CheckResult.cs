namespace Infra.Cli.Doctor.Checks;

/// <summary>How a check ended.</summary>
internal enum CheckState
{
    /// <summary>It holds.</summary>
    Ok,

    /// <summary>It holds as far as it goes; something should be known.</summary>
    Warning,

    /// <summary>It does not hold.</summary>
    Failed,

    /// <summary>It could not be decided, or there is nothing to decide.</summary>
    Skipped,
}

/// <summary>What a check found.</summary>
/// <param name="Check">Name of the check, as docs/doctor.md has it.</param>
/// <param name="Entry">The way in that it is about; null when it is about the pooler as a whole.</param>
/// <param name="State">How it ended.</param>
/// <param name="Detail">What was found, with its figures; the reason where it was skipped.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record CheckResult(string Check, string? Entry, CheckState State, string Detail, string? Advice = null)
{
    public static CheckResult Ok(string check, string? entry, string detail) => new(check, entry, CheckState.Ok, detail);

    public static CheckResult Warn(string check, string? entry, string detail, string advice) =>
        new(check, entry, CheckState.Warning, detail, advice);

    public static CheckResult Fail(string check, string? entry, string detail, string advice) =>
        new(check, entry, CheckState.Failed, detail, advice);

    public static CheckResult Skip(string check, string? entry, string reason, string? advice = null) =>
        new(check, entry, CheckState.Skipped, reason, advice);
}
