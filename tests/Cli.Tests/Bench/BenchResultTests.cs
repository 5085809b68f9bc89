using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Cli.Bench;
using Infra.Cli.Local;

namespace Infra.Cli.Tests.Bench;

public sealed class BenchResultTests
{
    private static readonly Cell Ours = GivenBench.Cell(Way.Ours, 1000, 1100, 900);
    private static readonly Cell Slow = GivenBench.Cell(GivenBench.Zalando, 500, 550, 450);
    private static readonly Cell Partial = GivenBench.Cell(GivenBench.Baseline, 1600) with
    {
        Served = 20,
        Refused = 10,
        Failures = ImmutableSortedDictionary<string, long>.Empty.Add("no more connections allowed", 10),
    };

    private static readonly Cell Direct = GivenBench.Cell(Way.Direct, 2000, 2200, 1800);

    [Fact]
    public void Ok_PeersSlowerOrNotServing_IsTrueAndDirectDoesNotCount()
    {
        BenchResult result = GivenBench.Result(Ours, Partial, Slow, Direct);

        Assert.True(result.Ok);
        Assert.Equal(
            [
                "3 rounds in 62 s; PgBouncer 1.24.1, PostgreSQL 15, 2 processors",
                "no peer's default is faster than our plan on a load that it serves (ratio 0.98 or more, within the noise)",
                "direct select-50: ours is 0.50 ± 0.00 times as fast as direct connections",
                "better select-50: faster than Zalando postgres-operator (2.00 ± 0.00); "
                    + "the load is not served by CloudNativePG Pooler, Crunchy PGO, edoburu image",
            ],
            BenchTables.Summary(result));
    }

    [Fact]
    public void Ok_PeerFasterBeyondTheNoise_IsFalse()
    {
        BenchResult result = GivenBench.Result(Ours, GivenBench.Cell(GivenBench.Zalando, 1250, 1375, 1125));

        Assert.False(result.Ok);
        Assert.Contains("SLOWER select-50: ours is 0.80 ± 0.00 times as fast as Zalando postgres-operator; allowed: 0.98 or more, within the noise", BenchTables.Summary(result));
    }

    [Fact]
    public void Ok_PeerFasterWithinTheNoise_IsTrue() =>
        Assert.True(GivenBench.Result(Ours, GivenBench.Cell(GivenBench.Zalando, 1010, 1090, 920)).Ok);

    [Fact]
    public void IsSettled_OneComparisonThatIsNot_KeepsTheWholeLoadGoing()
    {
        Cell unsteady = GivenBench.Cell(Way.For(["azure"])[1], 1300, 900, 1200);

        Assert.True(GivenBench.Result(Ours, Slow, Partial).IsSettled(Ours.Load));
        Assert.False(GivenBench.Result(Ours, Slow, Partial, unsteady).IsSettled(Ours.Load));
    }

    [Fact]
    public void IsSettled_DirectConnections_DoNotCount() =>
        Assert.True(GivenBench.Result(Ours, Slow, GivenBench.Cell(Way.Direct, 1300, 900, 1200)).IsSettled(Ours.Load));

    [Fact]
    public void Ok_NoiseThatHidesASlowerPlan_IsFalse()
    {
        BenchResult result = GivenBench.Result(Ours, GivenBench.Cell(GivenBench.Zalando, 1300, 900, 1200));

        Assert.False(result.Ok);
        Assert.Contains(
            "UNDECIDED select-50: ours is 0.77 ± 0.75 times as fast as Zalando postgres-operator, and the rounds differ too much to tell; run more of them, on a machine that does nothing else",
            BenchTables.Summary(result));
    }

    [Fact]
    public void Ok_LoadThatOursDoesNotServe_IsFalseAndNobodyIsBeaten()
    {
        BenchResult result = GivenBench.Result(Ours with { Served = 49 }, Slow);

        Assert.False(result.Ok);
        Assert.Equal(["FAILED select-50: our plan serves 49 of 50 clients; 1 wait"], BenchTables.Summary(result).Skip(1));
    }

    [Fact]
    public void RatioTo_PeerThatDoesNotServe_IsNeitherInfiniteNorALoss()
    {
        BenchResult result = GivenBench.Result(Ours, Partial);

        Assert.Null(result.RatioTo(Partial));
        Assert.Equal("serves 20 of 50 clients; 20 wait; 10 × no more connections allowed", Partial.Shortfall);
    }

    [Fact]
    public void Shortfall_AllServedButStatementsFail_NamesWhatTheyWereTold() => Assert.Equal(
        "10 × no more connections allowed", (Partial with { Served = 50 }).Shortfall);

