using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Policies.Rules.Baselines;

/// <summary>
/// Lets a team start with what it has: what the baseline has is advisory, whatever is new or worse keeps its level. What somebody
/// answered for until a day is no such debt: it would outlive its waiver.
/// </summary>
public static partial class Ratchet
{
    // What is wrong with the check itself is not a debt of the stack.
    private static readonly ImmutableArray<string> Always = [Waivers.WaiverJudge.Rule, "resources-readable", "input-complete"];

    /// <summary>Compares findings with a baseline.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="baseline">What was found before.</param>
    public static ImmutableArray<JudgedFinding> Apply(ImmutableArray<JudgedFinding> findings, Baseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var left = baseline.Findings.GroupBy(Key).ToDictionary(same => same.Key, same => same.ToList());
        var matches = new BaselineFinding?[findings.Length];
        // Exact places first, so that a finding that moved does not take the place of one that stayed.
        foreach (var exact in new[] { true, false })
        {
            foreach (var (index, judged) in findings.Index())
            {
                if (matches[index] is not null || !left.TryGetValue(Key(judged), out var candidates))
                    continue;
                var match = candidates.FirstOrDefault(before =>
                    (before.Kind == judged.Finding.Kind || before.Kind == FindingKind.Violation) && (!exact || before.Subject == judged.Finding.Subject));
                if (match is null)
                    continue;
                candidates.Remove(match);
                matches[index] = match;
            }
        }

        return [.. findings.Select((judged, index) => judged.Budget is { } budget
            ? Compared(judged, BudgetFigures.Of(judged.Group, budget), baseline)
            : matches[index] is { } before ? Settled(judged, before) : judged with { Before = BaselineState.New })];
    }

    private static JudgedFinding Settled(JudgedFinding judged, BaselineFinding before)
    {
        var same = judged with { Before = BaselineState.Unchanged };
        if (!judged.IsMandatory || Always.Contains(judged.Finding.Rule))
            return same;
        if (before.IsAnsweredFor)
            return Outlived(same);
        if (judged.Finding.Excess is not { } now)
            return same.At(EnforcementLevel.Advisory, "It was so before.");
        return before.Excess is not { } was
            ? Worse(judged, "Whether it is worse than before cannot be told: the baseline has no figure of it; make it anew.")
            : now > was ? Worse(judged, $"It is worse than before: {Number(now)} beyond what is allowed instead of {Number(was)}.")
            : same.At(EnforcementLevel.Advisory, "It was so before, or worse.");
    }

    /// <summary>An overrun is compared by its figures, wherever its largest part stands now.</summary>
    private static JudgedFinding Compared(JudgedFinding judged, BudgetFigures now, Baseline baseline)
    {
        var before = baseline.Find(judged.Group, now.Server);
        var exceeded = now.Scenarios.Where(scenario => scenario.Verdict == Pooling.Budget.Verdict.Exceeded).ToArray();
        var pairs = exceeded.Select(scenario => (Now: scenario, Before: before?.Find(scenario.Name))).ToArray();
        if (!pairs.Any(pair => pair.Before?.Verdict == Pooling.Budget.Verdict.Exceeded))
            return judged with { Before = BaselineState.New };
        foreach (var (scenario, was) in pairs)
        {
            if (was?.Verdict != Pooling.Budget.Verdict.Exceeded)
                return Worse(judged, $"It is worse than before: {scenario.Name} did not overrun.");
            if (scenario.ServerOver > was.ServerOver || scenario.ClientOver > was.ClientOver)
                return Worse(judged, $"It is worse than before: at {scenario.Name} {Over(scenario)} too many instead of {Over(was)}.");
        }

        var same = judged with { Before = BaselineState.Unchanged };
        return !judged.IsMandatory ? same
            : baseline.Findings.Any(IsAnsweredFor) ? Outlived(same)
            : same.At(EnforcementLevel.Advisory, "It was so before, or worse.");

        bool IsAnsweredFor(BaselineFinding finding) => finding.IsAnsweredFor
            && finding.Server == now.Server && finding.Rule == judged.Finding.Rule && finding.Stack == judged.Stack;
    }

    private static JudgedFinding Worse(JudgedFinding judged, string sentence) => judged.At(judged.Finding.Level, sentence) with { Before = BaselineState.Worse };

    private static JudgedFinding Outlived(JudgedFinding judged) =>
        judged.At(judged.Finding.Level, "It was so before, with a waiver: renew that, or correct it.");

    private static string Over(ScenarioFigures scenario) => Number(Math.Max(scenario.ServerOver, scenario.ClientOver));

    private static string Number(long over) => over == long.MaxValue ? "an unbounded number" : $"{over}";

    private static (string, string, string, string) Key(JudgedFinding judged) =>
        (judged.Stack, judged.Finding.Rule, judged.Finding.Subject.Urn, Index().Replace(judged.Finding.Subject.Path, "[]"));

    private static (string, string, string, string) Key(BaselineFinding finding) =>
        (finding.Stack, finding.Rule, finding.Subject.Urn, Index().Replace(finding.Subject.Path, "[]"));

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
