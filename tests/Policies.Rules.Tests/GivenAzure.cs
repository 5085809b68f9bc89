using System.Text.Json;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>A Flexible Server, for tests.</summary>
internal static class GivenAzure
{
    /// <summary>Its host.</summary>
    public const string Host = "shop.postgres.database.azure.com";

    public static ResourceNode Server(string sku = """{"name": "Standard_D4ds_v5", "tier": "GeneralPurpose"}""") =>
        Given.Resource("azure-native:dbforpostgresql:Server", "server", $$"""{"serverName": "shop", "sku": {{sku}} }""");

    /// <summary>A parameter of it.</summary>
    public static ResourceNode Parameter(string name, string parameter, string value) => Given.Resource(
        "azure-native:dbforpostgresql:Configuration",
        name,
        JsonSerializer.Serialize(new { serverName = "shop", configurationName = parameter, value }));

    /// <summary>Whether its PgBouncer is on.</summary>
    public static ResourceNode Enabled(string value) => Parameter("enabled", "pgbouncer.enabled", value);
}
