using System.Text.Json.Nodes;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Writes <c>database.rds</c> as its reader takes it.</summary>
internal static class RdsWriter
{
    public static JsonObject Write(RdsOptions rds)
    {
        var node = new JsonObject();
        if (rds.Network is { } network)
        {
            node["network"] = new JsonObject
            {
                ["vpcId"] = network.VpcId,
                ["subnets"] = new JsonObject(network.Subnets.Select(subnet => KeyValuePair.Create(subnet.Key, (JsonNode?)subnet.Value))),
                ["clients"] = Texts(network.Clients),
            };
        }

        if (rds.Existing is { } existing)
            node["existing"] = Existing(existing);
        Add(node, "identifier", rds.Identifier);
        Add(node, "proxyName", rds.ProxyName);
        Add(node, "engineVersion", rds.EngineVersion);
        node["authentication"] = Spelling.Of(rds.Authentication);
        Add(node, "reads", rds.Reads is { } reads ? Spelling.Of(reads) : null);
        if (rds.ReadPooler is { } readPooler)
        {
            node["readPooler"] = SpecificationWriter.Pooler(readPooler);
            ((JsonObject)node["readPooler"]!).Remove("kind");
        }

        node["everyZone"] = rds.EveryZone;
        node["otherProxiesPercent"] = rds.OtherProxiesPercent;
        node["parameters"] = new JsonObject(rds.Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, Parameter(parameter.Value))));
        node["multiAz"] = rds.MultiAz;
        node["storageGiB"] = rds.StorageGiB;
        node["maxStorageGiB"] = rds.MaxStorageGiB;
        node["backupDays"] = rds.BackupDays;
        node["protect"] = rds.Protect;
        Add(node, "kmsKey", rds.KmsKey);
        node["alarmTopics"] = Texts(rds.AlarmTopics);
        Add(node, "kubernetesNamespace", rds.KubernetesNamespace);
        return node;
    }

    private static JsonObject Existing(RdsExistingOptions existing)
    {
        var node = new JsonObject
        {
            [existing.IsCluster ? "cluster" : "instance"] = existing.Identifier,
            ["host"] = existing.Host,
            ["securityGroup"] = existing.SecurityGroup,
        };
        Add(node, "readHost", existing.ReadHost);
        Add(node, "arn", existing.Arn);
        Add(node, "resourceId", existing.ResourceId);
        return node;
    }

    private static JsonNode? Parameter(RdsParameterOptions parameter) => parameter.Apply is { } apply
        ? new JsonObject { ["value"] = parameter.Value, ["apply"] = apply == ParameterApply.Immediate ? "immediate" : "pending-reboot" }
        : JsonValue.Create(parameter.Value);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static void Add(JsonObject node, string key, string? value)
    {
        if (value is not null)
            node[key] = value;
    }
}
