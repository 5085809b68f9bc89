using System.Collections.Immutable;
using Infra.Cli.Checking.Reading;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Baselines;
using Infra.Policies.Rules.Waivers;

namespace Infra.Cli.Checking;

/// <summary>A whole check: reads, judges, lays waivers and the baseline over it, and finds the place of each finding.</summary>
internal sealed class Checker
{
    private readonly PolicyFile _policies;
    private readonly Dictionary<string, StackCheck> _stacks = new(StringComparer.Ordinal);
    private readonly CheckRequest _request;
    private FileCheck? _files;

    private Checker(CheckRequest request, PolicyFile policies) => (_request, _policies) = (request, policies);

    public static async Task<CheckReport> RunAsync(Session session, CheckRequest request)
    {
        var checker = new Checker(request, PolicyFile.Load(request is { HasFiles: true, Stacks.IsEmpty: true } ? session.WorkspaceOrHere : session.Workspace, request.Policies));
        // Cheap to refuse, so it comes before the programs run.
        var baseline = request.Baseline is { } file ? BaselineReader.Read(file) : null;
        await checker.CheckAsync(session);
        return checker.Report(baseline);
    }

    private async Task CheckAsync(Session session)
    {
        var names = _request.Stacks.IsEmpty && !_request.HasFiles ? StackFile.Names(session.Workspace) : _request.Stacks;
        if (names.Count == 0 && !_request.HasFiles)
            throw new UsageException("there is no stack", "write stacks/config/Pulumi.<stack>.yaml, or name files with --preview-json or --state");
        foreach (var name in names.Distinct())
            _stacks.Add(name, await StackCheck.RunAsync(session, name, _policies, _request.Day));
        if (_request.HasFiles)
            _files = new(StackFiles.Read(_request.Previews, _request.States, session.WorkspaceOrHere.Root), _policies.Configuration);
    }

    private CheckReport Report(Baseline? baseline)
    {
        ImmutableArray<CheckedGroup> groups = [.. _stacks.Values.Select(stack => stack.Group), .. _files is null ? [] : new[] { _files.Group }];
        ImmutableArray<JudgedFinding> findings = [.. _stacks.Values.SelectMany(stack => stack.Findings), .. _files?.Findings ?? []];
        if (baseline is not null)
            findings = [.. findings, .. groups.SelectMany(group => Growth(group, baseline))];
        var ofWaivers = _policies.Configuration.For(RulePack.Find(WaiverJudge.Rule)!);
        var (judged, inForce) = WaiverJudge.Apply(findings, [.. Waivers()], _request.Day, IsComplete, ofWaivers);
        if (baseline is not null)
            judged = Ratchet.Apply(judged, baseline);
        return new()
        {
            Day = _request.Day,
            Groups = [.. groups.Select((group, index) => Counted(group, judged.Where(finding => IsOf(finding, group, isFirst: index == 0))))],
            Findings =
            [
                .. judged.OrderByDescending(finding => finding.IsMandatory)
                    .Select(Placed),
            ],
            Waivers =
            [
                .. _stacks.Values.SelectMany(stack => stack.InForce),
                .. inForce.Select(waiver => new WaiverInForce(waiver, Scope(waiver), PlaceOf(waiver))),
            ],
            Baseline = baseline,
            IsComplete = IsComplete,
        };
    }

    /// <summary>Whether nothing was left out on purpose.</summary>
    private bool IsComplete => _request.Stacks.IsEmpty;

    private IEnumerable<JudgedFinding> Growth(CheckedGroup group, Baseline baseline)
    {
        var settings = _policies.Configuration.For(RulePack.Find(BudgetGrowth.Rule)!);
        return from budget in @group.Budgets
               let finding = BudgetGrowth.Judge(@group.Name, budget, baseline.Find(@group.Name, budget.Identity), settings)
               where finding is not null
               select @group.Name.Length == 0
                   ? new JudgedFinding(_files!.StackOf(finding.Subject.Urn), finding)
                   : new JudgedFinding(@group.Name, finding) { Group = @group.Name };
    }

    /// <summary>The results of a group with those of the rules that need more than resources.</summary>
    private static CheckedGroup Counted(CheckedGroup group, IEnumerable<JudgedFinding> findings)
    {
        var counts = findings.CountBy(finding => finding.Finding.Rule).ToDictionary();
        return group with
        {
            Results = [.. group.Results.Select(result => result.Rule.Id is BudgetGrowth.Rule or WaiverJudge.Rule
                ? result with { Violations = counts.GetValueOrDefault(result.Rule.Id) }
                : result)],
        };
    }

    // A waiver of the file is about no group in particular: it counts in the first.
    private bool IsOf(JudgedFinding finding, CheckedGroup group, bool isFirst) => finding.Finding.Subject.Urn.Length > 0 ? finding.Group == group.Name
        : _stacks.ContainsKey(finding.Stack) ? finding.Stack == group.Name
        : isFirst;

    /// <summary>The waivers of the file that are about what is checked, and those of the stacks.</summary>
    private IEnumerable<Waiver> Waivers() => _policies.Waivers
        .Where(waiver => waiver.Stack is null || IsComplete || _stacks.ContainsKey(waiver.Stack))
        .Concat(_stacks.Values.SelectMany(stack => stack.Waivers));

    private static string Scope(Waiver waiver) => (waiver.Stack, waiver.Resource) switch
    {
        (null, null) => "every stack",
        ({ } stack, null) => stack,
        (null, { } resource) => resource,
        var (stack, resource) => $"{resource} in {stack}",
    };

    private Place PlaceOf(JudgedFinding judged)
    {
        var subject = judged.Finding.Subject;
        if (subject.Urn.Length == 0 && !IsOfStack(subject.Path))
            return _policies.Places?.Find(subject.Path) ?? new(PolicyFile.DefaultName, 1);
        // A finding on a waiver of a stack has no group, and one of a file neither; only the former has no resource.
        var name = judged.Group.Length > 0 ? judged.Group : subject.Urn.Length == 0 ? judged.Stack : "";
        return _stacks.TryGetValue(name, out var stack) ? stack.PlaceOf(judged.Finding) : _files!.PlaceOf(judged);
    }

    private Place PlaceOf(Waiver waiver) => IsOfStack(waiver.Path) ? _stacks[waiver.Stack!].PlaceOf(waiver) : _policies.Places!.Find(waiver.Path);

    private static bool IsOfStack(string path) => path.StartsWith($"{PolicyFile.StackKey}.", StringComparison.Ordinal);

    private CheckFinding Placed(JudgedFinding judged)
    {
        var stack = _stacks.GetValueOrDefault(judged.Group);
        var fixes = stack is null ? FileCheck.Fixes(judged) : stack.Fixes(judged);
        return new(judged, PlaceOf(judged), fixes) { Edits = [.. stack?.Edits(fixes) ?? []] };
    }
}
