using System.Collections.Immutable;
using Infra.Policies.Rules.Checks.Budgets;
using Infra.Policies.Rules.Checks.PgBouncers;

namespace Infra.Policies.Rules.Packs;

/// <summary>PgBouncer in pods.</summary>
internal static class PgBouncerPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<MultipliedFacts>(
            new("pgbouncer-replica-multiply", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Stack, "The pools of all pods together fit the server.")
            {
                Why = "Every limit of PgBouncer holds for one process: each pod, the one that a rollout adds included, opens its own pools.",
                Example = "Six pods × default_pool_size 1500 = 9000 in front of max_connections 5000.",
                Fix = "Divide default_pool_size and max_db_connections by the number of pods, or run fewer of them.",
                Source = "PgBouncer documentation, \"default_pool_size\", \"max_db_connections\".",
                Question = "whether the pools of all pods fit",
                Undecided = UndecidedReport.ByAnotherRule,
            },
            new ReplicasMultiply(),
            facts => $"the pods of {facts.Pooler} open up to {facts.Formula} = {facts.Connections} connections, but {facts.Server} has {facts.Usable} to use; "
                + "divide default_pool_size by the number of pods, or run fewer",
            facts => Excess.Of(facts.Connections, facts.Usable)),
        new PackedRule<UncappedFacts>(
            new("pgbouncer-max-db-connections", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack, "An entry with more than one pool has max_db_connections.")
            {
                Why = "default_pool_size holds for one pair of user and database: a user that nobody counted opens a pool of its own.",
                Example = "`app = host=db` without `max_db_connections`, used by two roles.",
                Fix = "Set `max_db_connections` on the entry, or one `user` for all of its clients.",
                Source = "PgBouncer documentation, \"max_db_connections\".",
                Question = "whether every entry is capped",
            },
            new DatabasesCapped(),
            facts => $"nothing caps the connections of {Listing.Of(facts.Entries)}, which may have more than one pool; set max_db_connections",
            facts => facts.Entries.Length),
        new PackedRule<BudgetFacts>(
            new(ClientsAdmitted.Id, EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "PgBouncer admits all of its clients, also while a pod is lost.")
            {
                Why = "Beyond max_client_conn PgBouncer refuses clients; it does not queue them.",
                Example = "Ten pods × 96 connections through one PgBouncer with max_client_conn 500.",
                Fix = "Raise max_client_conn, or make the pools of the clients smaller.",
                Source = "PgBouncer documentation, \"max_client_conn\".",
                Question = "whether PgBouncer admits all of its clients",
            },
            new ClientsAdmitted(),
            facts => $"at {facts.Server}, {facts.Clause}",
            facts => facts.Excess),
    ];
}
