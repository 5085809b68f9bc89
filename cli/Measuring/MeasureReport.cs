using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Pooling.Sizing;
using Spectre.Console;

namespace Infra.Cli.Measuring;

/// <summary>A measurement for people and for programs.</summary>
internal static class MeasureReport
{
    public static void Write(IAnsiConsole console, string target, Measurement measured)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title($"[bold]Measured on {Markup.Escape(target)}, and predicted for what was fitted to it[/]");
        foreach (string column in new[] { measured.Sized ? "size of a pool" : "clients", "transactions/s", "predicted", "in use", "predicted", "mean wait", "predicted", "p99 latency" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (MeasuredSize size in measured.Sizes)
        {
            PoolPrediction predicted = Predict(measured, size);
            table.AddRow(
                size.Connections == measured.Size ? $"[bold]{Text(size.Connections)}[/]" : Text(size.Connections),
                Text(size.PerSecond), Text(predicted.PerSecond),
                size.Utilisation is { } use ? Text(use * 100, " %") : "", Text(predicted.Utilisation * 100, " %"),
                Text(Wait(size).TotalMilliseconds, " ms"), predicted.MeanWait is { } wait ? Text(wait.TotalMilliseconds, " ms") : "without end",
                Text(size.Clients.Latency.P99.TotalMilliseconds, " ms"));
        }
        console.Write(table);
        console.MarkupLine($"[bold]fitted[/]: {Markup.Escape(Fitted(measured.Work))}");
        console.WriteLine();
        console.MarkupLine($"[bold]recommended: {Text(measured.Size)} connections{(measured.Pools == 1 ? "" : $" in each of {measured.Pools} pools")}[/]. {Markup.Escape(Why(measured))}");
        if (measured.Needed is { } needed)
            console.MarkupLine($"[red]not served[/]: {Markup.Escape(needed)}");
        foreach (string doubt in measured.Model.Prediction.Doubts)
            console.MarkupLine($"[yellow]note[/]: {Markup.Escape(doubt)}");
    }

    public static JsonObject Json(string target, Measurement measured) => new()
    {
        ["target"] = target,
        ["pools"] = measured.Pools,
        ["swept"] = measured.Sized ? "poolSize" : "clients",
        ["fitted"] = new JsonObject
        {
            ["holdMilliseconds"] = measured.Work.Hold.TotalMilliseconds,
            ["variation"] = measured.Work.Variation,
            ["busyShare"] = measured.Work.BusyShare,
            ["vCpu"] = measured.Work.VCpu,
        },
        ["recommended"] = new JsonObject
        {
            ["size"] = measured.Size,
            ["model"] = measured.Model.Size,
            ["bound"] = measured.Model.Bound.ToString(),
            ["shareOfBest"] = measured.Share,
            ["reason"] = Why(measured),
            ["served"] = measured.Needed is null,
            ["needed"] = measured.Needed,
            ["doubts"] = new JsonArray([.. measured.Model.Prediction.Doubts.Select(doubt => (JsonNode)doubt)]),
        },
        ["sizes"] = new JsonArray([.. measured.Sizes.Select(size => Json(measured, size))]),
    };

    private static JsonObject Json(Measurement measured, MeasuredSize size)
    {
        PoolPrediction predicted = Predict(measured, size);
        return new()
        {
            ["connections"] = size.Connections,
            ["perSecond"] = size.PerSecond,
            ["utilisation"] = size.Utilisation,
            ["meanWaitMilliseconds"] = Wait(size).TotalMilliseconds,
            ["holdMilliseconds"] = size.Hold.TotalMilliseconds,
            ["p99LatencyMilliseconds"] = size.Clients.Latency.P99.TotalMilliseconds,
            ["failed"] = size.Clients.Failed,
            ["predicted"] = new JsonObject
            {
                ["perSecond"] = predicted.PerSecond,
                ["utilisation"] = predicted.Utilisation,
                ["meanWaitMilliseconds"] = predicted.MeanWait?.TotalMilliseconds,
            },
        };
    }

    private static string Fitted(PoolWork work) =>
        $"a transaction holds a connection for {Text(work.Hold.TotalMilliseconds, " ms")}, varying by {Text(work.Variation)} of it; "
        + $"for {Text(work.BusyShare * 100, " %")} of that a processor is at work, of which there are {Text(work.VCpu ?? 0)}: "
        + $"at most {Text((work.VCpu ?? 0) / (work.Hold.TotalSeconds * work.BusyShare))} transactions/s.";

    private static string Why(Measurement measured) => measured switch
    {
        { Share: null } => measured.Model.Reason,
        { Share: { } share } when measured.Size == measured.Model.Size =>
            $"{measured.Model.Reason} Measured, that does {Text(share * 100, " %")} of what the best size that was tried does.",
        { Share: { } share } => $"It is the smallest of the sizes that were tried which does nearly what the best does ({Text(share * 100, " %")}); "
            + $"the model says {Text(measured.Model.Size)}.",
    };

    private static PoolPrediction Predict(Measurement measured, MeasuredSize size) => PoolModel.Predict(measured.Work, size.Demand, size.Connections);

    /// <summary>By the pooler's counters, else by what the clients saw beyond their way to it.</summary>
    private static TimeSpan Wait(MeasuredSize size)
    {
        if (size.PoolerWait is { } counted)
            return counted;
        TimeSpan beyond = size.Clients.Wait.Mean - (size.Demand is PoolDemand.Closed { Think: var way } ? way : TimeSpan.Zero);
        return beyond > TimeSpan.Zero ? beyond : TimeSpan.Zero;
    }

    private static string Text(double value, string unit = "") =>
        value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture) + unit;
}
