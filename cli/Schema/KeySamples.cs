using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling.Specification;
using Infra.Pooling.Specification.Outline;

namespace Infra.Cli.Schema;

/// <summary>Right and wrong values of a key, and what the reader says to them.</summary>
internal static class KeySamples
{
    /// <summary>Values that the reader's own words do not give an example of.</summary>
    private static readonly ImmutableDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["database.readHosts[]"] = "replica.example.com:5432",
        ["database.maxConnections"] = "200",
        ["database.rds.identifier"] = "orders",
        ["database.rds.proxyName"] = "orders-proxy",
        ["database.rds.kubernetesNamespace"] = "databases",
        ["database.rds.existing.instance"] = "orders-db",
        ["database.rds.existing.cluster"] = "orders-cluster",
        ["database.rds.readPooler.host"] = "pooler.example.com",
        ["database.flexibleServer.workspace"] = "/subscriptions/…/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/logs",
        ["database.flexibleServer.actionGroups[]"] = "/subscriptions/…/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/on-call",
        ["database.flexibleServer.network.vnet.subnet"] =
            "/subscriptions/…/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/database",
        ["database.flexibleServer.network.privateEndpoint.subnet"] =
            "/subscriptions/…/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/database",
        ["database.flexibleServer.network.vnet.zone"] = "/subscriptions/…/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/orders.postgres.database.azure.com",
        ["database.flexibleServer.network.privateEndpoint.zone"] =
            "/subscriptions/…/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/privatelink.postgres.database.azure.com",
        ["database.replicas"] = "1",
        ["database.reserve.other"] = "20",
        ["database.rds.otherProxiesPercent"] = "30",
        ["workloads[].load.transactions"] = "2",
        ["workloads[].load.variation"] = "0.5",
        ["workloads[].load.busy"] = "0.3",
        ["workloads[].load.reads"] = "0.8",
        ["workloads[].pool.overflow"] = "5",
        ["pooler.host"] = "pooler.example.com",
        ["pooler.replicas.max"] = "4",
        ["database.rds.readPooler.replicas.max"] = "4",
        ["pooler.databaseNetworks[]"] = "10.0.0.0/16",
        ["database.rds.readPooler.databaseNetworks[]"] = "10.0.0.0/16",
        ["database.rds.kmsKey"] = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd",
        ["database.rds.alarmTopics[]"] = "arn:aws:sns:eu-west-1:123456789012:alarms",
        ["database.rds.network.subnets.*"] = "subnet-0a1",
        ["database.rds.network.clients[]"] = "sg-0123",
        ["database.rds.existing.readHost"] = "orders-db.abc.eu-west-1.rds.amazonaws.com",
        ["database.rds.existing.arn"] = "arn:aws:rds:eu-west-1:123456789012:db:orders-db",
        ["database.rds.existing.resourceId"] = "db-ABC123",
        ["database.flexibleServer.existing"] = "/subscriptions/…/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/orders",
        ["database.flexibleServer.resourceGroup"] = "rg-orders",
        ["database.flexibleServer.databases[]"] = "reports",
        ["database.flexibleServer.network.public.allow[].to"] = "203.0.113.20",
        ["workloads[].user"] = "reports",
        ["workloads[].database"] = "app",
    }.ToImmutableDictionary();

    /// <summary>An example of a key's value; null for what is shown by its own keys.</summary>
    public static JsonNode? Example(OutlineKey key, Target target)
    {
        if (Known.TryGetValue(key.Path, out var known))
            return known;
        if (key.Values is [OutlineObject or OutlineMap or OutlineList, ..])
            return null;
        if (KeyDefaults.Find(KeyDefaults.Smallest(target), key.Path) is { } smallest)
            return smallest.DeepClone();
        if (key.Example is { } example)
            return example;
        var other = key.Values[0] is OutlineWords { Words: var words } && KeyDefaults.Of(target, key.Path) is { } byDefault
            ? words.FirstOrDefault(word => word != Text(byDefault))
            : null;
        return other ?? KeyDefaults.Of(target, key.Path)?.DeepClone() ?? key.Values[0] switch
        {
            OutlineWhole whole => whole.Min,
            OutlineNumber number => number.Min,
            OutlineWords found => found.Words[0],
            OutlineDuration duration => DurationText.Format(duration.Min),
            OutlineVersion version => version.Newest.ToString(),
            _ => Quoted(Wrong(key, target)?.Fix),
        };
    }

    /// <summary>What the reader says to a value that is wrong in the most usual way; null where nothing can be wrong.</summary>
    public static Fault? Wrong(OutlineKey key, Target target)
    {
        var path = Concrete(key.Path);
        return key.Values.SelectMany(Candidates)
            .Select(value => Faults(target, key.Path, value).FirstOrDefault(fault => fault.Path == path))
            .FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Every fault of the smallest specification with a value at a path.</summary>
    public static ImmutableArray<Fault> Faults(Target target, string path, JsonNode? value)
    {
        var root = KeyDefaults.Smallest(target);
        Set(root, path, value);
        return Faults(root);
    }

    /// <summary>Every fault of a specification.</summary>
    public static ImmutableArray<Fault> Faults(JsonObject specification)
    {
        try
        {
            _ = PoolingSpecification.Read(specification.Deserialize<JsonElement>());
            return [];
        }
        catch (SpecificationException exception)
        {
            return exception.Faults;
        }
    }

    /// <summary>The path as messages have it: the first item of a list, an entry of a mapping.</summary>
    public static string Concrete(string path) => path.Replace("[]", "[0]", StringComparison.Ordinal).Replace("*", Entry(path), StringComparison.Ordinal);

    /// <summary>Puts a value at a path of the outline, in the first item of a list and one entry of a mapping.</summary>
    public static void Set(JsonObject root, string path, JsonNode? value)
    {
        JsonNode node = root;
        var parts = path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.');
        for (var index = 0; index < parts.Length; index++)
        {
            var isLast = index == parts.Length - 1;
            JsonNode? next = isLast ? value : parts[index + 1] == "[]" ? new JsonArray() : new JsonObject();
            if (parts[index] == "[]")
            {
                var list = (JsonArray)node;
                if (list.Count == 0)
                    list.Add(next);
                else if (isLast || list[0] is not (JsonObject or JsonArray))
                    list[0] = next;
                node = list[0]!;
                continue;
            }

            var name = parts[index] == "*" ? Entry(path) : parts[index];
            var map = (JsonObject)node;
            if (isLast || (parts[index + 1] == "[]" ? map[name] is not JsonArray : map[name] is not JsonObject))
                map[name] = next;
            node = map[name]!;
        }
    }

    private static string Entry(string path) => path.StartsWith("database.rds.network.", StringComparison.Ordinal) ? "use1-az1"
        : path.StartsWith("database.", StringComparison.Ordinal) ? "max_worker_processes"
        : "query_wait_timeout";

    private static IEnumerable<JsonNode?> Candidates(OutlineValue value) => value switch
    {
        OutlineWhole whole => [whole.Max < int.MaxValue ? whole.Max + 1 : whole.Min - 1],
        OutlineNumber number => [number.Max + 1],
        OutlineWords words => [$"{words.Words[0]}x"],
        OutlineDuration => [15],
        OutlineVersion => ["0.9"],
        OutlineText => ["", "?", 5],
        OutlineScalar => [new JsonArray()],
        _ => [5],
    };

    private static string Text(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();

    // "write it as `db.r7g.large`"
    private static JsonNode? Quoted(string? fix) =>
        fix?.Split('`') is [var before, var example, ..] && before.Contains("write it as", StringComparison.Ordinal) ? example.Trim('"') : null;
}
