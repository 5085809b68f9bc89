using System.Collections.Immutable;
using Infra.Policies.Rules.Checks.RdsProxies;
using Infra.Policies.Rules.Checks.Timeouts;

namespace Infra.Policies.Rules.Packs;

/// <summary>Who gives up first, and who drops a connection first.</summary>
internal static class RecyclePack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<OrderFacts>(
            new(
                "rdsproxy-idle-client", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "Clients drop idle connections before RDS Proxy ends them.")
            {
                Why = "A pool that still keeps a connection which the proxy has ended hands it out, and the next query fails.",
                Example = "`Connection Idle Lifetime=3600` in front of a proxy with the default of 1800 s.",
                Fix = "Lower the idle lifetime of the client's pool, or raise `idleClientTimeout`.",
                Source = "Amazon RDS User Guide, \"Connection pool configuration: IdleClientTimeout\".",
                Question = "whether the client drops idle connections first",
            },
            new IdleClientsEnd(),
            Told),
        new PackedRule<OrderFacts>(
            new(
                "query-wait", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "PgBouncer gives up before the clients that wait for it.")
            {
                Why = "A client that gives up first sees a time-out instead of PgBouncer's reason, and tries again while its old "
                    + "request still stands in the queue.",
                Example = "query_wait_timeout left at 120 s, in front of Npgsql with its `Timeout` of 15 s and its `Command "
                    + "Timeout` of 30 s.",
                Fix = "Set query_wait_timeout below the shortest time-out of the clients.",
                Source = "PgBouncer documentation, \"query_wait_timeout\"; Npgsql documentation, \"Connection String Parameters\".",
                Question = "whether PgBouncer gives up before its clients",
            },
            new QueueBeforeClient(),
            Told),
        new PackedRule<OrderFacts>(
            new(
                "recycle-order", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "Clients replace their connections before a pooler ends them.")
            {
                Why = "A pool that keeps a connection longer than the pooler does hands out connections that are gone.",
                Example = "`client_idle_timeout = 60` in front of `Connection Idle Lifetime=300`; `Connection Lifetime=0` in "
                    + "front of RDS Proxy, which ends every connection after 24 hours.",
                Fix = "Lower the lifetime in the client's pool, or raise or remove the pooler's.",
                Source = "PgBouncer documentation, \"client_idle_timeout\"; Amazon RDS User Guide, \"Quotas and limitations for "
                    + "RDS Proxy\".",
                Question = "whether the client replaces its connections first",
            },
            new RecycledInOrder(),
            Told),
    ];

    private static string Told(OrderFacts facts) =>
        $"{facts.Lower} {(double.IsPositiveInfinity(facts.LowerSeconds) ? "has no end, and so" : OrderFacts.Text(facts.LowerSeconds))} is not below {facts.Upper} "
        + $"{OrderFacts.Text(facts.UpperSeconds)}; allowed is less than {OrderFacts.Text(facts.UpperSeconds)}; lower it";
}
