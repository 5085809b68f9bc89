using System.Collections.Immutable;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Fixes;

namespace Infra.Cli.Checking;

/// <summary>Checks files, all at once: a database that several stacks use is one database.</summary>
internal sealed class FileCheck
{
    private readonly ImmutableArray<GraphSource> _sources;
    private readonly Dictionary<string, GraphSource> _byUrn = new(StringComparer.Ordinal);

    public FileCheck(ImmutableArray<GraphSource> sources, RuleConfiguration configuration)
    {
        _sources = sources;
        foreach (var source in sources)
        {
            foreach (var resource in source.Graph.Resources)
                _byUrn.TryAdd(resource.Urn, source);
        }

        var report = PolicyEngine.Evaluate([.. sources.Select(source => source.Graph)], configuration);
        Group = new("", [.. sources.Select(source => new CheckedStack(source.Stack, source.Kind, source.File, CheckedResources.Of(source.Graph)))], report.Budgets, report.Results);
        Findings =
        [
            .. sources.SelectMany(source => source.Findings.Select(finding => new JudgedFinding(source.Stack, finding))),
            .. report.Findings.Select(finding => JudgedFinding.Of("", StackOf(finding.Subject.Urn), finding, report.Budgets, report.Poolers)),
        ];
    }

    public CheckedGroup Group { get; }

    public ImmutableArray<JudgedFinding> Findings { get; }

    /// <summary>Where a finding is to be looked at: the line of the program if that can be told, else that of the file.</summary>
    public Place PlaceOf(JudgedFinding judged) =>
        _byUrn.GetValueOrDefault(judged.Finding.Subject.Urn)?.PlaceOf(judged.Finding.Subject.Urn)
        ?? new((_sources.FirstOrDefault(source => source.Stack == judged.Stack) ?? _sources[0]).File, 1);

    public static ImmutableArray<Fix> Fixes(JudgedFinding judged) => judged.IsMandatory && (judged.Budget ?? judged.Clients) is { } budget ? BudgetFixes.Of(budget) : [];

    /// <summary>The stack of a resource; what is about no resource is about all of them.</summary>
    public string StackOf(string urn) => _byUrn.TryGetValue(urn, out var source) ? source.Stack : _sources is [var only] ? only.Stack : "";
}
