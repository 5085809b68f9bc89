using Infra.Cli.Bench;
using Infra.Cli.Commands;

namespace Infra.Cli.Tests.Bench;

public sealed class BenchCommandTests : IDisposable
{
    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Help_Options_AreThereWithTheTimeThatItTakes()
    {
        var result = await _project.RunAsync("bench", "--help");

        result.Fine();
        Assert.All(["--quick", "--loads", "--peers", "--rounds", "--json", "--chart"], option => Assert.Contains($"\n  {option}", result.Output, StringComparison.Ordinal));
        Assert.Contains("Takes up to 22 minutes, with --quick 2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_UnknownLoad_IsRefused() => (await _project.RunAsync("bench", "--loads", "select-50,selects")).Refused(2,
        "error: --loads: there is no selects; allowed: select-50, select-300, select-900, five-ms, mixed, connect, storm\nsee: ./infra bench --help\n");

    [Fact]
    public async Task Bench_UnknownPeer_IsRefused() => (await _project.RunAsync("bench", "--peers", "pgpool")).Refused(2,
        "error: --peers: there is no pgpool; allowed: cloudnative-pg, crunchy, edoburu, icoretech, cradlepoint, stackgres, zalando, azure, direct\nsee: ./infra bench --help\n");

    [Theory]
    [InlineData("1")]
    [InlineData("51")]
    [InlineData("many")]
    public async Task Bench_RoundsThatShowNothing_AreRefused(string rounds) => (await _project.RunAsync("bench", "--rounds", rounds)).Refused(2,
        $"error: --rounds: {rounds} is not a number of rounds; allowed: 2 to 50, since one round shows no noise\nsee: ./infra bench --help\n");

    [Fact]
    public async Task Bench_ChartInNoFolder_IsRefusedBeforeAnythingIsMeasured()
    {
        string folder = Path.Combine(_project.Root, "none");

        (await _project.RunAsync("bench", "--chart", Path.Combine(folder, "bench.svg"))).Refused(2,
            $"error: --chart: there is no folder {folder}; fix: name a file in an existing folder\n");
    }

    [Fact]
    public void Options_Quick_AreShorterAndBounded()
    {
        BenchOptions quick = BenchCommand.Options(quick: true, [], [], null), full = BenchCommand.Options(quick: false, ["storm", "select-50"], ["azure"], 7);

        Assert.Equal((3, "select-50 five-ms connect"), (quick.Rounds, string.Join(' ', quick.Loads.Select(load => load.Id))));
        Assert.True(quick.Limit < TimeSpan.FromMinutes(2));
        Assert.Equal(7, full.Rounds);
        Assert.Equal(["select-50", "storm"], full.Loads.Select(load => load.Id));
        Assert.Equal(7, BenchCommand.Options(quick: false, [], [], null).Loads.Length);
        Assert.Equal(["ours", "azure"], full.Ways.Select(way => way.Id));
    }
}
