using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Catalog;

/// <summary>Tells what a server admits, from what a specification says of it.</summary>
public static class CapacityCatalog
{
    /// <summary>superuser_reserved_connections of a PostgreSQL that nobody changed
    /// (PostgreSQL documentation, "Connections and Authentication").</summary>
    private const int SuperuserReserved = 3;

    /// <summary>
    /// The capacity of one server. An explicit maxConnections wins, also for a class that the catalogue does not hold.
    /// Where nothing states it, max_connections has no upper end and starts at 0, so that no scenario can be within it by mistake.
    /// </summary>
    public static CatalogAnswer For(PoolingSpecification specification)
    {
        var database = specification.Database;
        if (database.MaxConnections is { } explicitly)
        {
            return Found(
                specification, Interval.Exactly(explicitly), $"max_connections is {explicitly}, as `database.maxConnections` says");
        }

        return specification.Target switch
        {
            Target.Aws when database.Serverless is { } serverless => Serverless(specification, serverless),
            Target.Aws when database.InstanceClass is { } name => AwsInstanceClass.All.TryGetValue(name, out var known)
                ? Found(
                    specification,
                    Interval.Exactly(known.MaxConnections),
                    $"max_connections is at least {known.MaxConnections} on {name} with {known.MemoryGiB} GiB "
                    + $"({known.NominalMaxConnections} less what the system takes)")
                : Missing("instanceClass", name, AwsInstanceClass.All.Keys),
            Target.Azure when database.Sku is { } name => AzureSku.All.TryGetValue(name, out var known)
                ? Found(
                    specification,
                    Interval.Exactly(known.MaxConnections),
                    $"max_connections is {known.MaxConnections} by default on {name} with {known.MemoryGiB} GiB")
                : Missing("sku", name, AzureSku.All.Keys),
            _ => Found(specification, Interval.AtLeast(0), "max_connections is not known"),
        };
    }

    private static CatalogAnswer.Found Serverless(PoolingSpecification specification, ServerlessOptions range)
    {
        var max = AuroraServerless.MaxConnections(range.MinAcu, range.MaxAcu);
        return Found(
            specification,
            Interval.Exactly(max),
            FormattableString.Invariant(
                $"max_connections is at least {max} on Aurora Serverless v2 with {range.MinAcu} to {range.MaxAcu} ACU"));
    }

    private static CatalogAnswer.Found Found(PoolingSpecification specification, Interval maxConnections, string source)
    {
        var database = specification.Database;
        var (superuser, provider) = specification.Target switch
        {
            Target.Aws => (AwsReserved.Superuser, AwsReserved.Provider(database.Version, database.Rds.Minor)),
            Target.Azure => (AzureSku.SuperuserReserved, AzureSku.ProviderReserved),
            _ => (SuperuserReserved, 0),
        };
        var capacity = new CapacityInput(maxConnections)
        {
            SuperuserReserved = superuser,
            ProviderReserved = provider,
            Admin = database.Reserve.Admin,
            Other = database.Reserve.Other,
            Replicas = database.AuroraInstances is { } instances ? instances - 1
                // A reader that leads to the primary makes one server of the two ways.
                : specification.Target == Target.Azure && database.FlexibleServer.Reader == FlexibleServerOptions.ReaderIsPrimary ? 0
                : database.Replicas,
        };
        var kept = provider == 0 ? "" : $" and the provider {provider}";
        return new(capacity, $"{source}; superusers keep {superuser}{kept}.");
    }

    private static CatalogAnswer.Missing Missing(string key, string name, IEnumerable<string> known)
    {
        const string Explicit = "`database.maxConnections`";
        var near = Nearest.Several(name, known, most: 3).ToList();
        return new(new(
            $"database.{key}",
            "is not in the catalogue",
            name,
            $"{(near.Count == 0 ? "a name from the catalogue," : $"a name from the catalogue, of which {string.Join(", ", near)} are near,")} or any with {Explicit}",
            $"{(near.Count == 0 ? "" : $"write `{near[0]}`, or ")}state {Explicit}"));
    }
}
