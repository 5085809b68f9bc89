using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Fixes;
using Infra.Pooling.Specification;

namespace Infra.Cli.Checking.Formats;

/// <summary>One document; its shape is a contract, and what <c>--baseline</c> reads.</summary>
internal static class JsonFormat
{
    public static JsonObject Of(CheckReport report) => new()
    {
        ["date"] = report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["verdict"] = report.IsRefused ? "failed" : "passed",
        ["stacks"] = new JsonArray([.. report.Groups.SelectMany(group => group.Stacks).Select(Stack)]),
        ["budgets"] = new JsonArray([.. report.Groups.SelectMany(group => group.Budgets.Select(budget => Budget(group, budget)))]),
        ["findings"] = new JsonArray([.. report.Findings.Select(Finding)]),
        ["results"] = new JsonArray([.. report.Groups.SelectMany(group => group.Results.Select(result => Result(group, result)))]),
        ["waivers"] = new JsonArray([.. report.Waivers.Select(Waiver)]),
    };

    private static JsonNode Stack(CheckedStack stack) => new JsonObject
    {
        ["name"] = stack.Name,
        ["source"] = stack.Source,
        ["file"] = stack.File,
        ["resources"] = stack.Resources.All,
        ["judged"] = stack.Resources.Judged,
    };

    private static JsonObject Budget(CheckedGroup group, ServerBudget budget)
    {
        var json = budget.ToJson();
        json.Insert(0, "stack", Name(group));
        return json;
    }

    private static JsonNode Finding(CheckFinding finding) => new JsonObject
    {
        ["rule"] = finding.Finding.Rule,
        ["kind"] = Spelling.Of(finding.Finding.Kind),
        ["level"] = Spelling.Of(finding.Finding.Level),
        ["severity"] = Spelling.Of(finding.Finding.Severity),
        ["stack"] = finding.Judged.Stack,
        ["urn"] = finding.Finding.Subject.Urn,
        ["path"] = finding.Finding.Subject.Path,
        ["file"] = finding.Place.File,
        ["line"] = finding.Place.Line,
        ["message"] = finding.Finding.Message,
        ["decidedBy"] = new JsonArray([.. finding.Finding.DecidedBy.Select(value => JsonValue.Create(value))]),
        ["before"] = finding.Judged.Before is { } state ? Spelling.Of(state) : null,
        ["server"] = finding.Judged.Budget?.Identity,
        ["excess"] = finding.Finding.Excess,
        ["waived"] = finding.Judged.Waiver is not null,
        ["answeredFor"] = finding.Judged.IsAnsweredFor,
        ["fixes"] = new JsonArray([.. finding.Fixes.Select(Fix)]),
    };

    private static JsonNode Fix(Fix fix) => new JsonObject
    {
        ["path"] = fix.Name,
        ["urn"] = fix.Place.Urn,
        ["from"] = fix.From,
        ["to"] = fix.To,
    };

    private static JsonObject Result(CheckedGroup group, RuleTally result) => new JsonObject
    {
        ["stack"] = Name(group),
        ["rule"] = result.Rule.Id,
        ["level"] = Spelling.Of(result.Level),
        ["ok"] = result.Ok,
        ["violations"] = result.Violations,
        ["undecided"] = result.Undecided,
    };

    private static JsonNode Waiver(WaiverInForce waiver) => new JsonObject
    {
        ["rule"] = waiver.Waiver.Rule,
        ["scope"] = waiver.Scope,
        ["connections"] = waiver.Waiver.Connections,
        ["owner"] = waiver.Waiver.Owner,
        ["reason"] = waiver.Waiver.Reason,
        ["until"] = waiver.Waiver.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["file"] = waiver.Place.File,
        ["line"] = waiver.Place.Line,
    };

    // Files are judged together, so that a budget of theirs belongs to no single stack.
    private static string? Name(CheckedGroup group) => group.Name.Length == 0 ? null : group.Name;
}
