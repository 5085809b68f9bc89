using System.Collections.Immutable;

namespace Infra.Cli.Bench;

/// <summary>The machine and the servers.</summary>
/// <param name="Processors">Processors that this process may use.</param>
/// <param name="Postgres">Major version of PostgreSQL.</param>
/// <param name="PgBouncer">Version of the PgBouncer of every way.</param>
internal sealed record BenchMachine(int Processors, int Postgres, string PgBouncer);

/// <summary>All that was measured.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Rounds">How often at most; loads that were settled, or for which no time was left, less often.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Cells">Every load on every way, in order.</param>
internal sealed record BenchResult(BenchMachine Machine, int Rounds, TimeSpan Took, ImmutableArray<Cell> Cells)
{
    public IEnumerable<IGrouping<BenchLoad, Cell>> Loads => Cells.GroupBy(cell => cell.Load);

    /// <summary>Peers that are faster beyond the noise on a load that they serve.</summary>
    public IEnumerable<Cell> Faster => Cells.Where(cell => cell.Way.IsPeer && RatioTo(cell) is { IsSlower: true });

    /// <summary>Loads that our plan did not do.</summary>
    public IEnumerable<Cell> NotDone => Cells.Where(cell => cell.Way == Way.Ours && !cell.Serves);

    /// <summary>Peers of which the rounds differ too much to tell.</summary>
    public IEnumerable<Cell> Undecided => Cells.Where(cell => cell.Way.IsPeer && RatioTo(cell) is { IsUndecided: true });

    /// <summary>Whether all of a load's comparisons are known well enough.</summary>
    public bool IsSettled(BenchLoad load) =>
        Cells.Where(cell => cell.Load == load && cell.Way.IsPeer).Select(RatioTo).OfType<Ratio>().All(ratio => ratio.IsSettled);

    public bool Ok => !Faster.Any() && !NotDone.Any() && !Undecided.Any();

    /// <summary>Loads on which ours is clearly better than a peer, which is slower beyond the noise or does not serve all clients.</summary>
    public IEnumerable<IGrouping<BenchLoad, Cell>> Better => Cells
        .Where(cell => cell.Way.IsPeer && OursOn(cell.Load).Serves && (!cell.Serves || RatioTo(cell) is { IsClearlyBetter: true }))
        .GroupBy(cell => cell.Load);

    public Cell OursOn(BenchLoad load) => Cells.Single(cell => cell.Load == load && cell.Way == Way.Ours);

    /// <summary>How many times faster ours is; null where one of the two did not do the load, and for ours itself.</summary>
    public Ratio? RatioTo(Cell cell)
    {
        Cell ours = OursOn(cell.Load);
        if (cell.Way == Way.Ours || !cell.Serves || !ours.Serves)
            return null;
        // Direct connections vary much more than poolers do, and so tell nothing of these.
        return Ratio.Of(ours.Figures, cell.Figures, [.. Cells
            .Where(other => cell.Way.IsPeer && other.Way.IsPeer && other != cell && other.Load == cell.Load && other.Serves)
            .Select(other => other.Figures)]);
    }
}
