using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Doctor.Checks;
using Infra.Cli.Doctor.Looking;
using Infra.Pooling.Specification;
using Spectre.Console;

namespace Infra.Cli.Doctor;

/// <summary>What the doctor says, to people and to programs.</summary>
internal static class DoctorReport
{
    public static JsonObject Json(DoctorSight sight, string? stack, ImmutableArray<CheckResult> results)
    {
        var identity = Identity.Of(sight);
        return new()
        {
            ["verdict"] = results.Any(result => result.State == CheckState.Failed) ? "failed" : "passed",
            ["stack"] = stack,
            ["pooler"] = new JsonObject
            {
                ["kind"] = Spelling.Of(identity.Pooler),
                ["version"] = identity.Version,
                ["evidence"] = new JsonArray([.. identity.Evidence.Select(text => (JsonNode)text)]),
            },
            ["entries"] = new JsonArray([.. sight.Entries.Select(entry => (JsonNode)Entry(sight, entry))]),
            ["summary"] = new JsonObject(Enum.GetValues<CheckState>().Select(state =>
                KeyValuePair.Create(Spelling.Of(state), (JsonNode?)results.Count(result => result.State == state)))),
            ["checks"] = new JsonArray([.. results.Select(result => (JsonNode)Result(result))]),
        };
    }

    public static void Write(IAnsiConsole console, ImmutableArray<CheckResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("check").AddColumn("entry").AddColumn("result").AddColumn("what was found");
        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(result.Check), Markup.Escape(result.Entry ?? ""), Coloured(result.State),
                Markup.Escape(result.Advice is null ? result.Detail : $"{result.Detail}\n→ {result.Advice}"));
        }

        console.Write(table);
        int Count(CheckState state) => results.Count(result => result.State == state);
        console.WriteLine(
            $"{Count(CheckState.Ok)} ok, {Count(CheckState.Warning)} warnings, {Count(CheckState.Failed)} failed, "
                + $"{Count(CheckState.Skipped)} skipped");
    }

    // Words as well as colours: the result must be readable without them.
    private static string Coloured(CheckState state) => state switch
    {
        CheckState.Ok => "[green]ok[/]",
        CheckState.Warning => "[yellow]warning[/]",
        CheckState.Failed => "[red]failed[/]",
        _ => "[grey]skipped[/]",
    };

    private static JsonObject Entry(DoctorSight sight, EntrySight entry) => new JsonObject
    {
        ["name"] = entry.Name,
        ["host"] = entry.Address.Host,
        ["port"] = entry.Address.Port,
        ["database"] = entry.Address.Database,
        ["user"] = entry.Address.User,
        ["mode"] = Spelling.Of(Mode.Of(sight, entry).Sharing),
        ["server"] = entry.Server.Value?.ServerPlace,
        ["role"] = entry.Server.Value is { } server ? server.IsReplica ? "replica" : "primary" : null,
        ["version"] = entry.Server.Value?.Version,
    };

    private static JsonObject Result(CheckResult result) => new JsonObject
    {
        ["check"] = result.Check,
        ["entry"] = result.Entry,
        ["result"] = Spelling.Of(result.State),
        ["detail"] = result.Detail,
        ["advice"] = result.Advice,
    };
}
