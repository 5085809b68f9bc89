using Infra.Policies.Rules;

namespace Infra.Cli.Checking.Reading;

/// <summary>What a file does not tell. A check of the rest alone would pass too easily, so that it is said.</summary>
internal static class Completeness
{
    public const string Rule = "input-complete";

    public static IEnumerable<RuleFinding> Of(ToldStack told, string stack, bool hasState)
    {
        if (told.FailedAt is { } line)
        {
            yield return Finding(EnforcementLevel.Mandatory, told, stack,
                $"`{told.File}`: the preview failed (line {line}), so that resources may be missing; correct its error first.");
        }

        if (told.Missing > 0 && !hasState)
        {
            var (resources, are) = told.Missing == 1 ? ("1 unchanged resource", "is") : ($"{told.Missing} unchanged resources", "are");
            yield return Finding(EnforcementLevel.Advisory, told, stack,
                $"`{told.File}`: {resources} {are} counted but not shown, so that their connections are not judged; "
                + "write it with `pulumi preview --json --show-sames`, or give the state too with --state.");
        }

        if (told.Resources.IsEmpty && told.FailedAt is null && told.Missing == 0)
        {
            yield return Finding(EnforcementLevel.Advisory, told, stack,
                $"`{told.File}`: holds no resources, so that nothing was judged; name the file of a stack that has some.");
        }
    }

    private static RuleFinding Finding(EnforcementLevel level, ToldStack told, string stack, string message) => new(
        Rule,
        FindingKind.Violation,
        level,
        RuleSeverity.High,
        new($"urn:pulumi:{told.Stack ?? stack}::{told.Project ?? ""}::pulumi:pulumi:Stack::{stack}", ""),
        message);
}
