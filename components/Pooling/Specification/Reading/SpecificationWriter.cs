using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Writes a specification as its reader takes it; absent is what is not known or cannot be chosen.</summary>
internal static class SpecificationWriter
{
    public static JsonElement Write(PoolingSpecification specification)
    {
        var root = new JsonObject
        {
            ["target"] = Spelling.Of(specification.Target),
            ["database"] = Database(specification.Database, specification.Target),
            ["pooler"] = Pooler(specification.Pooler),
            ["timeouts"] = Timeouts(specification.Timeouts),
            ["workloads"] = List(specification.Workloads, Workload),
            ["budget"] = Budget(specification.Budget),
        };
        return root.Deserialize<JsonElement>();
    }

    private static JsonObject Database(DatabaseOptions database, Target target)
    {
        var node = new JsonObject { ["name"] = database.Name, ["user"] = database.User, ["version"] = database.Version };
        Add(node, "instanceClass", database.InstanceClass);
        if (database.AuroraInstances is { } instances)
            node["aurora"] = new JsonObject { ["instances"] = instances };
        if (database.Serverless is { } serverless)
            node["serverless"] = new JsonObject { ["minAcu"] = Plain(serverless.MinAcu), ["maxAcu"] = Plain(serverless.MaxAcu) };
        if (target == Target.Aws)
            node["rds"] = RdsWriter.Write(database.Rds);
        Add(node, "sku", database.Sku);
        if (target == Target.Azure)
            node["flexibleServer"] = FlexibleServerWriter.Write(database);
        Add(node, "host", database.Host);
        node["port"] = database.Port;
        if (!database.ReadHosts.IsEmpty)
            node["readHosts"] = List(database.ReadHosts, host => host.ToString());
        Add(node, "maxConnections", database.MaxConnections);
        node["replicas"] = database.Replicas;
        node["reserve"] = new JsonObject { ["admin"] = database.Reserve.Admin, ["other"] = database.Reserve.Other };
        return node;
    }

    internal static JsonObject Pooler(PoolerOptions pooler)
    {
        var node = new JsonObject { ["kind"] = Spelling.Of(pooler.Kind), ["mode"] = Spelling.Of(pooler.Mode) };
        if (pooler.Kind == PoolerKind.PgBouncer)
        {
            Add(node, "host", pooler.Host);
            node["port"] = pooler.Port;
            node["version"] = pooler.Version.ToString();
            node["replicas"] = Replicas(pooler.Replicas);
            node["processes"] = pooler.Pods.Processes;
            node["peering"] = pooler.Pods.Peering;
            node["drain"] = DurationText.Format(pooler.Pods.Drain);
            node["metrics"] = pooler.Pods.Metrics;
            node["isolation"] = pooler.Pods.Isolation;
            if (!pooler.Pods.DatabaseNetworks.IsEmpty)
                node["databaseNetworks"] = List(pooler.Pods.DatabaseNetworks, network => network);
            node["readFallback"] = Spelling.Of(pooler.Pods.ReadFallback);
            node["auth"] = Spelling.Of(pooler.Pods.Auth);
            Add(node, "issuer", pooler.Pods.Issuer);
            Add(node, "image", pooler.Pods.Image);
        }

        node["rootCertificate"] = pooler.RootCertificate;
        node["settings"] = new JsonObject(pooler.Settings.Select(setting => KeyValuePair.Create(setting.Key, (JsonNode?)setting.Value)));
        return node;
    }

    private static JsonObject Timeouts(TimeoutOptions timeouts) => new()
    {
        ["connect"] = DurationText.Format(timeouts.Connect),
        ["queueWait"] = DurationText.Format(timeouts.QueueWait),
        ["lock"] = DurationText.Format(timeouts.Lock),
        ["statement"] = DurationText.Format(timeouts.Statement),
        ["command"] = DurationText.Format(timeouts.Command),
        ["idleInTransaction"] = DurationText.Format(timeouts.IdleInTransaction),
    };

    private static JsonObject Workload(WorkloadOptions workload)
    {
        var node = new JsonObject
        {
            ["name"] = workload.Name,
            ["profile"] = workload.Profile ?? "none",
            ["replicas"] = Replicas(workload.Replicas),
            ["processes"] = workload.Processes,
        };
        if (workload.Pool is { } pool)
            node["pool"] = new JsonObject { ["size"] = pool.Size, ["overflow"] = pool.Overflow };
        node["driver"] = Spelling.Of(workload.Driver);
        node["route"] = Spelling.Of(workload.Route);
        Add(node, "user", workload.User);
        Add(node, "database", workload.Database);
        if (workload.Load is { } load)
            node["load"] = Load(load);
        node["needs"] = List(workload.Needs, feature => Spelling.Of(feature));
        return node;
    }

    private static JsonObject Load(LoadOptions load)
    {
        var node = new JsonObject { ["peakRps"] = Plain(load.PeakRps), ["meanQuery"] = DurationText.Format(load.MeanQuery) };
        foreach (var (key, value) in new[]
        {
            ("transactions", load.Transactions), ("variation", load.Variation), ("busy", load.Busy), ("reads", load.Reads),
        })
        {
            if (value is { } stated)
                node[key] = Plain(stated);
        }

        return node;
    }

    private static JsonObject Budget(BudgetOptions budget) => new()
    {
        ["headroomPercent"] = budget.HeadroomPercent,
        ["waivers"] = List(budget.Waivers, waiver => new JsonObject
        {
            ["scenario"] = waiver.Scenario,
            ["connections"] = waiver.Connections,
            ["owner"] = waiver.Owner,
            ["reason"] = waiver.Reason,
            ["until"] = waiver.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }),
    };

    private static JsonObject Replicas(ReplicaRange replicas)
    {
        var node = new JsonObject { ["min"] = replicas.Min };
        Add(node, "max", replicas.Max);
        node["surge"] = replicas.Surge.ToString();
        return node;
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    private static void Add(JsonObject node, string key, JsonNode? value)
    {
        if (value is not null)
            node[key] = value;
    }

    // Equal numbers must read the same: 1.50 is 1.5.
    private static decimal Plain(decimal number) => number / 1.000000000000000000000000000000m;
}
