namespace Infra.Pooling.PgBouncer;

/// <summary>Known vulnerabilities of a version, and settings that open them. Source: PgBouncer's NEWS.md, the paragraphs "Security".</summary>
internal static class VersionChecks
{
    private const string Fix = "run that version, or a package into which your distribution has put the fix";

    /// <summary>Vulnerabilities that need no particular setting, oldest fix first: from, fixed in, what happens.</summary>
    private static readonly (PgBouncerVersion From, PgBouncerVersion FixedIn, string What)[] _holes =
    [
        (new(1, 5), new(1, 25, 2), "a client can crash it before it has logged in (CVE-2026-6664)"),
        (new(1, 17), new(1, 26, 1), "a role that logs in by SCRAM can become any other (CVE-2026-107350)"),
    ];

    /// <summary>The oldest version without any of them.</summary>
    public static PgBouncerVersion Floor { get; } = _holes.Max(hole => hole.FixedIn);

    public static void Run(LintContext context)
    {
        var version = context.Version;
        foreach (var (from, fixedIn, what) in _holes)
        {
            if (version >= from && version < fixedIn)
                context.FindOverall(LintRules.OldVersion, $"in PgBouncer {version} {what}", version.ToString(), $"PgBouncer {fixedIn} or newer", Fix);
        }

        if (Affected(version, new(1, 20), new(1, 26, 1)) && context.List("ignore_startup_parameters") is { Length: > 0 } ignored && !ignored.Contains("options"))
        {
            context.Find(LintRules.KnownHole, "ignore_startup_parameters", "a client can make PgBouncer spin for ever before it has logged in (CVE-2026-107349)",
                "a list with `options` in it, an empty list, or PgBouncer 1.26.1 or newer", "add `options` to the list");
        }

        if (Affected(version, new(1, 21), new(1, 26, 1)) && context.Number("max_packet_size") >= 2147483649)
            context.Find(LintRules.KnownHole, "max_packet_size", "a client can make PgBouncer hang (CVE-2026-107348)", "at most 2147483647, or PgBouncer 1.26.1 or newer", "remove the line");

        if (!UsesAuthQuery(context))
            return;
        if (Affected(version, new(1, 20), new(1, 25, 1)) && context.List("track_extra_parameters").Contains("search_path", StringComparer.OrdinalIgnoreCase))
            context.Find(LintRules.KnownHole, "track_extra_parameters", "a client can run SQL as auth_user before it has logged in (CVE-2025-12819)", "a list without search_path, or PgBouncer 1.25.1 or newer", "remove search_path from the list");
        if (Affected(version, new(1, 6), new(1, 24, 1)) && !context.IsSet("auth_query"))
            context.Find(LintRules.AuthQuery, "auth_query", "the default query lets expired passwords in (CVE-2025-2291)", "a query that honours VALID UNTIL, or PgBouncer 1.24.1 or newer", "set auth_query to the default of 1.24.1");
    }

    private static bool UsesAuthQuery(LintContext context) =>
        context.Value("auth_user").Length > 0 || context.Document.Databases.Values.Any(entry => entry.Value("auth_user") is not null);

    private static bool Affected(PgBouncerVersion version, PgBouncerVersion from, PgBouncerVersion fixedIn) => version >= from && version < fixedIn;
}
