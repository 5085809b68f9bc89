using System.Collections.Immutable;
using Infra.Policies.Rules.Checks.Azure;

namespace Infra.Policies.Rules.Packs;

/// <summary>Azure Flexible Servers and the PgBouncer inside them.</summary>
internal static class AzurePack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<FanoutFacts>(
            new("azure-pool-fanout", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "One pool for each pair of user and database fits the server.")
            {
                Why = "The built-in PgBouncer opens default_pool_size connections for every pair of user and database, and has no setting that caps them all.",
                Example = "Ten pairs × the default of 50 on a server with 414 usable connections.",
                Fix = "Lower `pgbouncer.default_pool_size`, or let workloads share a user.",
                Source = "Azure documentation, \"PgBouncer in Azure Database for PostgreSQL\".",
                Question = "whether the pools fit the server",
            },
            new PoolFanout(),
            facts => $"{facts.Pairs} pairs of user and database × pgbouncer.default_pool_size {facts.Size} = {facts.Connections} connections, "
                + $"but {facts.Server} has {facts.Usable} to use; lower the pool size",
            facts => Excess.Of(facts.Connections, facts.Usable)),
    ];
}
