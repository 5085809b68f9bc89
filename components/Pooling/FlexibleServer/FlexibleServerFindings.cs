using Infra.Pooling.Budget;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Pooling.FlexibleServer;

/// <summary>What should be known about a Flexible Server beside its budget.</summary>
public static class FlexibleServerFindings
{
    /// <summary>max_connections is what the SKU gives a new server, or was decided on purpose. Advisory.</summary>
    public const string MaxConnectionsMatchesSku = "max-connections-matches-sku";

    /// <summary>PgBouncer serves no more clients than one thread does with ease. Advisory.</summary>
    public const string ClientsWithinPooler = "clients-within-built-in-pooler";

    /// <summary>Every replica serves somebody. Advisory.</summary>
    public const string ReplicasServe = "replicas-serve-readers";

    /// <summary>What Azure calls a number of clients with low overhead.</summary>
    private const int EasyClients = 10_000;

    internal static IEnumerable<Finding> Of(PoolingSpecification specification, BuiltInSizing sizing)
    {
        var database = specification.Database;
        if (MaxConnections(database) is { } capacity)
            yield return BudgetFindings.Finding(MaxConnectionsMatchesSku, FindingLevel.Advisory, "database.maxConnections", capacity);
        if (sizing.MaxClientConn.Value > EasyClients)
        {
            yield return BudgetFindings.Finding(
                ClientsWithinPooler, FindingLevel.Advisory, "pooler.settings.max_client_conn",
                $"{sizing.MaxClientConn.Value} clients are more than the {EasyClients} that the built-in PgBouncer, a single thread, "
                + "serves with low overhead; lower the pools of the clients, or put PgBouncer on Kubernetes in front.");
        }

        if (database is { Replicas: > 1, FlexibleServer.Reads: ReadRouting.VirtualEndpoint })
        {
            yield return BudgetFindings.Finding(
                ReplicasServe, FindingLevel.Advisory, "database.flexibleServer.reads",
                "the reader of a virtual endpoint leads to one server and balances nothing, "
                + $"so {database.Replicas - 1} of {database.Replicas} replicas only stand by; "
                + "set `reads: replicas` to spread the readers.");
        }
    }

    private static string? MaxConnections(DatabaseOptions database)
    {
        if (database.Sku is not { } sku || !AzureSku.All.TryGetValue(sku, out var known))
            return null;
        if (database.MaxConnections is { } declared && declared != known.MaxConnections)
        {
            return $"{declared} is declared, and {sku} gives a new server {known.MaxConnections}; a resize never changes it. "
                + $"{declared} is written as a parameter and takes effect when every server has restarted"
                + (database.Replicas > 0 ? declared < known.MaxConnections ? ", the primary first." : ", the replicas first." : ".");
        }

        return database is { MaxConnections: null, FlexibleServer.Existing: not null }
            ? $"{known.MaxConnections} is what {sku} gives a new server; an existing one that was resized still has what it began with. "
                + "State what `SHOW max_connections` says."
            : null;
    }
}
