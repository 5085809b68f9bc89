using System.Text.Json.Nodes;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Cli.Sizing;

/// <summary>What <c>size --json</c> prints; its shape is a contract. Times are in seconds.</summary>
internal static class SizeJson
{
    public static JsonObject Of(string? stack, SizeAdvice advice, JsonObject specification, string yaml)
    {
        var document = Part(advice);
        document.Insert(0, "stack", stack);
        if (advice.Reads is { } reads)
            document["reads"] = Part(reads);
        document["specification"] = specification.DeepClone();
        document["yaml"] = yaml;
        return document;
    }

    /// <summary>What a size does, also for what was measured.</summary>
    public static JsonObject Prediction(PoolPrediction prediction) => new()
    {
        ["connections"] = prediction.Connections,
        ["perSecond"] = Rounded(prediction.PerSecond),
        ["utilisation"] = Rounded(prediction.Utilisation),
        ["processorUtilisation"] = Rounded(prediction.ProcessorUtilisation),
        ["waitProbability"] = Rounded(prediction.WaitProbability),
        ["meanHold"] = Rounded(prediction.MeanHold.TotalSeconds),
        ["meanWait"] = Rounded(prediction.MeanWait?.TotalSeconds),
        ["p99Wait"] = Rounded(prediction.P99Wait?.TotalSeconds),
        ["doubts"] = Texts(prediction.Doubts),
    };

    private static JsonObject Part(SizeAdvice advice) => new()
    {
        ["served"] = advice.Needed.IsEmpty,
        ["needed"] = Texts(advice.Needed),
        ["server"] = new JsonObject { ["vCpu"] = advice.Processors.VCpu, ["source"] = advice.Processors.Source, ["usable"] = advice.Usable },
        ["pools"] = new JsonArray([.. advice.Pools.Select(Pool)]),
        ["settings"] = new JsonArray([.. advice.Settings.Select(setting => (JsonNode)new JsonObject
        {
            ["name"] = setting.Name, ["path"] = setting.Path, ["value"] = setting.Value, ["reason"] = setting.Reason,
        })]),
        ["clients"] = new JsonArray([.. advice.Clients.Select(client => (JsonNode)new JsonObject
        {
            ["workload"] = client.Workload,
            ["processes"] = client.Processes,
            ["size"] = client.Pool.Size,
            ["overflow"] = client.Pool.Overflow,
            ["reason"] = client.Reason,
        })]),
        ["checks"] = new JsonArray([.. advice.Checks.Select(check => (JsonNode)new JsonObject
        {
            ["rule"] = check.Rule,
            ["formula"] = check.Formula,
            ["says"] = check.Says,
            ["model"] = check.Model,
            ["agrees"] = check.Agrees,
            ["comment"] = check.Comment,
        })]),
        ["notes"] = Texts(advice.Notes),
    };

    private static JsonNode Pool(PoolAdvice pool) => new JsonObject
    {
        ["route"] = Spelling.Of(pool.Route),
        ["user"] = pool.User,
        ["database"] = pool.Database,
        ["pools"] = pool.Pools,
        ["size"] = pool.Sized?.Size,
        ["bound"] = pool.Sized is { } sized ? Spelling.Of(sized.Bound) : null,
        ["bestPerSecond"] = Rounded(pool.Sized?.BestPerSecond),
        ["prediction"] = pool.Prediction is { } prediction ? Prediction(prediction) : null,
        ["reason"] = pool.Reason,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    // Six digits say more than the model knows.
    private static double? Rounded(double? value) => value is { } number ? double.Parse(number.ToString("G6", Invariant), Invariant) : null;

    private static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;
}
