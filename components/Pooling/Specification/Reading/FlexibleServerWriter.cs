using System.Text.Json.Nodes;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Writes <c>database.flexibleServer</c> as its reader takes it.</summary>
internal static class FlexibleServerWriter
{
    public static JsonObject Write(DatabaseOptions database)
    {
        var server = database.FlexibleServer;
        var node = new JsonObject();
        Add(node, "existing", server.Existing);
        Add(node, "serverName", server.ServerName);
        Add(node, "resourceGroup", server.ResourceGroup);
        Add(node, "location", server.Location);
        node["administrator"] = server.Administrator;
        node["databases"] = new JsonArray([.. server.Databases.Select(name => JsonValue.Create(name))]);
        node["storageGiB"] = server.StorageGiB;
        node["backupDays"] = server.BackupDays;
        node["highAvailability"] = Spelling.Of(server.HighAvailability);
        node["protect"] = server.Protect;
        Add(node, "network", server.Network is { } network ? Network(network) : null);
        // Without a replica there is nothing to choose.
        if (database.Replicas > 0)
            node["reads"] = Spelling.Of(server.Reads);
        if (database.Replicas > 0 && server.Reads == ReadRouting.VirtualEndpoint)
            node["reader"] = server.Reader == FlexibleServerOptions.ReaderIsPrimary ? "primary" : server.Reader;
        if (server.Promote is { } promote)
            node["promote"] = new JsonObject { ["replica"] = promote.Replica, ["option"] = Spelling.Of(promote.Option) };
        node["parameters"] = Values(server.Parameters);
        node["inForce"] = Values(server.InForce);
        node["alerts"] = server.Alerts;
        node["actionGroups"] = new JsonArray([.. server.ActionGroups.Select(group => JsonValue.Create(group))]);
        Add(node, "workspace", server.Workspace);
        if (server.KeyVault is { } vault)
            node["keyVault"] = new JsonObject { ["name"] = vault.Name, ["resourceGroup"] = vault.ResourceGroup };
        node["entraAdministrators"] = new JsonArray([.. server.EntraAdministrators.Select(principal => new JsonObject
        {
            ["objectId"] = principal.ObjectId,
            ["name"] = principal.Name,
            ["type"] = Spelling.Of(principal.Type),
            ["tenantId"] = principal.TenantId,
        })]);
        return node;
    }

    private static JsonObject Network(FlexibleServerNetworkOptions network) => network switch
    {
        FlexibleServerNetworkOptions.VNet vnet => new() { ["vnet"] = Subnet(vnet.Subnet, vnet.Zone) },
        FlexibleServerNetworkOptions.PrivateEndpoint endpoint => new() { ["privateEndpoint"] = Subnet(endpoint.Subnet, endpoint.Zone) },
        FlexibleServerNetworkOptions.Public open => new()
        {
            ["public"] = new JsonObject
            {
                ["allow"] = new JsonArray(
                    [.. open.Allowed.Select(range => new JsonObject { ["from"] = $"{range.From}", ["to"] = $"{range.To}" })]),
            },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(network)),
    };

    private static JsonObject Subnet(string subnet, string? zone)
    {
        var node = new JsonObject { ["subnet"] = subnet };
        Add(node, "zone", zone);
        return node;
    }

    private static JsonObject Values(IEnumerable<KeyValuePair<string, string>> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value)));

    private static void Add(JsonObject node, string key, JsonNode? value)
    {
        if (value is not null)
            node[key] = value;
    }
}
