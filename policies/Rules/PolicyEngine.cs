using System.Collections.Immutable;
using Infra.Policies.Rules.Checks.PgBouncers;
using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules;

/// <summary>Judges stacks.</summary>
public static class PolicyEngine
{
    /// <summary>
    /// Asks every rule that is not disabled. Equal input gives an equal report. Odd resources become findings; nothing throws but a
    /// cancellation.
    /// </summary>
    /// <param name="graphs">One stack, or several that share databases.</param>
    /// <param name="configuration">Levels and parameters.</param>
    /// <param name="scope">Only the rules of one scope; null for all.</param>
    /// <param name="cancel">Ends the evaluation between two rules or two results of one.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static PolicyReport Evaluate(
        IReadOnlyList<ResourceGraph> graphs, RuleConfiguration configuration, RuleScope? scope = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        ArgumentNullException.ThrowIfNull(configuration);
        cancel.ThrowIfCancellationRequested();
        var estate = Estate.Of(graphs);
        var findings = ImmutableArray.CreateBuilder<RuleFinding>();
        var tallies = ImmutableArray.CreateBuilder<RuleTally>();
        foreach (var rule in RulePack.Rules)
        {
            var settings = configuration.For(rule.Info);
            if (settings.Level != EnforcementLevel.Disabled && (scope is null || rule.Info.Scope == scope))
                tallies.Add(rule.Run(estate, settings, findings, cancel));
        }

        SameUnknown.Fold(findings, estate);
        return new(
            [.. findings.OrderByDescending(finding => finding.Level is EnforcementLevel.Mandatory or EnforcementLevel.Remediate)],
            scope == RuleScope.Resource ? [] : [.. estate.Budgets],
            tallies.ToImmutable())
        {
            Poolers = findings.Any(finding => finding is { Rule: ClientsAdmitted.Id, Kind: FindingKind.Violation }) ? [.. ClientsAdmitted.Refusing(estate)] : [],
        };
    }

    /// <summary>Asks the rules that need one resource only.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="configuration">Levels and parameters.</param>
    /// <param name="cancel">Ends the evaluation.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static PolicyReport EvaluateResource(ResourceNode resource, RuleConfiguration configuration, CancellationToken cancel = default) =>
        Evaluate([ResourceGraph.Create("", [resource])], configuration, RuleScope.Resource, cancel);
}
