using System.Text.Json.Nodes;
using Infra.Cli.Measuring;
using Infra.Pooling.Sizing;
using Spectre.Console;

namespace Infra.Cli.Tests.Measuring;

public sealed class MeasureReportTests
{
    private static readonly PoolWork Work = new(TimeSpan.FromMilliseconds(5)) { Variation = 0.5, BusyShare = 0.1, VCpu = 2 };

    [Fact]
    public void Write_ModelThatWasRight_ShowsMeasuredBesidePredicted()
    {
        var text = Written(Of(size: 8, share: 0.99));

        Assert.Contains("Measured on local, and predicted for what was fitted to it", text, StringComparison.Ordinal);
        Assert.Contains(
            "fitted: a transaction holds a connection for 5 ms, varying by 0.5 of it; for 10 % of that a processor is at work, of which there are 2: at most 4000 transactions/s.",
            text, StringComparison.Ordinal);
        Assert.Contains("recommended: 8 connections. ", text, StringComparison.Ordinal);
        Assert.Contains("Measured, that does 99 % of what the best size that was tried does.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OtherSizeThanTheModels_SaysWhy() => Assert.Contains(
        "recommended: 4 connections. It is the smallest of the sizes that were tried which does nearly what the best does (100 %); the model says 8.",
        Written(Of(size: 4, share: 1)), StringComparison.Ordinal);

    [Fact]
    public void Json_OfAMeasurement_HasItsContract()
    {
        var json = MeasureReport.Json("local", Of(size: 8, share: 0.99));

        Assert.Equal(["target", "pools", "swept", "fitted", "recommended", "sizes"], json.Select(each => each.Key));
        Assert.Equal(["holdMilliseconds", "variation", "busyShare", "vCpu"], Keys(json["fitted"]!));
        Assert.Equal(["size", "model", "bound", "shareOfBest", "reason", "served", "needed", "doubts"], Keys(json["recommended"]!));
        Assert.Equal(
            ["connections", "perSecond", "utilisation", "meanWaitMilliseconds", "holdMilliseconds", "p99LatencyMilliseconds", "failed", "predicted"],
            Keys(json["sizes"]![0]!));
        Assert.Equal((8, "poolSize"), ((int)json["recommended"]!["size"]!, (string)json["swept"]!));
    }

    private static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(each => each.Key);

    private static Measurement Of(int size, double share) => new()
    {
        Pools = 1,
        Sized = true,
        Sizes = [Measured.Of(Work, new PoolDemand.Closed(16, TimeSpan.Zero), 4), Measured.Of(Work, new PoolDemand.Closed(32, TimeSpan.Zero), 8)],
        Work = Work,
        Model = PoolModel.Recommend(Work, new PoolDemand.Closed(32, TimeSpan.Zero), new PoolTarget { Most = 8 }),
        Size = size,
        Share = share,
    };

    private static string Written(Measurement measured)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 1000;
        MeasureReport.Write(console, "local", measured);
        return text.ToString();
    }
}
