using Infra.Cli.Bench;
using Infra.Cli.Commands;
using Infra.Cli.Local;
using Xunit.Abstractions;

namespace Infra.Drills;

/// <summary>What <c>infra bench</c> is to show, at its full length.</summary>
public sealed class BenchDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    private const int LoadsThatAreBetter = 4;
    private const double TimesDirect = 1.5;

    [RealServersFact]
    [Trait(Duration, Minutes)]
    public async Task Bench_EveryLoad_IsNotSlowerThanAnyPeerAndBetterWhereClientsAreMany()
    {
        BenchOptions options = BenchCommand.Options(quick: false, [], [], null);
        await using BenchServers servers = await BenchServers.StartAsync(
            new LocalFolders(Path.Combine(Path.GetDirectoryName(Target.Folders.StateFolder)!, "bench"), Target.Folders.ToolsFolder),
            TimeProvider.System,
            new Progress<string>(),
            CancellationToken.None);

        BenchResult result = await new BenchRunner(servers, options, DateOnly.FromDateTime(DateTime.UnixEpoch), new Progress<string>(), TimeProvider.System)
            .RunAsync(CancellationToken.None);

        foreach (string line in BenchTables.Summary(result))
            Print($"{line}");
        Cell direct = result.Cells.Single(cell => cell.Way == Way.Direct && cell.Load.Id == "select-900");
        Assert.True(result.Ok, "a peer is faster, or the noise is too large to tell");
        Assert.True(result.Better.Count() >= LoadsThatAreBetter, "our plan is better on too few loads");
        Assert.True(result.RatioTo(direct)!.Median >= TimesDirect, "900 clients get too little more through the pooler than without");
    }
}