    [Fact]
    public void Json_Document_HasTheShapeOfTheContract()
    {
        var document = BenchJson.Of(GivenBench.Result(Ours with { Memory = new(20, 61.25, 300) }, Partial, Direct));

        Assert.Equal(["machine", "rounds", "seconds", "least", "loads", "ok", "slower", "better"], document.Select(pair => pair.Key));
        var load = document["loads"]!.AsArray().Single()!.AsObject();
        Assert.Equal(["id", "title", "clients", "unit", "ways"], load.Select(pair => pair.Key));
        Assert.All(load["ways"]!.AsArray(), way => Assert.Equal(
            ["id", "title", "peers", "processes", "settings", "serves", "served", "refused", "failures", "figures", "median", "ratio", "noise", "memory"],
            way!.AsObject().Select(pair => pair.Key)));
        Assert.Equal("""{"sessions":20,"pssMiB":61.25,"rssMiB":300}""", load["ways"]![0]!["memory"]!.ToJsonString());
        Assert.Equal("""["cloudnative-pg","crunchy","edoburu"]""", load["ways"]![1]!["peers"]!.ToJsonString());
        Assert.Null(load["ways"]![1]!["ratio"]);
        Assert.Equal(0.5, (double)load["ways"]![2]!["ratio"]!);
        Assert.Equal("""[{"load":"select-50","peers":["cloudnative-pg","crunchy","edoburu"]}]""", document["better"]!.ToJsonString());
    }

    [Fact]
    public void Chart_Result_IsWellFormedWithABarForEveryCell()
    {
        Cell nothing = GivenBench.Cell(GivenBench.Zalando) with { Served = 0 };
        BenchResult result = GivenBench.Result(Ours, Partial, nothing, Direct);

        XDocument chart = XDocument.Parse(BenchChart.Of(result));

        XNamespace svg = "http://www.w3.org/2000/svg";
        var bars = chart.Descendants(svg + "rect").Where(rect => rect.Attribute("class")?.Value == "bar").ToList();
        Assert.Equal(["ours", "cloudnative-pg", "zalando", "direct"], bars.Select(bar => bar.Parent!.Attribute("data-way")!.Value));
        // To scale: the longest is 320 wide, and what is nothing is a line.
        Assert.Equal(["160", "256", "1", "320"], bars.Select(bar => bar.Attribute("width")!.Value));
        Assert.Equal(["#1769aa", "url(#hatching)", "url(#hatching)", "#6b7785"], bars.Select(bar => bar.Attribute("fill")!.Value));
        Assert.Equal(
            ["1,000", "1,600; serves 20 of 50", "nothing; serves 0 of 50", "2,000; ours is 0.50 ×"],
            bars.Select(bar => bar.Parent!.Elements(svg + "text").Last().Value));
        Assert.Equal("img", chart.Root!.Attribute("role")!.Value);
    }

    [Fact]
    public void Chart_MemoryThatWasRead_HasBarsToo()
    {
        BenchResult result = GivenBench.Result(Ours with { Memory = new(20, 60, 300) }, Direct with { Memory = new(900, 1200, 9000) });

        XDocument chart = XDocument.Parse(BenchChart.Of(result));

        var bars = chart.Descendants().Where(element => element.Attribute("data-load")?.Value == "memory").ToList();
        Assert.Equal(["60.00 (20 sessions)", "1,200 (900 sessions)"], bars.Select(bar => bar.Elements().Last().Value));
        Assert.Equal(["16", "320"], bars.Select(bar => bar.Elements().Single(element => element.Name.LocalName == "rect").Attribute("width")!.Value));
    }

    [Fact]
    public void Read_Pgbench_HasWhatGotThroughAndWhatClientsWereTold()
    {
        RunResult result = PgbenchRun.Read(new CommandResult(
            2,
            "number of transactions actually processed: 45/5000\nnumber of failed transactions: 0 (0.000%)\nlatency average = 1.000 ms\ntps = 123.456 (without initial connection time)\n",
            "pgbench: error: client 3 script 0 aborted in command 1 query 0: ERROR:  prepared statement \"P_0\" does not exist\nERROR:  prepared statement \"P_0\" does not exist\n"));

        Assert.Equal(123.456, result.PerSecond);
        Assert.Equal([KeyValuePair.Create("prepared statement \"P_0\" does not exist", 2L)], result.Failures);
    }

    [Fact]
    public void Read_SmapsRollup_TakesBothSizes() =>
        Assert.Equal((1234L, 5678L), ServerMemory.Read("00400000-7fff ---p 00000000 00:00 0 [rollup]\nRss:                5678 kB\nPss:                1234 kB\nPss_Dirty:           100 kB\n"));

    [Fact]
    public void Ordered_Rounds_LetEveryWayComeFirstAndGoTheOtherWayRoundInTurns() => Assert.Equal(
        ["ours zalando direct", "zalando ours direct", "direct ours zalando", "ours direct zalando", "zalando direct ours", "direct zalando ours"],
        Enumerable.Range(0, 6).Select(round => string.Join(' ', BenchRunner.Ordered([Way.Ours, GivenBench.Zalando, Way.Direct], round).Select(way => way.Id))));
}
