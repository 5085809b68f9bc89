using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Estates;

/// <summary>Flexible Servers under every token that providers give them.</summary>
public class AzureTokenTests
{
    private const string Host = "shop.postgres.database.azure.com";

    [Theory]
    [InlineData("azure-native:dbforpostgresql:")]
    [InlineData("azure-native:dbforpostgresql/v20221201:")]
    [InlineData("azure-native_dbforpostgresql_v20240801:dbforpostgresql:")]
    public void Native_OfEveryVersion_IsRead(string prefix) => Assert.Equal(
        ["shop: 414 of 429, within"],
        Budgets(
            Given.Resource($"{prefix}Server", "server", """{"serverName": "shop", "sku": {"name": "Standard_D2s_v3", "tier": "GeneralPurpose"}}"""),
            Given.Resource($"{prefix}Configuration", "max", """{"serverName": "shop", "configurationName": "max_connections", "value": "429"}"""),
            Client));

    [Theory]
    [InlineData("\"shop\"", "\"/subscriptions/1/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/shop\"")]
    [InlineData("\"shop\"", "\"?\"")]
    public void Classic_WithItsParameters_IsRead(string name, string id) => Assert.Equal(
        ["shop: 85 of 100, within"],
        Budgets(Classic(name), Given.Resource(
            "azure:postgresql/flexibleServerConfiguration:FlexibleServerConfiguration", "max", $$"""{"serverId": {{id}}, "name": "max_connections", "value": "100"}""", "server"), Client));

    [Fact]
    public void Classic_Size_IsThatOfTheCatalogue() => Assert.Equal(["shop: 1703 of 1718, within"], Budgets(Classic("\"shop\""), Client));

    [Fact]
    public void Classic_BurstableWithPgBouncer_IsAViolation() => Assert.Equal(
        [
            "violation urn:on: `value`: PgBouncer is on for shop, and the Burstable tier (Standard_B1ms) has none; "
            + "choose General Purpose or Memory Optimized, or set it to false.",
        ],
        Judged.By("azure-pgbouncer-burstable", Classic("\"shop\"", "\"B_Standard_B1ms\""), On));

    [Fact]
    public void Classic_UnknownSize_IsUndecided() => Assert.Equal(
        ["undecided urn:on: `value`: whether the tier has a PgBouncer cannot be told; it depends on `urn:server#skuName`."],
        Judged.By("azure-pgbouncer-burstable", Classic("\"shop\"", "\"?\""), On));

    [Fact]
    public void Classic_Replica_IsThatOfItsSource() => Assert.Equal(
        ["violation urn:replica: `skuName`: replica takes 859 connections, but 1718 may come to it after a failover; give it the same size."],
        Judged.By("capacity-from-smallest-failover", Classic("\"shop\""), Given.Resource(
            "azure:postgresql/flexibleServer:FlexibleServer", "replica", """{"name": "replica", "skuName": "GP_Standard_D2s_v3", "createMode": "Replica", "sourceServerId": "?"}""", "server")));

    [Fact]
    public void Classic_AlertWithoutMetrics_IsAViolation() => Assert.Equal(
        ["violation urn:alert: `criterias`: the alert on num_pools never fires, because metrics.pgbouncer_diagnostics of shop is off; set it to on."],
        Judged.By("azure-diagnostics-for-alerts", Classic("\"shop\""), On, Given.Resource(
            "azure:monitoring/metricAlert:MetricAlert", "alert", """{"scopes": ["?"], "criterias": [{"metricName": "num_pools"}]}""", "server")));

    private static ResourceNode On { get; } = Given.Resource(
        "azure:postgresql/flexibleServerConfiguration:FlexibleServerConfiguration", "on", """{"serverId": "?", "name": "pgbouncer.enabled", "value": "true"}""", "server");

    private static ResourceNode Client { get; } = GivenKubernetes.Deployment("api", "1", "0", ("DATABASE_URL", $"postgres://a@{Host}/app?pool_max_conns=5"));

    private static ResourceNode Classic(string name, string sku = "\"GP_Standard_D4s_v3\"") =>
        Given.Resource("azure:postgresql/flexibleServer:FlexibleServer", "server", $$"""{"name": {{name}}, "skuName": {{sku}} }""");

    private static IEnumerable<string> Budgets(params ResourceNode[] resources) => PolicyEngine.Evaluate([Given.Stack(resources)], RuleConfiguration.Default).Budgets
        .Select(budget => $"{budget.Title}: {budget.Plan.Usable} of {budget.Plan.Input.Capacity.MaxConnections}, "
            + (budget.Plan.Scenarios.All(scenario => scenario.ServerVerdict == Pooling.Budget.Verdict.Within) ? "within" : "not within"));
}
