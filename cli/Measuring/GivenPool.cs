using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Measuring;

/// <summary>A pooler, or a server, whose settings are not ours.</summary>
/// <param name="console">Its console; null where there is none.</param>
/// <param name="database">The pooler's name of the database.</param>
/// <param name="time">Clock.</param>
internal sealed class GivenPool(Address? console, string database, TimeProvider time) : IMeasuredPool, IAsyncDisposable
{
    private WireConnection? connection;

    public int Count => 1;

    public bool CanBeSized => false;

    public Task UseAsync(int connections, CancellationToken cancellation) =>
        throw new InvalidOperationException("the size of this pool cannot be set");

    public Task SettleAsync(CancellationToken cancellation) => Task.CompletedTask;

    public async Task<PoolTotals?> TotalsAsync(CancellationToken cancellation)
    {
        if (console is null)
            return null;
        connection ??= await WireConnection.OpenAsync(console, cancellation);
        long asked = time.GetTimestamp();
        WireTable stats = await connection.QueryAsync("SHOW STATS", cancellation);
        return PoolTotals.Of(stats, database, asked + ((time.GetTimestamp() - asked) / 2));
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
    }
}
