using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Timeouts;

public class TimeoutOrderTests
{
    private const string Rule = "timeout-order";

    [Fact]
    public void Judge_LockNotBelowStatement_IsAViolation() => Assert.Equal(
        [
            "violation urn:group: `parameters[0].value`: lock_timeout 30 s is not below statement_timeout 20 s; "
            + "allowed is less than 20 s; lower it, or raise statement_timeout.",
        ],
        Judged.By(Rule, Server("30000", "20000")));

    [Fact]
    public void Judge_StatementNotBelowCommand_IsAViolation() => Assert.Equal(
        [
            "violation urn:group: `parameters[1].value`: statement_timeout 60 s is not below Command Timeout 30 s; "
            + "allowed is less than 30 s; lower it, or raise Command Timeout.",
        ],
        Judged.By(Rule, [.. Server("15000", "60000"), GivenKubernetes.Deployment("api", "1", "0", ("ConnectionStrings__App", "Host=main.example.com;Username=api"))]));

    [Fact]
    public void Judge_VariablesOfReducto_AreJudged() => Assert.Equal(
        [
            "violation urn:http: `spec.template.spec.containers[0].env[1].value`: DB_LOCK_TIMEOUT_MS 25 s is not below DB_STATEMENT_TIMEOUT_MS 20 s; "
            + "allowed is less than 20 s; lower it, or raise DB_STATEMENT_TIMEOUT_MS.",
        ],
        Judged.By(Rule, GivenKubernetes.Deployment(
            "http", "1", "0", ("DATABASE_URL", "postgres://r@db.example.com/app?pool_max_conns=4"), ("DB_LOCK_TIMEOUT_MS", "25000"), ("DB_STATEMENT_TIMEOUT_MS", "20000"))));

    [Fact]
    public void Judge_InOrder_IsOk() => Assert.Equal(["ok"], Judged.By(Rule, Server("15000", "20000")));

    [Fact]
    public void Judge_NoLimit_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, Server("15000", "0")));

    [Fact]
    public void Judge_Unknown_IsUndecided() => Assert.Equal(
        ["undecided urn:group: `parameters[0].value`: whether the time-outs end in order cannot be told; it depends on `urn:group#parameters[1].value`."],
        Judged.By(Rule, Server("15000", "?")));

    private static ResourceNode[] Server(string lockTimeout, string statementTimeout) =>
    [
        Given.Resource("aws:rds/parameterGroup:ParameterGroup", "group", $$$"""
            {"name": "group", "parameters": [{"name": "lock_timeout", "value": "{{{lockTimeout}}}"}, {"name": "statement_timeout", "value": "{{{statementTimeout}}}"}]}
            """),
        Given.Resource("aws:rds/instance:Instance", "main", """
            {"identifier": "main", "engine": "postgres", "instanceClass": "db.m7g.large", "parameterGroupName": "group", "address": "main.example.com"}
            """),
    ];
}
