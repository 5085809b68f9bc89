using System.Collections.Immutable;
using System.Globalization;
using Infra.Cli.Checking.Reading;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Baselines;
using Infra.Policies.Rules.Fixes;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Waivers;
using Infra.Pooling;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Checking;

/// <summary>
/// Checks a stack of this repository: its program is run in this process. Its specification is judged by the plan, as the program
/// itself judges it, and what the program makes is judged by the rules.
/// </summary>
internal sealed class StackCheck
{
    /// <summary>What a plan says of its budget, in these or other words.</summary>
    public static ImmutableArray<string> Judged { get; } =
    [
        BudgetFindings.WithinCapacity, BudgetFindings.Undecidable, BudgetFindings.Headroom, BudgetFindings.ClientUnbounded,
        "pgbouncer-replica-multiply", "azure-pool-fanout",
    ];

    private readonly StackFile _file;
    private readonly StackPlaces _places;
    private readonly PoolPlan _plan;
    private readonly SpecifiedResources _specified;
    private readonly ResourceGraph _graph;
    private readonly DateOnly _day;

    /// <summary>Checks a stack whose program has been run.</summary>
    public StackCheck(
        StackFile file, EvaluatedStack evaluated, StackPlaces places, RuleConfiguration configuration, ImmutableArray<Waiver> waivers, DateOnly day)
    {
        (_file, _plan, _places, _day, Waivers) = (file, evaluated.Plan, places, day, waivers);
        (_graph, _specified) = (EvaluatedGraph.Of(evaluated), new(evaluated));
        var report = PolicyEngine.Evaluate([_graph], configuration);
        var budget = new ServerBudget(_plan.Specification.Database.Name, _plan.Specification.Database.Name, _plan.Budget)
        {
            Stacks = [file.Name],
            Server = StackPlaces.RootOf(file.Name),
            Places = ImmutableDictionary<string, Subject>.Empty,
        };
        // A server that the specification does not know of, or that something connects to besides, is judged by the rules.
        var others = report.Budgets.Where(other => !_specified.HasAll(other)).ToImmutableArray();
        Group = new(file.Name, [new(file.Name, "program", file.Path, CheckedResources.Of(_graph))], [budget, .. others], report.Results);
        var planned = _plan.Findings.SelectMany(finding => Planned(finding, budget, configuration)).ToImmutableArray();
        Findings =
        [
            .. planned,
            .. Lengths(configuration.For(RulePack.Find(WaiverJudge.Rule)!)),
            .. report.Findings
                .Where(finding => !IsJudged(finding.Rule, finding.Subject.Urn))
                .Select(finding => JudgedFinding.Of(file.Name, file.Name, finding, report.Budgets)),
        ];

        // What the plan judges it judges in the words of the specification, and knows more.
        bool IsJudged(string rule, string urn) => Judged.Contains(rule) && _specified.Has(urn) && !others.Any(other => other.Concerns(urn));
    }

    public CheckedGroup Group { get; }

    public ImmutableArray<JudgedFinding> Findings { get; }

    /// <summary>The waivers under <c>infra:policies</c> in the stack's file.</summary>
    public ImmutableArray<Waiver> Waivers { get; }

    /// <summary>The waivers of the specification that cover something today.</summary>
    public IEnumerable<WaiverInForce> InForce =>
        from written in Written()
        where written.Waiver.Until >= _day
        where _plan.Budget.Scenarios.Any(scenario => Spelling.Of(scenario.Kind) == written.Scenario && scenario.ServerVerdict != Verdict.Within)
        select new WaiverInForce(written.Waiver, $"{_file.Name} at {written.Scenario}", _places.OfSpecification(written.Waiver.Path));

