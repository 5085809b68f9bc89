using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Cli.Commands;

/// <summary><c>infra lint FILE</c>: what a pgbouncer.ini of whatever origin would do to its users.</summary>
internal static class LintCommand
{
    public static Command Create(Session session)
    {
        var file = new Argument<string>("file") { Description = "A pgbouncer.ini" };
        var version = new Option<string>("--pgbouncer-version")
        {
            Description = "The PgBouncer that reads it",
            DefaultValueFactory = _ => PgBouncerVersion.Newest.ToString(),
        };
        version.Validators.Add(result =>
        {
            if (!PgBouncerVersion.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError($"--pgbouncer-version: {result.GetValueOrDefault<string>()} is not a version; allowed: a version such as {PgBouncerVersion.Newest}");
        });
        var json = CommonOptions.Json();
        var command = new Command("lint", "Check a pgbouncer.ini: unknown settings, ranges, and the traps that cost outages") { file, version, json };
        command.SetAction((result, _) => Task.FromResult(Run(
            session, result.GetRequiredValue(file), PgBouncerVersion.Parse(result.GetRequiredValue(version)), result.GetValue(json))));
        return command;
    }

    private static int Run(Session session, string file, PgBouncerVersion version, bool json)
    {
        if (!File.Exists(file))
            throw new UsageException($"there is no file {file}", "name an existing pgbouncer.ini");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var document = IniParser.Parse(file, Read(file), include => ReadIncluded(folder, include));
        var findings = PgBouncerLint.Check(document, version);
        if (json)
            session.WriteJson(new JsonArray([.. findings.Select(Json)]));
        else
            Write(session, file, findings);
        return findings.Any(finding => finding.Severity == LintSeverity.Error) ? ExitCode.Failed : ExitCode.Fine;
    }

    private static void Write(Session session, string file, ImmutableArray<LintFinding> findings)
    {
        foreach (var finding in findings)
            session.Output.WriteLine($"{finding.File}:{finding.Line}: {Spelling.Of(finding.Severity)} {finding.Id}: {finding.Message}");
        int Count(LintSeverity severity) => findings.Count(finding => finding.Severity == severity);
        session.Output.WriteLine($"{file}: {Count(LintSeverity.Error)} errors, {Count(LintSeverity.Warning)} warnings, {Count(LintSeverity.Note)} notes");
    }

    private static JsonNode Json(LintFinding finding) => new JsonObject
    {
        ["id"] = finding.Id,
        ["severity"] = Spelling.Of(finding.Severity),
        ["file"] = finding.File,
        ["line"] = finding.Line,
        ["message"] = finding.Message,
    };

    // PgBouncer itself looks from its working directory; beside the file is where its author keeps it.
    private static string? ReadIncluded(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? Read(path) : null;

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new UsageException($"{file} cannot be read: {exception.Message}", "make it a readable file");
        }
    }
}
