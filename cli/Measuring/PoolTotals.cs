using Infra.Cli.Doctor.Wire;
using Infra.Cli.Local;

namespace Infra.Cli.Measuring;

/// <summary>What PgBouncer has counted for a database since it started (SHOW STATS), and when it was asked.</summary>
/// <param name="Transactions">Transactions that ended.</param>
/// <param name="Held">Time in which transactions held a server connection.</param>
/// <param name="Waiting">Time in which clients waited for one.</param>
/// <param name="At">Timestamp of the reading.</param>
internal readonly record struct PoolTotals(long Transactions, TimeSpan Held, TimeSpan Waiting, long At)
{
    public static PoolTotals Of(WireTable stats, string database, long at)
    {
        long waiting = stats.Sum("total_wait_time", database);
        // PgBouncer's time of a transaction begins with the client's request, and has the wait in it.
        return new(
            stats.Sum("total_xact_count", database),
            TimeSpan.FromMicroseconds(stats.Sum("total_xact_time", database) - waiting),
            TimeSpan.FromMicroseconds(waiting),
            at);
    }

    public static PoolTotals operator +(PoolTotals one, PoolTotals other) =>
        new(one.Transactions + other.Transactions, one.Held + other.Held, one.Waiting + other.Waiting, Math.Max(one.At, other.At));
}
