using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Local;

namespace Infra.Cli.Evaluation;

/// <summary>A stack's configuration with its target and database replaced by those of this machine.</summary>
internal static class LocalConfiguration
{
    /// <summary>max_connections where the specification leaves it to a cloud's catalogue.</summary>
    private const int DefaultMaxConnections = 200;

    /// <summary>Before 1.25 PgBouncer compares a server's certificate with the whole list of hosts.</summary>
    private static readonly Version ComparesEachHost = new(1, 25);

    private static readonly string[] KeptDatabaseKeys = ["name", "user", "maxConnections", "replicas", "reserve"];
    private static readonly string[] DroppedPoolerKeys = ["kind", "host", "port", "version", "rootCertificate"];

    /// <summary>How many replicas a stack asks for, before anything else of it is read.</summary>
    public static int ReplicasOf(StackFile stack)
    {
        var database = stack.Specification?["database"] as JsonObject;
        return Count(database?["replicas"]) ?? (database?["readHosts"] is JsonArray { Count: <= 15 } hosts ? hosts.Count : null as int?)
            ?? ((database?["aurora"] as JsonObject)?["instances"] is { } instances ? Math.Max(0, (Count(instances) ?? 1) - 1) : 0);
    }

    /// <summary>The configuration to evaluate; a specification that is no mapping is left for the reader to refuse.</summary>
    public static StackFile Of(StackFile stack, LocalPorts ports, string caFile, int postgresVersion, Version pgBouncerVersion)
    {
        var config = (JsonObject)stack.Config.DeepClone();
        if (config[StackFile.SpecificationKey] is not JsonObject pooling || pooling["database"] is not JsonObject database || pooling["pooler"] is not (null or JsonObject))
            return stack;

        var wasPgBouncer = pooling["target"]?.ToString() == "kubernetes" || (pooling["pooler"] as JsonObject)?["kind"]?.ToString() == "pgbouncer";
        pooling["target"] = "kubernetes";
        var unknown = database.Where(item => !IsCloudKey(item.Key)).Select(item => item.Key).Except(KeptDatabaseKeys).ToList();
        var local = new JsonObject
        {
            ["version"] = postgresVersion,
            ["host"] = ports.Primary.Address.ToString(),
            ["port"] = ports.Primary.Port,
            ["maxConnections"] = DefaultMaxConnections,
            ["replicas"] = ports.Replicas.Length,
            ["readHosts"] = new JsonArray([.. ports.Replicas.Select(replica => JsonValue.Create(replica.ToString()))]),
        };
        // A key that nobody knows stays, so that its fault is reported here as it would be elsewhere.
        foreach (var key in KeptDatabaseKeys.Where(key => key != "replicas").Concat(unknown))
        {
            if (database.ContainsKey(key))
                local[key] = database[key]?.DeepClone();
        }

        pooling["database"] = local;
        pooling["pooler"] = Pooler(pooling["pooler"] as JsonObject, wasPgBouncer, ports, caFile, pgBouncerVersion);
        return stack with { Config = config };
    }

    private static JsonObject Pooler(JsonObject? given, bool wasPgBouncer, LocalPorts ports, string caFile, Version version)
    {
        var pooler = (JsonObject)(given?.DeepClone() ?? new JsonObject());
        foreach (var key in DroppedPoolerKeys)
            pooler.Remove(key);
        // RDS Proxy's and Azure's settings have other names.
        if (!wasPgBouncer)
            pooler.Remove("settings");
        // The authority is this machine's own and signs nothing but these servers.
        var readers = ports.Replicas.Length + (pooler["readFallback"]?.ToString() == "primary" ? 1 : 0);
        if (readers > 1 && version < ComparesEachHost && (pooler["settings"] ??= new JsonObject()) is JsonObject settings)
            settings.TryAdd("server_tls_sslmode", "verify-ca");
        pooler["host"] = LocalPorts.Server(0, 0).Address.ToString();
        pooler["port"] = ports.Pooler;
        pooler["version"] = version.ToString(3);
        pooler["rootCertificate"] = caFile;
        return pooler;
    }

    private static bool IsCloudKey(string key) =>
        key is "version" or "instanceClass" or "aurora" or "serverless" or "rds" or "sku" or "flexibleServer" or "host" or "port" or "readHosts";

    private static int? Count(JsonNode? node) => int.TryParse(node?.ToString(), out var count) && count is >= 0 and <= 15 ? count : null;
}
