using System.Collections.Immutable;

namespace Infra.Pooling.PgBouncer;

/// <summary>Reviews a pgbouncer.ini.</summary>
public static class PgBouncerLint
{
    /// <summary>Everything that a PgBouncer of this version refuses in the file, and everything in it that will hurt.</summary>
    /// <param name="document">The file as it was read.</param>
    /// <param name="version">The PgBouncer that reads it.</param>
    /// <returns>The findings, those of the first file first, by line, then by rule.</returns>
    public static ImmutableArray<LintFinding> Check(IniDocument document, PgBouncerVersion version)
    {
        var context = new LintContext(document, version);
        foreach (var finding in document.Findings)
            context.Findings.Add(finding);
        LineChecks.Run(context);
        PoolChecks.Run(context);
        AuthenticationChecks.Run(context);
        TlsChecks.Run(context);
        VersionChecks.Run(context);

        var files = document.Lines.Concat(document.Sections).Select(line => line.File).Distinct().Order(StringComparer.Ordinal).ToList();
        return
        [
            .. context.Findings.OrderBy(finding => finding.File == document.File ? -1 : files.IndexOf(finding.File))
                .ThenBy(finding => finding.Line).ThenBy(finding => finding.Id, StringComparer.Ordinal).ThenBy(finding => finding.Problem, StringComparer.Ordinal),
        ];
    }
}
