using System.Collections.Immutable;
using Infra.Cli.Bench;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Tests.Bench;

/// <summary>Measurements that were made up.</summary>
internal static class GivenBench
{
    public static BenchAddress Address { get; } = new(6432, 15432, PgBouncerVersion.Parse("1.24.1")) { Processes = 2 };

    public static Way Zalando { get; } = Way.For(["zalando"])[1];

    public static Way Baseline { get; } = Way.For(["cloudnative-pg", "crunchy", "edoburu"])[1];

    public static BenchLoad Load(string id = "select-50") => BenchLoads.For([id]).Single();

    public static Cell Cell(Way way, params ImmutableArray<double> figures) => new(Load(), way) { Figures = figures, Served = Load().Clients };

    public static BenchResult Result(params ImmutableArray<Cell> cells) =>
        new(new BenchMachine(2, 15, "1.24.1"), 3, TimeSpan.FromSeconds(61.5), cells);
}
