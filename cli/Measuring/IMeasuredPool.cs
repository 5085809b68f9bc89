namespace Infra.Cli.Measuring;

/// <summary>The pools of one database and user that a measurement looks at.</summary>
internal interface IMeasuredPool
{
    /// <summary>How many equal ones serve the clients: pods times processes.</summary>
    int Count { get; }

    /// <summary>
    /// Whether <see cref="UseAsync"/> sets the number of server connections; where it does not, as many clients as connections are meant.
    /// </summary>
    bool CanBeSized { get; }

    /// <summary>Gives each pool so many server connections and waits until the surplus ones are closed.</summary>
    Task UseAsync(int connections, CancellationToken cancellation);

    /// <summary>Waits until a load that has begun has as many server connections as it will get.</summary>
    Task SettleAsync(CancellationToken cancellation);

    /// <summary>The counters of all of them; null where nobody may read them.</summary>
    Task<PoolTotals?> TotalsAsync(CancellationToken cancellation);
}
