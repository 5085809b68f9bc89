using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Spectre.Console;

namespace Infra.Cli.Commands;

/// <summary>What <c>up</c> and <c>status</c> say of the local target.</summary>
internal static class LocalReport
{
    public static JsonObject Json(EvaluatedStack stack, LocalResult? result, ImmutableArray<Probe> probes, bool show) => new()
    {
        ["stack"] = stack.Name,
        ["changed"] = result?.Changed ?? false,
        ["parts"] = new JsonArray([.. (result?.Parts ?? []).Select(Part)]),
        ["outputs"] = (show ? stack.Outputs : stack.Masked).DeepClone(),
        ["budget"] = stack.Plan.Budget.ToJson(),
        ["findings"] = StackJson.Findings(stack.Plan.Findings),
        ["probes"] = LocalProbing.Json(probes),
    };

    public static void Write(IAnsiConsole console, EvaluatedStack stack, LocalResult result, ImmutableArray<Probe> probes, bool show)
    {
        var parts = new Table().Border(TableBorder.Rounded).Title($"[bold]{Markup.Escape(stack.Name)} on this machine[/]")
            .AddColumn("part").AddColumn("address").AddColumn("process").AddColumn("change");
        foreach (var part in result.Parts)
            parts.AddRow(Markup.Escape(part.Name), part.Address.ToString(), $"{part.Pid}", Spelling.Of(part.Change));
        console.Write(parts);

        foreach (var probe in probes)
            console.MarkupLine($"{(probe.Ok ? "[green]ok[/]    " : "[red]failed[/]")} {Markup.Escape(probe.Name)}: {Markup.Escape(probe.Detail)}");
        console.WriteLine();
        ConnectionList.Write(console, stack, show);
        if (!result.Changed)
            console.WriteLine("nothing changed");
    }

    private static JsonNode Part(LocalPart part) => new JsonObject
    {
        ["name"] = part.Name,
        ["kind"] = Spelling.Of(part.Kind),
        ["address"] = part.Address.Address.ToString(),
        ["port"] = part.Address.Port,
        ["pid"] = part.Pid,
        ["change"] = Spelling.Of(part.Change),
    };
}
