using System.Net;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.FlexibleServer;

public sealed class FlexibleServerReadTests
{
    private const string Net = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";

    private const string Full = $$$"""
        {
          "existing": "/subscriptions/s/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/orders",
          "serverName": "orders-1", "resourceGroup": "rg", "location": "westeurope", "administrator": "boss", "databases": ["audit"],
          "storageGiB": 64, "backupDays": 8,
          "highAvailability": "sameZone", "protect": true,
          "network": {"privateEndpoint": {"subnet": "{{{Net}}}/virtualNetworks/v/subnets/n", "zone": "{{{Net}}}/privateDnsZones/z"}},
          "reads": "virtualEndpoint", "reader": "primary",
          "parameters": {"max_wal_senders": "12"}, "inForce": {"max_connections": "859"}, "alerts": false,
          "actionGroups": ["/subscriptions/s/resourceGroups/g/providers/Microsoft.Insights/actionGroups/a"],
          "workspace": "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w",
          "keyVault": {"name": "kv-1", "resourceGroup": "rg-kv"},
          "entraAdministrators": [{"objectId": "11111111-1111-1111-1111-111111111111", "name": "dba", "type": "servicePrincipal",
                                   "tenantId": "22222222-2222-2222-2222-222222222222"}]
        }
        """;

    [Fact]
    public void Read_EveryKey_IsTaken()
    {
        var server = Read(("database.replicas", "1"), ("database.flexibleServer", Full)).Database.FlexibleServer;

        Assert.Equivalent(
            new FlexibleServerOptions
            {
                Existing = "/subscriptions/s/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/orders",
                ServerName = "orders-1",
                ResourceGroup = "rg",
                Location = "westeurope",
                Administrator = "boss",
                Databases = ["audit"],
                StorageGiB = 64,
                BackupDays = 8,
                HighAvailability = HighAvailability.SameZone,
                Protect = true,
                Network = new FlexibleServerNetworkOptions.PrivateEndpoint(
                    $"{Net}/virtualNetworks/v/subnets/n", $"{Net}/privateDnsZones/z"),
                Reader = FlexibleServerOptions.ReaderIsPrimary,
                Parameters = new FlexibleServerOptions().Parameters.Add("max_wal_senders", "12"),
                InForce = new FlexibleServerOptions().InForce.Add("max_connections", "859"),
                Alerts = false,
                ActionGroups = ["/subscriptions/s/resourceGroups/g/providers/Microsoft.Insights/actionGroups/a"],
                Workspace = "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w",
                KeyVault = new("kv-1", "rg-kv"),
                EntraAdministrators =
                [
                    new(
                        "11111111-1111-1111-1111-111111111111", "dba", EntraPrincipal.ServicePrincipal,
                        "22222222-2222-2222-2222-222222222222"),
                ],
            },
            server,
            strict: true);
    }

    [Theory]
    [InlineData(Full)]
    [InlineData("{}")]
    [InlineData("""{"reads": "replicas"}""")]
    [InlineData("""{"reader": 2, "promote": {"replica": 2, "option": "forced"}}""")]
    [InlineData("""{"network": {"public": {"allow": [{"from": "10.0.0.1"}, {"from": "10.0.0.2", "to": "10.0.0.9"}]}}}""")]
    [InlineData($$$$"""{"network": {"vnet": {"subnet": "{{{{Net}}}}/virtualNetworks/v/subnets/n"}}}""")]
    public void ToJson_OfRead_ReadsTheSame(string server)
    {
        var written = Read(("database.replicas", "2"), ("database.flexibleServer", server)).ToJson();

        Assert.Equal(written.GetRawText(), PoolingSpecification.Read(written).ToJson().GetRawText());
    }

    [Fact]
    public void Read_AddressWithoutEnd_IsOneAddress()
    {
        var database = Read(("database.flexibleServer", """{"network": {"public": {"allow": [{"from": "10.0.0.1"}]}}}""")).Database;

        var range = Assert.Single(Assert.IsType<FlexibleServerNetworkOptions.Public>(database.FlexibleServer.Network).Allowed);
        Assert.Equal((IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.1")), (range.From, range.To));
    }

    private static PoolingSpecification Read(params (string Path, string? Value)[] changes) =>
        Sample.Read(Sample.With(Sample.Azure, changes));
}
