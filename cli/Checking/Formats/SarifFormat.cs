using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Policies.Rules;

namespace Infra.Cli.Checking.Formats;

/// <summary>SARIF 2.1.0, as code scanning of GitHub and Azure DevOps takes it.</summary>
internal static class SarifFormat
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public static JsonObject Of(CheckReport report, string? tag = null)
    {
        string[] ids =
        [
            .. report.Groups.SelectMany(group => group.Results.Select(result => result.Rule.Id))
                .Concat(report.Findings.Select(finding => finding.Finding.Rule))
                .Distinct(),
        ];
        var document = new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "infra check",
                        ["semanticVersion"] = typeof(SarifFormat).Assembly.GetName().Version!.ToString(3),
                        ["rules"] = new JsonArray([.. ids.Select(Rule)]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["originalUriBaseIds"] = new JsonObject
                {
                    ["SRCROOT"] = new JsonObject { ["description"] = Text("The folder of the project.") },
                },
                ["results"] = new JsonArray([.. report.Findings.Select(finding => Result(finding, Array.IndexOf(ids, finding.Finding.Rule)))]),
                ["properties"] = new JsonObject { ["waivers"] = new JsonArray([.. report.Waivers.Select(waiver => JsonValue.Create(waiver.Text))]) },
            }),
        };
        // The category of code scanning: results of another one stay beside these.
        if (tag is not null)
            document["runs"]![0]!["automationDetails"] = new JsonObject { ["id"] = $"connection-budget-{tag}/" };
        return document;
    }

    private static JsonNode Rule(string id)
    {
        if (RulePack.Find(id) is not { } rule)
            return new JsonObject { ["id"] = id, ["shortDescription"] = Text(id) };
        return new JsonObject
        {
            ["id"] = id,
            ["shortDescription"] = Text(rule.Summary),
            ["fullDescription"] = Text(rule.Why),
            // All of docs/RULES.md, and no link to it: in code scanning a relative one leads nowhere.
            ["help"] = new JsonObject
            {
                ["text"] = $"{rule.Why} Example: {rule.Example} Fix: {rule.Fix} Source: {rule.Source}",
                ["markdown"] = $"{rule.Why}\n\n- Example: {rule.Example}\n- Fix: {rule.Fix}\n- Source: {rule.Source}\n",
            },
            ["defaultConfiguration"] = new JsonObject
            {
                ["level"] = rule.Level is EnforcementLevel.Mandatory or EnforcementLevel.Remediate ? "error" : "warning",
            },
            ["properties"] = new JsonObject { ["security-severity"] = Score(rule.Severity), ["tags"] = new JsonArray("connection-budget") },
        };
    }

    private static JsonObject Result(CheckFinding finding, int rule)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Finding.Rule,
            ["ruleIndex"] = rule,
            ["level"] = finding.Judged.IsMandatory ? "error" : "warning",
            ["message"] = Text(finding.FixText.Length == 0 ? finding.Finding.Message : $"{finding.Finding.Message} {finding.FixText}"),
            ["locations"] = new JsonArray(Location(finding)),
            // Stays the same when lines move.
            ["partialFingerprints"] = new JsonObject { ["subject/v1"] = $"{finding.Judged.Stack}:{finding.Finding.Rule}:{finding.Finding.Subject.Text}" },
        };
        if (finding.Judged.Before is { } before)
            result["baselineState"] = before switch { BaselineState.New => "new", BaselineState.Worse => "updated", _ => "unchanged" };
        if (finding.Judged.Waiver is { } waiver)
        {
            result["suppressions"] = new JsonArray(new JsonObject
            {
                ["kind"] = "external",
                ["status"] = "accepted",
                ["justification"] = $"{waiver.Owner} ({waiver.Allowance}): {waiver.Reason}",
            });
        }

        if (!finding.Edits.IsEmpty)
            result["fixes"] = new JsonArray([.. finding.Edits.Select(Fix)]);
        return result;
    }

    private static JsonNode Fix(Edit edit) => new JsonObject
    {
        ["description"] = Text($"`{edit.Fix.Name}` {edit.Fix.Change}"),
        ["artifactChanges"] = new JsonArray(new JsonObject
        {
            ["artifactLocation"] = Artifact(edit.Span.Place),
            ["replacements"] = new JsonArray(new JsonObject
            {
                ["deletedRegion"] = new JsonObject
                {
                    ["startLine"] = edit.Span.Place.Line,
                    ["startColumn"] = edit.Span.Start,
                    ["endColumn"] = edit.Span.End,
                },
                ["insertedContent"] = Text(edit.Fix.To.ToString(CultureInfo.InvariantCulture)),
            }),
        }),
    };

    private static JsonObject Location(CheckFinding finding) => new JsonObject
    {
        ["physicalLocation"] = new JsonObject
        {
            ["artifactLocation"] = Artifact(finding.Place),
            ["region"] = new JsonObject { ["startLine"] = finding.Place.Line },
        },
        ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = finding.Finding.Subject.Text, ["kind"] = "resource" }),
    };

    private static JsonObject Artifact(Place place) => new()
    {
        ["uri"] = string.Join('/', place.File.Split('/').Select(Uri.EscapeDataString)),
        ["uriBaseId"] = "SRCROOT",
    };

    private static JsonObject Text(string text) => new() { ["text"] = text };

    // The middle of each band in which GitHub sorts scores.
    private static string Score(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Critical => "9.5",
        RuleSeverity.High => "8.0",
        RuleSeverity.Medium => "5.5",
        _ => "2.0",
    };
}
