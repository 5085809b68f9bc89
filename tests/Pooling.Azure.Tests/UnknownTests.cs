using System.Collections.Immutable;
using Pulumi;
using Pulumi.AzureNative.Resources;
using Pulumi.Utilities;

namespace Infra.Pooling.Azure.Tests;

/// <summary>A preview before anything is there: passwords, names and ids come from resources that are not made yet.</summary>
public sealed class UnknownTests
{
    private const string Database = """, "replicas": 1, "maxConnections": 2000, "flexibleServer": {"databases": ["audit"]}""";

    [Theory]
    [InlineData("public")]
    [InlineData("vnet")]
    [InlineData("endpoint")]
    public async Task Constructor_EveryInputUnknown_MakesTheSameResourcesInTheSameOrder(string network)
    {
        var known = await Run.ProgramAsync(run => Make(run, network));
        var unknown = await Run.ProgramAsync(run => Make(run, network), isPreview: true);

        Assert.Contains("Server db-replica-1", known.Registered);
        Assert.Equal(known.Registered, unknown.Registered);
        Assert.Equal(
            await known.WaitsForAsync("VirtualEndpoint", "db-endpoint-pair"),
            await unknown.WaitsForAsync("VirtualEndpoint", "db-endpoint-pair"));
        Assert.Equal("2000", unknown["Configuration", "db-replica-1-max_connections"]["value"]!.ToString());
    }

    [Fact]
    public async Task Outputs_PasswordsUnknown_StaySecretAndUnknown()
    {
        FlexibleServerPool? pool = null;
        var run = await Run.ProgramAsync(run => pool = Make(run, "public"), isPreview: true);

        var password = run.ArgsOf<Pulumi.AzureNative.DBforPostgreSQL.ServerArgs>("db").AdministratorLoginPassword!.ToOutput();
        Assert.Equal((false, true), (await OutputUtilities.GetIsKnownAsync(password), await Output.IsSecretAsync(password)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(pool!.WorkloadConnections));
        Assert.True(await Output.IsSecretAsync(pool.WorkloadConnections));
        Assert.False(await OutputUtilities.GetIsKnownAsync(pool.FurtherDatabaseSql));
        Assert.True(await Output.IsSecretAsync(pool.FurtherDatabaseSql));
        Assert.True(await OutputUtilities.GetIsKnownAsync(pool.FailoverNote));
    }

    private static FlexibleServerPool Make(Run run, string network)
    {
        var later = new ResourceGroup("later");
        var plan = Given.Plan(Database);
        return new("db", new()
        {
            Plan = plan,
            Credentials = later.Id.Apply(id => plan.Roles.ToImmutableDictionary(role => role, role => $"{id} {role}")),
            ResourceGroupName = later.Name,
            Location = later.Location,
            Source = FlexibleServerSource.New(later.Name),
            Network = network switch
            {
                "vnet" => FlexibleServerNetwork.VNet(later.Id, NameZone.New(later.Id)),
                "endpoint" => FlexibleServerNetwork.PrivateEndpoint(later.Id, NameZone.Existing(later.Id)),
                _ => FlexibleServerNetwork.Public(),
            },
            ActionGroupIds = [later.Id],
            WorkspaceId = later.Id,
            Vault = new(later.Name, later.Name),
        }, run.Watched);
    }
}
