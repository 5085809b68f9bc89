using System.Globalization;

namespace Infra.Pooling.Specification.Reading;

/// <summary>What holds between the keys of <c>database</c> on each target; derives the number of replicas where it follows.</summary>
internal static class DatabaseRules
{
    private const string ExactlyOne = "exactly one of instanceClass and serverless, with or without aurora";

    public static DatabaseOptions Apply(DatabaseOptions database, Section section, Target target, FaultCollector faults) => target switch
    {
        Target.Aws => Aws(database, section, faults),
        Target.Azure => Azure(database, section, faults),
        _ => Kubernetes(database, section, faults),
    };

    private static DatabaseOptions Aws(DatabaseOptions database, Section section, FaultCollector faults)
    {
        var instanceClass = section["instanceClass"];
        var serverless = section["serverless"];
        if (instanceClass.IsGiven && serverless.IsGiven)
            serverless.Wrong("stands beside `instanceClass`", ExactlyOne, "remove one of the two");
        else if (!instanceClass.IsGiven && !serverless.IsGiven && !faults.Concern(instanceClass.Path) && !faults.Concern(serverless.Path))
            faults.Add(new(instanceClass.Path, "is missing", null, ExactlyOne, "add `instanceClass: db.r7g.large`"));

        if (database.AuroraInstances is not { } instances)
            return database;
        var replicas = section["replicas"];
        if (replicas.IsGiven && database.Replicas != instances - 1 && !faults.Concern(replicas.Path))
        {
            replicas.Wrong(
                string.Create(CultureInfo.InvariantCulture, $"does not fit `aurora.instances`, of which {instances} exist and one writes"),
                string.Create(CultureInfo.InvariantCulture, $"{instances - 1}"),
                "remove it; it follows from `aurora.instances`");
        }

        return database with { Replicas = instances - 1 };
    }

    private static DatabaseOptions Azure(DatabaseOptions database, Section section, FaultCollector faults)
    {
        if (!section["sku"].IsGiven)
            _ = section["sku"].Required("Standard_D4ds_v5").Text("the SKU of the server");
        if (database.Port != 5432)
            section["port"].Wrong("cannot be chosen on azure", "5432", "remove it");
        if (database.Sku is { } sku && sku.StartsWith("Standard_B", StringComparison.Ordinal))
        {
            section["sku"].Wrong(
                "is a burstable SKU, which has no built-in PgBouncer", "a general purpose or memory optimized SKU", "write it as `Standard_D4ds_v5`");
            if (database.Replicas > 0)
                section["replicas"].Wrong("cannot be made from a burstable server", "0, or another SKU", "choose a general purpose or memory optimized SKU");
        }

        FlexibleServerRules.CheckReplicas(database, section, faults);
        return database;
    }

    private static DatabaseOptions Kubernetes(DatabaseOptions database, Section section, FaultCollector faults)
    {
        if (!section["host"].IsGiven)
            _ = section["host"].Required("db.example.com").Text("the host of an existing server, or local");

        var replicas = section["replicas"];
        var readHosts = section["readHosts"];
        var hosts = database.ReadHosts.Length;
        if (faults.Concern(replicas.Path) || faults.Concern(readHosts.Path) || faults.Concern(section["host"].Path))
            return database;

        if (database.Host == DatabaseOptions.LocalHost)
        {
            if (readHosts.IsGiven)
                readHosts.Wrong("stands beside `host: local`, which makes its own replicas", "nothing", "remove it and set `replicas`");
            return database;
        }

        if (!readHosts.IsGiven && database.Replicas > 0)
        {
            faults.Add(new(
                readHosts.Path,
                "is missing",
                null,
                string.Create(CultureInfo.InvariantCulture, $"one host for each replica, {database.Replicas} in all"),
                "add `readHosts: [replica.example.com]` or set `replicas: 0`"));
        }
        else if (replicas.IsGiven && database.Replicas != hosts)
        {
            replicas.Wrong(
                string.Create(CultureInfo.InvariantCulture, $"does not fit `readHosts`, which has {hosts}"),
                string.Create(CultureInfo.InvariantCulture, $"{hosts}"),
                "remove it; it follows from `readHosts`");
        }
        else if (hosts > 15)
        {
            readHosts.Wrong("names too many replicas", "0 to 15 hosts", "remove some");
        }

        return database with { Replicas = hosts };
    }
}
