namespace Infra.Policies.Rules.Estates;

/// <summary>A database server with everything that connects to it, in every stack.</summary>
internal sealed class Ledger(DatabaseServer server)
{
    /// <summary>The primary, or the cluster.</summary>
    public DatabaseServer Server { get; } = server;

    /// <summary>The PgBouncers in front of it.</summary>
    public List<PgBouncerPooler> PgBouncers { get; } = [];

    /// <summary>The RDS Proxies in front of it.</summary>
    public List<RdsProxy> Proxies { get; } = [];

    /// <summary>The programs that end up at it.</summary>
    public List<Client> Clients { get; } = [];

    /// <summary>Its budget, calculated when it is first asked for: by then everything that connects is known.</summary>
    public ServerBudget Budget => field ??= new LedgerBudget(this).Make();
}
