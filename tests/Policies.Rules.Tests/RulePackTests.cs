namespace Infra.Policies.Rules.Tests;

public class RulePackTests
{
    /// <summary>Each rule by its id, level, severity and scope: whoever changes one changes what teams rely on.</summary>
    [Theory]
    [InlineData("resources-readable", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("budget-within-capacity", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Stack)]
    [InlineData("budget-headroom", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("budget-undecidable", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("client-unbounded", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("lambda-reserved-concurrency", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Resource)]
    [InlineData("surge-counted", EnforcementLevel.Advisory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("warm-floor", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("capacity-from-smallest-failover", EnforcementLevel.Advisory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("max-connections-over-default", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("rdsproxy-percent-sum", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("rdsproxy-100-with-direct", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("rdsproxy-idle-within-max", EnforcementLevel.Mandatory, RuleSeverity.Medium, RuleScope.Resource)]
    [InlineData("rdsproxy-borrow-before-client", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("rdsproxy-tls", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Resource)]
    [InlineData("azure-pool-fanout", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("pgbouncer-replica-multiply", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Stack)]
    [InlineData("pgbouncer-max-db-connections", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("pgbouncer-client-cap", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("timeout-order", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("rdsproxy-pinning-settings", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("rdsproxy-filter-noop", EnforcementLevel.Advisory, RuleSeverity.Low, RuleScope.Stack)]
    [InlineData("azure-pgbouncer-burstable", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("azure-port", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("azure-params-hidden", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("azure-diagnostics-for-alerts", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("pgbouncer-mode", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("pgbouncer-peering", EnforcementLevel.Advisory, RuleSeverity.Low, RuleScope.Stack)]
    [InlineData("pgbouncer-ignore-startup", EnforcementLevel.Advisory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("pgbouncer-drain", EnforcementLevel.Advisory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("pgbouncer-secrets", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Stack)]
    [InlineData("pgbouncer-version-floor", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Stack)]
    [InlineData("pooler-bypass", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("npgsql-reset", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("prepared-in-transaction", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("max-connections-static", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("reserved-slots", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("idle-transaction", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("read-route-target", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack)]
    [InlineData("rdsproxy-idle-client", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("query-wait", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("recycle-order", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack)]
    [InlineData("budget-delta", EnforcementLevel.Advisory, RuleSeverity.Low, RuleScope.Stack)]
    [InlineData("waiver-valid", EnforcementLevel.Mandatory, RuleSeverity.Medium, RuleScope.Stack)]
    public void All_Rule_IsAsTeamsRelyOnIt(string id, EnforcementLevel level, RuleSeverity severity, RuleScope scope)
    {
        var rule = RulePack.Find(id);

        Assert.NotNull(rule);
        Assert.Equal((level, severity, scope), (rule.Level, rule.Severity, rule.Scope));
        Assert.All([rule.Summary, rule.Why, rule.Example, rule.Fix, rule.Source], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
    }

    /// <summary>A rule that is added or taken away is added or taken away above, too.</summary>
    [Fact]
    public void All_Rules_AreTheCatalogueAndReadability()
    {
        Assert.Equal(44, RulePack.All.Length);
        Assert.Distinct(RulePack.All.Select(rule => rule.Id));
    }
}
