using System.Collections.Immutable;

namespace Infra.Cli.Bench;

/// <summary>The loads, in the order in which they run.</summary>
internal static class BenchLoads
{
    /// <summary>Rows of the table that is read.</summary>
    public const int Rows = 10_000;

    /// <summary>The table, in both servers.</summary>
    public const string Table = "bench_rows";

    private const string Transactions = "transactions/s";

    private static readonly string Select = $"\\set id random(1, {Rows})\nSELECT v FROM {Table} WHERE id = :id;\n";

    public static ImmutableArray<BenchLoad> All { get; } =
    [
        Short(50), Short(300), Short(900),
        new("five-ms", "5 ms transactions, 300 clients", 300, LoadTool.Npgsql, Transactions, new(6000, TimeSpan.FromMilliseconds(5))),
        new("mixed", "mixed transactions, 300 clients", 300, LoadTool.Npgsql, Transactions, new(6000, TimeSpan.FromMilliseconds(2.4))),
        new("connect", "a connection for each transaction, 20 clients", 20, LoadTool.PgbenchConnecting, Transactions, new(2000, TimeSpan.FromMilliseconds(2)))
        {
            Script = Select,
        },
        new("storm", "a storm: 900 clients connect at one moment", 900, LoadTool.Storm, "clients/s", new(2000, TimeSpan.FromMilliseconds(2))),
    ];

    /// <summary>One of each kind but the storm, for those who have no time: to look at 900 clients of every way alone takes a minute.</summary>
    public static ImmutableArray<string> Quick { get; } = ["select-50", "five-ms", "connect"];

    /// <summary>The loads with these ids, in the fixed order.</summary>
    public static ImmutableArray<BenchLoad> For(IReadOnlyCollection<string> chosen) => [.. All.Where(load => chosen.Contains(load.Id))];

    private static BenchLoad Short(int clients) => new(
        $"select-{clients}", $"short selects, prepared, {clients} clients", clients, LoadTool.Pgbench, Transactions, new(20_000, TimeSpan.FromMilliseconds(0.5)))
    {
        Script = Select,
        IsPrepared = true,
    };
}
