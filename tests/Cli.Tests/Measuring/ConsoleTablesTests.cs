using Infra.Cli.Local;
using Infra.Cli.Measuring;

namespace Infra.Cli.Tests.Measuring;

public sealed class ConsoleTablesTests
{
    private const string Stats = """
        database|total_server_assignment_count|total_xact_count|total_xact_time|total_wait_time
        app|9|100|5000000|2000000
        pgbouncer|0|1|0|0

        """;

    [Fact]
    public void Of_CountersOfADatabase_TakesTheWaitOutOfTheTransactions() => Assert.Equal(
        new PoolTotals(100, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2), 7),
        PoolTotals.Of(ConsoleTables.Parse(Stats), "app", 7));

    [Fact]
    public void Add_CountersOfTwoPods_AreTheirSum()
    {
        var one = PoolTotals.Of(ConsoleTables.Parse(Stats), "app", 7);

        Assert.Equal(new PoolTotals(200, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(4), 9), one + (one with { At = 9 }));
    }

    [Fact]
    public void Sum_ColumnOrDatabaseThatIsNotThere_IsNothing()
    {
        var stats = ConsoleTables.Parse(Stats);

        Assert.Equal((0, 0), (stats.Sum("total_client_parse_count", "app"), stats.Sum("total_xact_count", "other")));
    }
}