    public static async Task<StackCheck> RunAsync(Session session, string name, PolicyFile policies, DateOnly day)
    {
        var file = StackFile.Load(session.Workspace, name);
        var (configuration, waivers) = policies.For(file);
        try
        {
            var evaluated = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, file), day);
            return new(file, evaluated, new(session.Workspace, file), configuration, waivers, day);
        }
        catch (SpecificationException exception)
        {
            // Of several stacks, the message must say which.
            throw new CheckInputException($"{file.Path}: {exception.Message}", exception);
        }
    }

    /// <summary>Where a finding of this stack is to be looked at.</summary>
    public Place PlaceOf(RuleFinding finding) =>
        _specified.Has(finding.Subject.Urn) ? _places.Of(finding) : _places.OfProgram(_graph, finding.Subject.Urn) ?? _places.Of(finding);

    /// <summary>Where a waiver of this stack is written.</summary>
    public Place PlaceOf(Waiver waiver) => _places.OfPolicies(waiver.Path);

    /// <summary>What makes the plan fit, if it does not.</summary>
    public ImmutableArray<Fix> Fixes(JudgedFinding judged) => !IsPlanned(judged.Finding) ? FileCheck.Fixes(judged)
        : judged.IsMandatory && judged.Finding.Rule != WaiverJudge.Rule
            ? _fixes ??= SpecificationFixes.Of(_plan, path => new(StackPlaces.RootOf(_file.Name), path), _day)
        : [];

    /// <summary>The fixes that change a number which stands in the stack's file.</summary>
    public IEnumerable<Edit> Edits(ImmutableArray<Fix> fixes)
    {
        foreach (var fix in fixes)
        {
            if (_places.TextOf(fix.Place.Path) is { } span && long.TryParse(span.Text, CultureInfo.InvariantCulture, out var now) && now == fix.From)
                yield return new(fix, span);
        }
    }

    private ImmutableArray<Fix>? _fixes;

    /// <summary>The waivers of the specification, each with its scenario.</summary>
    private IEnumerable<(Waiver Waiver, string Scenario)> Written() => _plan.Specification.Budget.Waivers.Select((waiver, index) => (
        new Waiver($"budget.waivers[{index}]", BudgetFindings.WithinCapacity)
        {
            Stack = _file.Name,
            Connections = waiver.Connections,
            Owner = waiver.Owner,
            Reason = waiver.Reason,
            Until = waiver.Until,
        },
        waiver.Scenario));

    /// <summary>The waivers of the specification that last too long.</summary>
    private IEnumerable<JudgedFinding> Lengths(RuleSettings settings) =>
        from written in Written()
        let finding = WaiverJudge.Length(written.Waiver, _day, settings)
        where finding is not null
        let placed = finding with { Subject = new(StackPlaces.RootOf(_file.Name), finding.Subject.Path) }
        select new JudgedFinding(_file.Name, placed) { Group = _file.Name };

    private static EnforcementLevel Level(FindingLevel level) =>
        level == FindingLevel.Mandatory ? EnforcementLevel.Mandatory : EnforcementLevel.Advisory;

    private bool IsPlanned(RuleFinding finding) => finding.Subject.Urn == StackPlaces.RootOf(_file.Name);

    private IEnumerable<JudgedFinding> Planned(Finding finding, ServerBudget budget, RuleConfiguration configuration)
    {
        var rule = RulePack.Find(finding.Id);
        var kind = finding.Id == BudgetFindings.Undecidable ? FindingKind.Undecided : FindingKind.Violation;
        var level = finding.Level == FindingLevel.Mandatory || rule is null ? Level(finding.Level)
            : configuration.For(rule) is var settings && kind == FindingKind.Undecided ? settings.LevelOfUndecided
            : settings.Level == rule.Level ? EnforcementLevel.Advisory
            : settings.Level;
        if (level == EnforcementLevel.Disabled)
            yield break;
        var severity = rule?.Severity ?? (level == EnforcementLevel.Mandatory ? RuleSeverity.High : RuleSeverity.Low);
        long? excess = finding.Id switch
        {
            BudgetFindings.WithinCapacity => BudgetFigures.Of(_file.Name, budget).Over,
            BudgetFindings.Headroom => Excess.OfHeadroom(_plan.Budget),
            _ => null,
        };
        var root = new Subject(StackPlaces.RootOf(_file.Name), finding.Path);
        yield return new(_file.Name, new(finding.Id, kind, level, severity, root, finding.Message) { Excess = excess })
        {
            Group = _file.Name,
            Budget = finding.Id == BudgetFindings.WithinCapacity ? budget : null,
        };
    }
}
