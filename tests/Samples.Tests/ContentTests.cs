namespace Infra.Samples.Tests;

/// <summary>What each sample is there to show.</summary>
public sealed class ContentTests
{
    private const string Claim = "pooling:index:ConnectionClaim";

    [Fact]
    public async Task ExistingRds_Preview_MakesAProxyAndNoDatabase()
    {
        var preview = await Sample.Of("existing-rds").PreviewAsync();

        Assert.Equal(["orders"], preview.Names("aws:rds/proxy:Proxy"));
        var target = preview.Resources.Single(resource => resource.Type == "aws:rds/proxyTarget:ProxyTarget");
        Assert.Equal("orders-prod", target.Inputs["dbInstanceIdentifier"]!.ToString());
        Assert.Empty(preview.Names("aws:rds/instance:Instance"));
        Assert.Empty(preview.Names("aws:rds/parameterGroup:ParameterGroup"));
    }

    [Fact]
    public async Task AuroraReaders_Preview_MakesAReaderItsEndpointAndThreeRoles()
    {
        var preview = await Sample.Of("aurora-readers").PreviewAsync();

        Assert.Equal(["orders-0", "orders-1"], preview.Names("aws:rds/clusterInstance:ClusterInstance"));
        Assert.Equal(["orders-pool-read-only"], preview.Names("aws:rds/proxyEndpoint:ProxyEndpoint"));
        Assert.Equal(
            ["orders-pool-user-batch", "orders-pool-user-orders", "orders-pool-user-reports"],
            preview.Names("aws:secretsmanager/secret:Secret").Where(name => name.Contains("-user-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AzureKeyVault_Preview_MakesTheSecretsThatItsOutputsName()
    {
        var preview = await Sample.Of("azure-key-vault").PreviewAsync();

        Assert.Equal(["orders", "orders-replica-1", "orders-replica-2"], preview.Names("azure-native:dbforpostgresql:Server"));
        var kept = preview.Resources.Where(resource => resource.Type == "azure-native:keyvault:Secret")
            .Select(secret => secret.Inputs["secretName"]!.ToString()).ToList();
        Assert.Contains(preview.Outputs["apiSecret"]!.ToString(), kept);
        Assert.Contains(preview.Outputs["reportsSecret"]!.ToString(), kept);
    }

    [Fact]
    public async Task PgBouncer_Preview_HandsTheServiceBothConnectionsWithThePlansPools()
    {
        var preview = await Sample.Of("pgbouncer").PreviewAsync();

        var secret = preview.Resources.Single(resource => resource.Name == "orders-connections");
        var writes = new Npgsql.NpgsqlConnectionStringBuilder(secret.Inputs["stringData"]!["ConnectionStrings__ReadWrite"]!.ToString());
        var reads = new Npgsql.NpgsqlConnectionStringBuilder(secret.Inputs["stringData"]!["ConnectionStrings__ReadOnly"]!.ToString());
        Assert.Equal(("pooler.orders.svc", 6432, "orders", 20), (writes.Host, writes.Port, writes.Database, writes.MaxPoolSize));
        Assert.Equal(("pooler-ro.orders.svc", 6432, "orders_ro", 10), (reads.Host, reads.Port, reads.Database, reads.MaxPoolSize));
        Assert.Equal((Sample.Password, Sample.Password), (writes.Password, reads.Password));
        Assert.Equal("[secret]", secret.Masked["stringData"]!.ToString());
    }

    [Fact]
    public async Task SharedDatabase_Preview_CountsBothServicesInOneBudget()
    {
        var preview = await Sample.Of("shared-database").PreviewAsync();

        Assert.Equal(["billing", "orders"], preview.Names(Claim));
        var budget = Assert.Single(preview.Judge().Budgets).Plan;
        // 12 × 20 and 4 × (5 + 5) at the peak.
        Assert.Equal(280, budget.Scenarios.Single(scenario => scenario.Kind == Pooling.Budget.ScenarioKind.Peak).ClientDemand.Max);
    }
}
