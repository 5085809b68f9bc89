using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Infra.Integration.Bench;

public sealed class BenchTests
{
    [RealServersFact]
    public async Task Bench_SmallLoads_FillsTheDocumentAndLeavesNothingBehind()
    {
        using Clone clone = new();
        string chart = Path.Combine(clone.Root, "bench.svg");

        (int code, string output) = await clone.RunAsync(
            "bench", "--quick", "--rounds", "2", "--loads", "select-50,connect", "--peers", "cloudnative-pg,zalando,direct", "--json", "--chart", chart);

        JsonNode document = JsonNode.Parse(output)!;
        Assert.Equal(["select-50", "connect"], document["loads"]!.AsArray().Select(load => (string)load!["id"]!));
        JsonNode[] short50 = [.. document["loads"]![0]!["ways"]!.AsArray().OfType<JsonNode>()];
        Assert.Equal(["ours", "cloudnative-pg", "zalando", "direct"], short50.Select(way => (string)way["id"]!));
        Assert.Equal([true, false, true, true], short50.Select(way => (bool)way["serves"]!));
        Assert.Equal([50, 20, 50, 50], short50.Select(way => (int)way["served"]!));
        Assert.Equal([2, 1, 2, 2], short50.Select(way => way["figures"]!.AsArray().Count));
        Assert.All(short50, way => Assert.True((double)way["median"]! > 0));
        Assert.Equal("15", (string)short50[2]["settings"]!["default_pool_size"]!);
        Assert.All(document["loads"]![1]!["ways"]!.AsArray(), way => Assert.True((bool)way!["serves"]!));
        // Which of the two depends on what else the machine does.
        Assert.Equal((bool)document["ok"]! ? 0 : 1, code);
        Assert.Equal(8, XDocument.Load(chart).Descendants().Count(element => element.Attribute("class")?.Value == "bar"));
        clone.IsDown();
    }

    [RealServersFact]
    public async Task Bench_Interrupted_EndsWhatItHasStarted()
    {
        using Clone clone = new();
        using CancellationTokenSource interrupt = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clone.MeasureAsync(interrupt));

        clone.IsDown();
    }
}
