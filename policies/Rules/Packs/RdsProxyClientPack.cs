using System.Collections.Immutable;
using Infra.Policies.Rules.Checks.Clients;
using Infra.Policies.Rules.Checks.RdsProxies;

namespace Infra.Policies.Rules.Packs;

/// <summary>RDS Proxy and what its clients do to it.</summary>
internal static class RdsProxyClientPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<ClientFacts>(
            new(
                "rdsproxy-pinning-settings", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "Clients of RDS Proxy do not pin their sessions.")
            {
                Why = "A session that is pinned keeps its server connection until the client leaves, so that the proxy shares nothing.",
                Example = "`Host=…proxy-…;Maximum Pool Size=20` without `No Reset On Close=true`; `options=-c "
                    + "statement_timeout=5000` in a URI; `SET` as the initial SQL of a pool.",
                Fix = "Write `No Reset On Close=true`, and set session parameters with `ALTER ROLE … SET` or in the parameter group.",
                Source = "Amazon RDS User Guide, \"Avoiding pinning an RDS Proxy\"; Npgsql documentation, \"Connection String "
                    + "Parameters\".",
                Question = "whether the client pins its sessions",
            },
            new SessionsUnpinned(),
            facts => $"{facts.Client} {facts.What}; {facts.Fix}"),
        new PackedRule<FilterFacts>(
            new(
                "rdsproxy-filter-noop", EnforcementLevel.Advisory, RuleSeverity.Low, RuleScope.Stack,
                "A proxy for PostgreSQL has no session pinning filter.")
            {
                Why = "RDS Proxy knows EXCLUDE_VARIABLE_SETS for MySQL only; on PostgreSQL it promises something that does not happen.",
                Example = "`sessionPinningFilters: [EXCLUDE_VARIABLE_SETS]` with `engineFamily: POSTGRESQL`.",
                Fix = "Remove the filter, and keep clients from pinning.",
                Source = "Amazon RDS User Guide, \"Avoiding pinning an RDS Proxy\".",
                Question = "whether the proxy has a filter that does nothing",
            },
            new FiltersOfUse(),
            facts => $"{Listing.Of(facts.Filters)} does nothing on PostgreSQL; remove the filter, and keep clients from pinning"),
    ];
}
