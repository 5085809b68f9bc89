using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Azure;

public class AlertsFedTests
{
    private const string Rule = "azure-diagnostics-for-alerts";
    private const string Scope = """["/subscriptions/1/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/shop"]""";
    private const string Question = "undecided urn:alert: `criteria`: whether the alert can fire cannot be told; it depends on ";

    [Fact]
    public void Judge_DiagnosticsOn_IsOk() => Assert.Equal(["ok"], Of("on", Alert("num_pools")));

    [Fact]
    public void Judge_DiagnosticsOff_IsAViolation() => Assert.Equal(
        ["violation urn:alert: `criteria`: the alert on num_pools never fires, because metrics.pgbouncer_diagnostics of shop is off; set it to on."],
        Of("off", Alert("num_pools")));

    [Fact]
    public void Judge_DiagnosticsNotSet_IsAViolation() => Assert.Equal(
        [
            "violation urn:alert: `criteria`: the alert on client_connections_waiting never fires, because metrics.pgbouncer_diagnostics of shop is off; set it to on.",
        ],
        Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), Alert("client_connections_waiting")));

    [Fact]
    public void Judge_PgBouncerOff_IsAViolation() => Assert.Equal(
        ["violation urn:alert: `criteria`: the alert on num_pools never fires, because pgbouncer.enabled of shop is off; set it to true."],
        Judged.By(Rule, GivenAzure.Server(), Alert("num_pools")));

    [Fact]
    public void Judge_UnknownDiagnostics_IsUndecided() => Assert.Equal([$"{Question}`urn:diagnostics#value`."], Of("?", Alert("num_pools")));

    [Fact]
    public void Judge_UnknownScope_IsThatOfItsDependency() => Assert.Equal(
        ["violation urn:alert: `criteria`: the alert on num_pools never fires, because pgbouncer.enabled of shop is off; set it to true."],
        Judged.By(Rule, GivenAzure.Server(), Alert("num_pools", "\"?\"", "server")));

    [Fact]
    public void Judge_UnknownScopeOfNothing_IsUndecided() => Assert.Equal([$"{Question}`urn:alert#scopes`."], Of("on", Alert("num_pools", "\"?\"")));

    [Fact]
    public void Judge_MetricOfTheServer_IsNotApplicable() => Assert.Equal(["not applicable"], Of("off", Alert("active_connections")));

    private static ResourceNode Alert(string metric, string scopes = Scope, params string[] dependencies) => Given.Resource(
        "azure-native:monitor:MetricAlert", "alert", $$"""{"scopes": {{scopes}}, "criteria": {"allOf": [{"metricName": "{{metric}}"}]} }""", dependencies);

    private static IReadOnlyList<string> Of(string diagnostics, ResourceNode alert) => Judged.By(
        Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenAzure.Parameter("diagnostics", "metrics.pgbouncer_diagnostics", diagnostics), alert);
}
