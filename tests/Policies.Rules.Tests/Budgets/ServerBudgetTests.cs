namespace Infra.Policies.Rules.Tests.Budgets;

public class ServerBudgetTests
{
    [Fact]
    public void ToJson_UndecidedScenario_SaysWhatWouldDecideIt()
    {
        var graph = Given.Stack(
            Given.Resource("aws:rds/instance:Instance", "main", """
                {"identifier": "main", "engine": "postgres", "engineVersion": "16.9", "instanceClass": "db.m7g.large", "address": "Main.example.com"}
                """),
            GivenKubernetes.Deployment("api", "\"?\"", "0", ("DATABASE_URL", "postgres://api@main.example.com/app?pool_max_conns=5")));

        var json = Assert.Single(PolicyEngine.Evaluate([graph], RuleConfiguration.Default).Budgets).ToJson();

        Assert.Equal(
            """{"server":"main.example.com","title":"main","stacks":["prod"],"maxConnections":792,"reserved":9,"admin":0,"other":0,"usable":783}""",
            new System.Text.Json.Nodes.JsonObject(json.Take(8).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString());
        Assert.Equal(
            """
            {"name":"peak","clientDemand":{"min":0,"max":0},"clientCapacity":null,"serverDemand":{"min":0,"max":null},"usable":783,"verdict":"undecided","decidedBy":["urn:api#spec.replicas"]}
            """.Trim(),
            json["scenarios"]![1]!.ToJsonString());
    }
}
