using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Azure;

public class PoolFanoutTests
{
    private const string Rule = "azure-pool-fanout";

    [Fact]
    public void Judge_PoolsTooMany_IsAViolation() => Assert.Equal(
        [
            "violation urn:pgbouncer.default_pool_size: `value`: 2 pairs of user and database × pgbouncer.default_pool_size 500 = 1000 connections, "
            + "but main has 844 to use; lower the pool size.",
        ],
        Judged.By(Rule, [Server, Parameter("pgbouncer.enabled", "true"), Parameter("pgbouncer.default_pool_size", "500"), Api("a"), Api("b")]));

    [Fact]
    public void Judge_DefaultSize_IsOk() => Assert.Equal(["ok"], Judged.By(Rule, Server, Parameter("pgbouncer.enabled", "true"), Api("a"), Api("b")));

    [Fact]
    public void Judge_SizeUnknown_IsUndecided() => Assert.Equal(
        ["undecided urn:pgbouncer.default_pool_size: `value`: whether the pools fit the server cannot be told; it depends on `urn:pgbouncer.default_pool_size#value`."],
        Judged.By(Rule, Server, Parameter("pgbouncer.enabled", "true"), Parameter("pgbouncer.default_pool_size", "?"), Api("a")));

    [Fact]
    public void Judge_NotEnabled_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, Server, Api("a")));

    private static ResourceNode Server => Given.Resource(
        "azure-native:dbforpostgresql:Server", "main", """{"serverName": "main", "sku": {"name": "Standard_D2ds_v5", "tier": "GeneralPurpose"}}""");

    private static ResourceNode Parameter(string name, string value) => Given.Resource(
        "azure-native:dbforpostgresql:Configuration", name, $$$"""{"serverName": "main", "configurationName": "{{{name}}}", "value": "{{{value}}}"}""");

    private static ResourceNode Api(string user) => GivenKubernetes.Deployment(
        user, "1", "0", ("DATABASE_URL", $"postgres://{user}@main.postgres.database.azure.com:6432/app?pool_max_conns=5"));
}
