using System.Globalization;
using Infra.Pooling.Budget;

namespace Infra.Pooling.Tests.Budget;

/// <summary>The budget against an enumeration of every world that an input may turn out to be.</summary>
public sealed class BudgetOracleTests
{
    private const int Inputs = 400;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Create_RandomInputs_AgreesWithCounting(int batch)
    {
        for (var seed = batch * Inputs; seed < (batch + 1) * Inputs; seed++)
        {
            var random = new RandomBudget(seed);
            var plan = BudgetPlan.Create(random.Input);
            foreach (var scenario in plan.Scenarios)
            {
                var expected = Expected(random, scenario);
                Assert.Equal($"seed {seed}: {expected}", $"seed {seed}: {Described(scenario)}");
            }
        }
    }

    [Fact]
    public void Create_RandomInputs_CoverEveryVerdictOfEverySide()
    {
        var seen = Enumerable.Range(0, Inputs)
            .SelectMany(seed => BudgetPlan.Create(new RandomBudget(seed).Input).Scenarios)
            .GroupBy(scenario => (scenario.ClientVerdict, scenario.ServerVerdict))
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(9, seen.Count);
        Assert.All(seen.Values, count => Assert.True(count >= 5, $"a pair of verdicts came up {count} times"));
    }

    private static string Expected(RandomBudget random, BudgetScenario scenario)
    {
        var worlds = random.Worlds().Select(entry => (entry.Values, Count: Oracle.Simulate(entry.World, scenario.Kind))).ToList();
        var clients = Verdict(worlds.Select(world => world.Count.ClientsFit));
        var server = Verdict(worlds.Select(world => world.Count.ServerFits));
        var verdict = clients == "Exceeded" || server == "Exceeded" ? "Exceeded"
            : clients == "Within" && server == "Within" ? "Within"
            : "Undecided";
        CheckDeciders(scenario, verdict, worlds);
        return string.Join(
            "; ",
            scenario.Kind,
            Ends(worlds.Select(world => world.Count.Clients)),
            worlds[0].Count.ClientSlots is null ? "no limit" : Ends(worlds.Select(world => world.Count.ClientSlots!.Value)),
            Ends(worlds.Select(world => world.Count.Server)),
            clients,
            server,
            verdict);
    }

    /// <summary>The named values decide every world, and each of them changes a figure in some.</summary>
    private static void CheckDeciders(
        BudgetScenario scenario, string verdict, List<(System.Collections.Immutable.ImmutableArray<(string Path, long Value)> Values, Oracle.Count Count)> worlds)
    {
        if (verdict != "Undecided")
        {
            Assert.Empty(scenario.DecidedBy);
            return;
        }

        var named = scenario.DecidedBy.ToHashSet();
        foreach (var group in worlds.GroupBy(world => Key(world.Values.Where(value => named.Contains(value.Path)))))
        {
            Assert.Single(group.Select(world => (world.Count.ClientsFit, world.Count.ServerFits)).Distinct());
        }

        foreach (var path in named)
        {
            Assert.Contains(
                worlds.GroupBy(world => Key(world.Values.Where(value => value.Path != path))),
                group => group.Select(world => (world.Count.Clients, world.Count.ClientSlots, world.Count.Primary, world.Count.Replica, world.Count.Free)).Distinct().Count() > 1);
        }
    }

    private static string Key(IEnumerable<(string Path, long Value)> values) =>
        string.Join(';', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Path}={value.Value}")));

    private static string Verdict(IEnumerable<bool> fits)
    {
        var outcomes = fits.Distinct().ToList();
        return outcomes.Count == 2 ? "Undecided" : outcomes[0] ? "Within" : "Exceeded";
    }

    private static string Ends(IEnumerable<long> values)
    {
        var all = values.ToList();
        return all.Max() >= RandomBudget.Unbounded ? $"{all.Min()}..unbounded" : $"{all.Min()}..{all.Max()}";
    }

    private static string Described(BudgetScenario scenario) => string.Join(
        "; ",
        scenario.Kind,
        Ends(scenario.ClientDemand),
        scenario.ClientCapacity is { } capacity ? Ends(capacity) : "no limit",
        Ends(scenario.ServerDemand),
        scenario.ClientVerdict,
        scenario.ServerVerdict,
        scenario.Verdict);

    private static string Ends(Interval interval) => interval.Max is { } max ? $"{interval.Min}..{max}" : $"{interval.Min}..unbounded";
}
