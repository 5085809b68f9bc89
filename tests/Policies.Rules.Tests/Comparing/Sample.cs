using System.Collections.Immutable;
using Infra.Policies.Rules.Baselines;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Tests.Comparing;

/// <summary>One server of 100 connections, 97 of them usable, with one workload that goes straight to it.</summary>
internal static class Sample
{
    public const string Api = "urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api";

    public static ServerBudget Budget(int replicas, int pool = 10, string path = "workloads[0]") => new(
        "db",
        "orders",
        BudgetPlan.Create(new(
            new(Interval.Exactly(100)),
            new NoPoolerInput(),
            [new("api", Route.Direct, new ReplicaRange(2, replicas, Surge.Count(0)), new PoolOptions(pool)) { Path = path }])))
    {
        Stacks = ["prod"],
        Server = Api,
        Places = ImmutableDictionary<string, Subject>.Empty.Add(path, new(Api, "")).Add($"{path}.pool.size", new(Api, "poolSize")),
    };

    public static RuleFinding Overrun(string path = "poolSize") => new(
        BudgetFindings.WithinCapacity, FindingKind.Violation, EnforcementLevel.Mandatory, RuleSeverity.Critical, new(Api, path), "Too many.");

    public static RuleFinding Tls(string name, string path = "requireTls", FindingKind kind = FindingKind.Violation) => new(
        "rdsproxy-tls", kind, EnforcementLevel.Mandatory, RuleSeverity.Critical, new($"urn:{name}", path), "No TLS.");

    public static RuleFinding Clients(long? excess) =>
        Tls("pooler", "data") with { Rule = "pgbouncer-client-cap", Message = "Too many.", Excess = excess };

    public static Baseline AnsweredFor(Baseline baseline) =>
        baseline with { Findings = [.. baseline.Findings.Select(finding => finding with { IsAnsweredFor = true, Server = "db" })] };

    public static JudgedFinding Judged(RuleFinding finding, ServerBudget? budget = null) => JudgedFinding.Of("prod", "prod", finding, budget is null ? [] : [budget]);

    public static Baseline Baseline(ServerBudget? budget, params RuleFinding[] findings) => new(
        budget is null ? [] : [BudgetFigures.Of("prod", budget)],
        [.. findings.Select(finding => new BaselineFinding("prod", finding.Rule, finding.Kind, finding.Subject) { Excess = finding.Excess })]);

    public static RuleSettings Settings(string rule, string json = "{}") =>
        Tests.Judged.With($$"""{"{{rule}}": {{json}}}""").For(RulePack.Find(rule)!);

    /// <summary>As <c>advisory Unchanged: Too many. It was so before, or worse.</c></summary>
    public static string Text(JudgedFinding judged) => $"{judged.Finding.Level} {judged.Before}: {judged.Finding.Message}";
}
