using System.Net;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.AzureNative.DBforPostgreSQL;

namespace Infra.Pooling.Azure.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task Constructor_SmallestPlan_MakesServerDatabaseAndParameters()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.Equal(["db"], run.Names("Server"));
        Json.Equal(
            """
            {"administratorLogin":"pooling_admin","administratorLoginPassword":"pooling_admin's p@ss",
             "authConfig":{"activeDirectoryAuth":"Disabled","passwordAuth":"Enabled"},"availabilityZone":"",
             "backup":{"backupRetentionDays":7,"geoRedundantBackup":"Disabled"},
             "highAvailability":{"mode":"Disabled","standbyAvailabilityZone":""},"network":{"publicNetworkAccess":"Enabled"},
             "resourceGroupName":"rg","sku":{"name":"Standard_D4ds_v5","tier":"GeneralPurpose"},
             "storage":{"autoGrow":"Enabled","storageSizeGB":128},"tags":{},"version":"16"}
            """,
            run["Server"]);
        Json.Equal(
            """{"charset":"UTF8","collation":"en_US.utf8","databaseName":"orders","resourceGroupName":"rg","serverName":"db-4711"}""",
            run["Database", "db-database"]);
        Json.Equal(
            """
            {"configurationName":"pgbouncer.enabled","resourceGroupName":"rg","serverName":"db-4711","source":"user-override",
             "value":"true"}
            """,
            run["Configuration", "db-pgbouncer.enabled"]);
    }

    [Fact]
    public async Task Constructor_EveryChild_HasTheComponentAsParent()
    {
        var (run, pool) = await Run.PoolAsync(Given.Args(""", "replicas": 1""", workspace: "/ws", vault: new("kv", "rg-kv")));

        Assert.All(run.Seen.Where(seen => seen.Resource != pool), seen => Assert.Same(pool, seen.Options.Parent));
    }

    [Fact]
    public async Task Constructor_Replicas_AreMadeFromThePrimaryOneAfterAnother()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 2, "flexibleServer": {"highAvailability": "zoneRedundant"}"""));

        Assert.Equal(["db", "db-replica-1", "db-replica-2"], run.Names("Server"));
        Assert.Equal("ZoneRedundant", run["Server"]["highAvailability"]!["mode"]!.ToString());
        Json.Equal(
            """
            {"availabilityZone":"","createMode":"Replica","network":{"publicNetworkAccess":"Enabled"},"resourceGroupName":"rg",
             "sku":{"name":"Standard_D4ds_v5","tier":"GeneralPurpose"},"sourceServerResourceId":"/id/db",
             "storage":{"autoGrow":"Enabled","storageSizeGB":128},"tags":{}}
            """,
            run["Server", "db-replica-2"]);
        Assert.Contains("Server db-replica-1", await run.WaitsForAsync("Server", "db-replica-2"));
    }

    [Fact]
    public async Task Constructor_Promotion_SwitchesRolesOfThatReplicaOnly()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(
            """, "replicas": 2, "flexibleServer": {"reader": 2, "promote": {"replica": 2, "option": "forced"}}"""));

        Json.Equal(
            """{"promoteMode":"Switchover","promoteOption":"Forced","role":"Primary"}""", run["Server", "db-replica-2"]["replica"]!);
        Assert.Null(run["Server", "db-replica-1"]["replica"]);
    }

    [Fact]
    public async Task Constructor_ExistingServer_IsReadAndNotMade()
    {
        const string Id = "/subscriptions/s/resourceGroups/old/providers/Microsoft.DBforPostgreSQL/flexibleServers/legacy";
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1""", source: FlexibleServerSource.Existing(Id)));

        Assert.Empty(run["Server"].AsObject());
        Assert.Equal(Id, run["Server", "db-replica-1"]["sourceServerResourceId"]!.ToString());
        var enabled = run["Configuration", "db-pgbouncer.enabled"];
        Assert.Equal(("old", "legacy"), (enabled["resourceGroupName"]!.ToString(), enabled["serverName"]!.ToString()));
    }

    [Fact]
    public async Task Constructor_EntraAdministrator_IsLetInAndAdded()
    {
        var (run, _) = await Run.PoolAsync(Given.Args("""
            , "flexibleServer": {"entraAdministrators": [
                {"objectId": "11111111-1111-1111-1111-111111111111", "name": "dba", "type": "group",
                 "tenantId": "22222222-2222-2222-2222-222222222222"}]}
            """));

        Json.Equal(
            """{"activeDirectoryAuth":"Enabled","passwordAuth":"Enabled","tenantId":"22222222-2222-2222-2222-222222222222"}""",
            run["Server"]["authConfig"]!);
        Json.Equal(
            """
            {"objectId":"11111111-1111-1111-1111-111111111111","principalName":"dba","principalType":"group",
             "resourceGroupName":"rg","serverName":"db-4711","tenantId":"22222222-2222-2222-2222-222222222222"}
            """,
            run["AdministratorsMicrosoftEntra", "db-administrator-11111111-1111-1111-1111-111111111111"]);
    }

    [Fact]
    public async Task Constructor_Protect_KeepsServersAndDatabase()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1, "flexibleServer": {"protect": true}"""));

        Assert.Equal(
            ["db", "db-database", "db-replica-1"],
            run.Seen.Where(seen => seen.Options.Protect == true).Select(seen => seen.Resource.GetResourceName()));
    }

    [Fact]
    public async Task Constructor_AllowedAddresses_AreAdmittedToEveryServer()
    {
        var range = new AddressRange(IPAddress.Parse("203.0.113.16"), IPAddress.Parse("203.0.113.31"));
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1""", network: FlexibleServerNetwork.Public(range)));

        Assert.Equal(["db-allow-1", "db-replica-1-allow-1"], run.Names("FirewallRule"));
        Json.Equal(
            """{"endIpAddress":"203.0.113.31","resourceGroupName":"rg","serverName":"db-4711","startIpAddress":"203.0.113.16"}""",
            run["FirewallRule", "db-allow-1"]);
    }

    [Fact]
    public async Task Constructor_VNet_MakesAZoneAndWaitsForItsLink()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(network: FlexibleServerNetwork.VNet("/vnet/subnets/data", NameZone.New("/vnet"))));

        Assert.Equal("db.private.postgres.database.azure.com", run["PrivateZone", "db-zone"]["privateZoneName"]!.ToString());
        Assert.Equal("/vnet", run["VirtualNetworkLink", "db-zone-link"]["virtualNetwork"]!["id"]!.ToString());
        Json.Equal(
            """
            {"delegatedSubnetResourceId":"/vnet/subnets/data","privateDnsZoneArmResourceId":"/id/db-zone",
             "publicNetworkAccess":"Disabled"}
            """,
            run["Server"]["network"]!);
        Assert.Contains("VirtualNetworkLink db-zone-link", await run.WaitsForAsync("Server", "db"));
        Assert.Empty(run.Names("PrivateEndpoint"));
    }

    [Fact]
    public async Task Constructor_PrivateEndpoint_OpensOneForEachServerInAnExistingZone()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(
            """, "replicas": 1""", network: FlexibleServerNetwork.PrivateEndpoint("/vnet/subnets/data", NameZone.Existing("/zone"))));

        Assert.Equal(["db-endpoint", "db-replica-1-endpoint"], run.Names("PrivateEndpoint"));
        Json.Equal(
            """
            {"privateLinkServiceConnections":[
               {"groupIds":["postgresqlServer"],"name":"db-replica-1","privateLinkServiceId":"/id/db-replica-1"}],
             "resourceGroupName":"rg","subnet":{"id":"/vnet/subnets/data"},"tags":{}}
            """,
            run["PrivateEndpoint", "db-replica-1-endpoint"]);
        Json.Equal(
            """
            {"resourceGroupName":"rg","privateEndpointName":"db-endpoint-4711","privateDnsZoneGroupName":"default",
             "privateDnsZoneConfigs":[{"name":"postgres","privateDnsZoneId":"/zone"}]}
            """,
            run["PrivateDnsZoneGroup", "db-endpoint-names"]);
        Assert.Empty(run.Names("PrivateZone"));
        Assert.Equal("Disabled", run["Server"]["network"]!["publicNetworkAccess"]!.ToString());
    }

    [Fact]
    public async Task Constructor_Password_IsSecret()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.True(await Output.IsSecretAsync(run.ArgsOf<ServerArgs>("db").AdministratorLoginPassword!.ToOutput()));
    }
}
