using System.Collections.Immutable;
using Infra.Cli.Evaluation;
using Infra.Pooling;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Data;

/// <summary>One stack as the report tells it.</summary>
/// <param name="Stack">The stack, evaluated without credentials.</param>
internal sealed record StackReport(EvaluatedStack Stack)
{
    public string Name => Stack.Name;

    public PoolPlan Plan => Stack.Plan;

    /// <summary>Each pool with a budget of its own: the stack's, and the one in front of its read replicas where there is one.</summary>
    public ImmutableArray<ReportPart> Parts { get; } = Stack.Plan.Reads is { } reads
        ? [new(null, Stack.Plan), new("in front of the read replicas", reads)]
        : [new(null, Stack.Plan)];

    /// <summary>Exceeded if anything is, within only if everything is.</summary>
    public Verdict Verdict
    {
        get
        {
            var verdicts = Parts.SelectMany(part => part.Budget.Scenarios).Select(scenario => scenario.Verdict).ToHashSet();
            return verdicts.Contains(Verdict.Exceeded) ? Verdict.Exceeded
                : verdicts.Contains(Verdict.Undecided) ? Verdict.Undecided
                : Verdict.Within;
        }
    }

    public int Count(FindingLevel level) => Plan.Findings.Count(finding => finding.Level == level);

    /// <summary>What runs it, in a few words: <c>RDS Proxy on AWS</c>.</summary>
    public string Place => $"{Words.Pooler(Plan.Specification.Pooler.Kind)} {Plan.Specification.Target switch
    {
        Target.Aws => "on AWS",
        Target.Azure => "on Azure",
        _ => "on Kubernetes",
    }}";
}

/// <summary>A part of a stack that has a budget of its own.</summary>
/// <param name="Of">Which part, as it follows a name; null for the stack itself.</param>
/// <param name="Plan">Its plan.</param>
internal sealed record ReportPart(string? Of, PoolPlan Plan)
{
    public BudgetPlan Budget => Plan.Budget;

    /// <summary>A title of this part: <c>Budget, in front of the read replicas</c>.</summary>
    public string Titled(string title) => Of is null ? title : $"{title}, {Of}";
}
