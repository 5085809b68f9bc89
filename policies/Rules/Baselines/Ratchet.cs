using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Policies.Rules.Baselines;

/// <summary>Lets a team start with what it has: what the baseline has is advisory, whatever is new or worse keeps its level.</summary>
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
        var states = new BaselineState[findings.Length];
        // Exact places first, so that a finding that moved does not take the place of one that stayed.
        foreach (var exact in new[] { true, false })
        {
            foreach (var (index, judged) in findings.Index())
            {
                if (states[index] == BaselineState.Unchanged || !left.TryGetValue(Key(judged), out var candidates))
                    continue;
                var match = candidates.FirstOrDefault(before =>
                    (before.Kind == judged.Finding.Kind || before.Kind == FindingKind.Violation) && (!exact || before.Subject == judged.Finding.Subject));
                if (match is null)
                    continue;
                candidates.Remove(match);
                states[index] = BaselineState.Unchanged;
            }
        }

        return [.. findings.Select((judged, index) => judged.Budget is { } budget
            ? Compared(judged, BudgetFigures.Of(judged.Group, budget), baseline.Find(judged.Group, budget.Identity))
            : Settled(judged, states[index]))];
    }

    private static JudgedFinding Settled(JudgedFinding judged, BaselineState state) =>
        state == BaselineState.Unchanged && judged.IsMandatory && !Always.Contains(judged.Finding.Rule)
            ? judged.At(EnforcementLevel.Advisory, "It was so before.") with { Before = state }
            : judged with { Before = state };

    /// <summary>An overrun is compared by its figures, wherever its largest part stands now.</summary>
    private static JudgedFinding Compared(JudgedFinding judged, BudgetFigures now, BudgetFigures? before)
    {
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

        return judged.IsMandatory
            ? judged.At(EnforcementLevel.Advisory, "It was so before, or worse.") with { Before = BaselineState.Unchanged }
            : judged with { Before = BaselineState.Unchanged };
    }

    private static JudgedFinding Worse(JudgedFinding judged, string sentence) => judged.At(judged.Finding.Level, sentence) with { Before = BaselineState.Worse };

    private static string Over(ScenarioFigures scenario) => Math.Max(scenario.ServerOver, scenario.ClientOver) is var over && over == long.MaxValue
        ? "an unbounded number"
        : $"{over}";

    private static (string, string, string, string) Key(JudgedFinding judged) =>
        (judged.Stack, judged.Finding.Rule, judged.Finding.Subject.Urn, Index().Replace(judged.Finding.Subject.Path, "[]"));

    private static (string, string, string, string) Key(BaselineFinding finding) =>
        (finding.Stack, finding.Rule, finding.Subject.Urn, Index().Replace(finding.Subject.Path, "[]"));

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
