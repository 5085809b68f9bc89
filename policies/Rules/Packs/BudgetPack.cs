using System.Collections.Immutable;
using Infra.Policies.Rules.Checks;
using Infra.Policies.Rules.Checks.Budgets;

namespace Infra.Policies.Rules.Packs;

/// <summary>The connections of each server, counted to the end.</summary>
internal static class BudgetPack
{
    private const string PostgresLimits = "PostgreSQL documentation, \"Connections and Authentication\": max_connections, superuser_reserved_connections.";
    private const string WhetherItFits = "whether the connections fit";

    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<BudgetFacts>(
            new("budget-within-capacity", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Stack, "The connections fit the server in every state: steady, peak, rollout and failover.")
            {
                Why = "A server refuses every connection beyond max_connections less what it reserves, and does so at the next rollout rather than today.",
                Example = "Six PgBouncer pods × default_pool_size 1500 = 9000 in front of max_connections 5000.",
                Fix = "Take one of the changes that the finding offers; each was tried on the whole budget.",
                Source = PostgresLimits,
                Question = WhetherItFits,
                Undecided = UndecidedReport.ByAnotherRule,
            },
            new WithinCapacity(),
            facts => $"on {facts.Server}, {facts.Clause}",
            facts => facts.Excess),
        new PackedRule<BudgetFacts>(
            new("budget-headroom", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack, "A share of the connections stays free at peak and during a rollout.")
            {
                Why = "A server that runs full has no room for an administrator, a migration or a pool that reconnects after a failover.",
                Example = "95 of 100 usable connections are taken during a rollout.",
                Fix = "Take one of the changes that the finding offers, or set `percent` to the share that you want.",
                Source = PostgresLimits,
                Question = "whether enough connections stay free",
                Undecided = UndecidedReport.ByAnotherRule,
                Parameters = [new NumberParameter(Headroom.Percent, "Share of the usable connections that stays free, in percent.", 0, 90, 20)],
            },
            new Headroom(),
            facts => $"on {facts.Server}, {facts.Clause}",
            facts => facts.Excess),
        new PackedRule<NoFacts>(
            new("budget-undecidable", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack, "Everything that a budget depends on is known.")
            {
                Why = "A budget with an unknown figure proves nothing, so it is never taken for one that holds.",
                Example = "`replicas` of a pooler comes from an output that is known only after the deployment, and no autoscaler bounds it.",
                Fix = "Write the value that the finding names, bound it by an autoscaler's maximum, or claim it with the annotation `pooling.infra/claim`.",
                Source = "docs/policies.md.",
                Question = WhetherItFits,
                Undecided = UndecidedReport.ByLevel,
            },
            new Decidable(),
            _ => ""),
        new PackedRule<UnboundedFacts>(
            new("client-unbounded", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "Every pool has a largest size, and every program a largest number of copies.")
            {
                Why = "A pool or an autoscaler without an end takes every connection there is as soon as the load rises.",
                Example = "A container with DATABASE_URL=postgres://… for a driver whose pool has no limit by itself, and no pool size.",
                Fix = "Set the pool's maximum (`pool_max_conns`, `Maximum Pool Size`, DB_POOL_SIZE) and the autoscaler's.",
                Source = "The documentation of each driver; Kubernetes documentation, \"Horizontal Pod Autoscaling\".",
                Question = "whether its connections have an end",
            },
            new ClientsBounded(),
            facts => facts.IsPool
                ? $"nothing limits the connections that a process of {facts.Name} opens; set the maximum of its pool"
                : $"nothing limits how many copies of {facts.Name} run; set the maximum of its autoscaler"),
        new PackedRule<FunctionFacts>(
            new("lambda-reserved-concurrency", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Resource, "A Lambda function that connects has a reserved concurrency.")
            {
                Why = "Without one a function grows up to the account's limit of 1000 copies and more, each with a pool of its own.",
                Example = "`aws:lambda:Function` with DATABASE_URL and without `reservedConcurrentExecutions`.",
                Fix = "Set `reservedConcurrentExecutions` to what the budget leaves for the function.",
                Source = "AWS Lambda developer guide, \"Configuring reserved concurrency for a function\".",
                Question = "whether the function's copies have an end",
            },
            new LambdaReserved(),
            facts => $"nothing limits how many copies of {facts.Name} run"
                + $"{(facts.Pool is { } pool ? $", and each opens up to {pool} connections" : "")}; allowed is a number of 0 or more; set reservedConcurrentExecutions"),
        new PackedRule<SurgeFacts>(
            new("surge-counted", EnforcementLevel.Advisory, RuleSeverity.High, RuleScope.Stack, "What fits at peak still fits while it is rolled out.")
            {
                Why = "A rollout runs old and new copies side by side: the extra ones are those that everybody forgets.",
                Example = "Six pods × 75 fit 500 connections; with the surge pod it is 7 × 75 = 525.",
                Fix = "Make the pools smaller, or set maxSurge to 0 and let the rollout take one away first.",
                Source = "Kubernetes documentation, \"Deployments: max surge\".",
                Question = "whether the connections fit during a rollout",
                Undecided = UndecidedReport.ByAnotherRule,
            },
            new SurgeCounted(),
            facts => $"the {facts.Peak} connections at peak fit {facts.Server}, but with the copies that a rollout adds they are {facts.Rollout} "
                + $"of {facts.Usable}; make the pools smaller, or roll out without extra copies",
            facts => Excess.Of(facts.Rollout, facts.Usable)),
        new PackedRule<WarmFacts>(
            new("warm-floor", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "The connections that pools keep open anyway fit the server.")
            {
                Why = "Smallest pool sizes are opened without any load, so that a server is full before the first request.",
                Example = "min_pool_size 100 × 4 pools × 3 pods on a server with 844 usable connections.",
                Fix = "Lower min_pool_size, or the minimum of the clients' pools.",
                Source = "PgBouncer documentation, \"min_pool_size\".",
                Question = "whether the connections that pools keep open fit",
            },
            new WarmFloor(),
            facts => $"pools keep {facts.Formula} = {facts.Kept} connections open, but {facts.Server} has {facts.Usable} to use; lower the smallest sizes of the pools",
            facts => Excess.Of(facts.Kept, facts.Usable)),
        new PackedRule<SmallerFacts>(
            new("capacity-from-smallest-failover", EnforcementLevel.Advisory, RuleSeverity.High, RuleScope.Stack, "Whatever takes over has room for as many connections.")
            {
                Why = "After a failover every client meets the server that took over: if it is smaller, what fitted before does not fit then.",
                Example = "A writer on db.r7g.xlarge with a reader on db.r7g.large.",
                Fix = "Give all of them the same class, or the same max_connections.",
                Source = "Amazon RDS User Guide, \"Failover\"; Azure documentation, \"Read replicas: promote\".",
                Question = "whether it has room for as many connections",
            },
            new SmallestCounts(),
            facts => $"{facts.Name} takes {facts.Here} connections, but {facts.Largest} may come to it after a failover; give it the same size",
            facts => facts.Largest - facts.Here),
        new PackedRule<OverDefaultFacts>(
            new("max-connections-over-default", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack, "max_connections is not above the default for the server's memory.")
            {
                Why = "Each connection is a process with memory of its own: a server with more of them than its memory is meant for swaps or is killed.",
                Example = "max_connections 2000 on db.m7g.large, whose default is 792 or a little more.",
                Fix = "Pool the connections, or take a larger class.",
                Source = "Amazon RDS User Guide, \"Maximum number of database connections\"; Azure documentation, \"Limits: maximum connections\".",
                Question = "whether max_connections is above the default",
            },
            new NotOverDefault(),
            facts => $"max_connections {facts.Stated} of {facts.Server} is above {facts.Default}, the default for its memory; use at most that, or a larger server",
            facts => facts.Stated - facts.Default),
    ];
}
