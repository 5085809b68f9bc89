namespace Infra.Pooling.PgBouncer;

/// <summary>How much a finding matters.</summary>
public enum LintSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>It runs, and will hurt one day.</summary>
    Warning,

    /// <summary>PgBouncer refuses the file, or somebody gets in who should not.</summary>
    Error,
}

/// <summary>What a lint rule looks for.</summary>
/// <param name="Id">Short name with hyphens, stable.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">The good state, in one line.</param>
/// <param name="Refused">Whether PgBouncer refuses to start with such a file.</param>
public sealed record LintRule(string Id, LintSeverity Severity, string Title, bool Refused = false);

/// <summary>One thing in a pgbouncer.ini that deserves a look. It never holds a password.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="File">File name as it was given.</param>
/// <param name="Line">Line in that file, from 1.</param>
/// <param name="Problem">What is wrong, as a clause without a full stop.</param>
/// <param name="Received">The value as written; null where there is none or where it must not be shown.</param>
/// <param name="Allowed">What would be right.</param>
/// <param name="Fix">What to do.</param>
public sealed record LintFinding(LintRule Rule, string File, int Line, string Problem, string? Received, string Allowed, string Fix)
{
    /// <summary>Name of the rule.</summary>
    public string Id => Rule.Id;

    /// <summary>How much it matters.</summary>
    public LintSeverity Severity => Rule.Severity;

    /// <summary>Whether PgBouncer refuses to start because of it.</summary>
    public bool Refused => Rule.Refused;

    /// <summary>What is wrong, the value received, what is allowed, the fix.</summary>
    public string Message => $"{Problem}{(Received is null ? "" : $" (received {Received})")}; allowed: {Allowed}; fix: {Fix}";

    /// <summary>One line: <c>pgbouncer.ini:3: error: ... [unknown-setting]</c>.</summary>
    public override string ToString()
    {
        var severity = Severity switch
        {
            LintSeverity.Error => "error",
            LintSeverity.Warning => "warning",
            _ => "note",
        };
        return $"{File}:{Entry.Number(Line)}: {severity}: {Message} [{Id}]";
    }
}
