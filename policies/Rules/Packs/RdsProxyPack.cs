using System.Collections.Immutable;
using Infra.Policies.Rules.Checks;
using Infra.Policies.Rules.Checks.RdsProxies;
using Infra.Policies.Rules.Checks.Timeouts;

namespace Infra.Policies.Rules.Packs;

/// <summary>RDS Proxy.</summary>
internal static class RdsProxyPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<PercentSumFacts>(
            new("rdsproxy-percent-sum", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "The shares of all proxies on a server come to at most 100 %.")
            {
                Why = "Each proxy takes its share of max_connections for itself: together they ask for more than there is.",
                Example = "Two proxies on one instance, with 60 % and with the default of 100 %.",
                Fix = "Lower `maxConnectionsPercent` of one of them, or use one proxy.",
                Source = "Amazon RDS User Guide, \"Connection pool configuration: MaxConnectionsPercent\".",
                Question = "whether the shares of the proxies come to at most 100 %",
            },
            new PercentSum(),
            facts => $"the proxies on {facts.Server} take {string.Join(" + ", facts.Proxies)} = {facts.Sum} % of its connections; allowed is 100 %; lower one of them",
            facts => facts.Sum - 100),
        new PackedRule<NoRoomFacts>(
            new("rdsproxy-100-with-direct", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "A proxy leaves room for those who connect past it.")
            {
                Why = "A proxy with 100 % may take every connection, so that whoever goes past it is refused at the worst moment.",
                Example = "A target group without `maxConnectionsPercent`, and a migration job that connects to the instance itself.",
                Fix = "Set `maxConnectionsPercent` to what the direct clients leave, or let them use the proxy.",
                Source = "Amazon RDS User Guide, \"Connection pool configuration: MaxConnectionsPercent\".",
                Question = "whether the proxy leaves room for those who connect past it",
            },
            new RoomForDirect(),
            facts => $"{facts.Proxy} may take 100 % of the connections, but {Listing.Of(facts.Others)} {(facts.Others.Length == 1 ? "connects" : "connect")} past it; "
                + "set maxConnectionsPercent below 100",
            facts => facts.Others.Length),
        new PackedRule<IdleFacts>(
            new("rdsproxy-idle-within-max", EnforcementLevel.Mandatory, RuleSeverity.Medium, RuleScope.Resource, "maxIdleConnectionsPercent is at most maxConnectionsPercent.")
            {
                Why = "AWS refuses a target group with more idle connections than connections, and one that sets only the idle share: halfway through a deployment.",
                Example = "`maxIdleConnectionsPercent: 50` with `maxConnectionsPercent: 35`.",
                Fix = "Lower `maxIdleConnectionsPercent`, or set both.",
                Source = "Amazon RDS API reference, ConnectionPoolConfiguration.",
                Question = "whether the idle share is within the share",
            },
            new IdleWithinMax(),
            facts => facts.Max is { } max
                ? $"maxIdleConnectionsPercent {facts.Idle} is above maxConnectionsPercent {max}; allowed is 0 to {max}; lower it"
                : $"maxIdleConnectionsPercent {facts.Idle} needs maxConnectionsPercent, which is not set; set both"),
        new PackedRule<OrderFacts>(
            new("rdsproxy-borrow-before-client", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "A proxy gives up before the clients that wait for it.")
            {
                Why = "A client that gives up first sees a time-out instead of the proxy's reason, and tries again while its old request still waits.",
                Example = "connectionBorrowTimeout left at 120 s, in front of a Lambda function with a timeout of 30 s.",
                Fix = "Set `connectionBorrowTimeout` below the shortest time-out of the clients.",
                Source = "Amazon RDS User Guide, \"Connection pool configuration: ConnectionBorrowTimeout\".",
                Question = "whether the proxy gives up before its clients",
            },
            new BorrowBeforeClient(),
            facts => $"connectionBorrowTimeout {OrderFacts.Text(facts.LowerSeconds)} is not below {facts.Upper} {OrderFacts.Text(facts.UpperSeconds)} of a client; "
                + $"allowed is less than {OrderFacts.Text(facts.UpperSeconds)}; lower it"),
        new PackedRule<NoFacts>(
            new("rdsproxy-tls", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Resource, "RDS Proxy refuses clients without TLS.")
            {
                Why = "RDS Proxy takes clients without TLS unless it is told otherwise: passwords and data then cross the network in the clear.",
                Example = "`aws:rds:Proxy` without `requireTls`.",
                Fix = "Set `requireTls: true`. With the level `remediate` that is done for you.",
                Source = "AWS Security Hub, control RDS.43; Amazon RDS User Guide, \"Using TLS/SSL with RDS Proxy\".",
                Question = "whether the proxy refuses clients without TLS",
            },
            new TlsRequired(),
            _ => "the proxy takes clients without TLS; set requireTls to true"),
    ];
}
