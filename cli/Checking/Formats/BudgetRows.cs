using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Baselines;
using Infra.Pooling.Budget;

namespace Infra.Cli.Checking.Formats;

/// <summary>A line of the table: the connections of one side of one scenario of one server, before and now.</summary>
/// <param name="Stack">The stack, or the stacks.</param>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Scenario">The scenario, and <c>clients</c> where it is their side.</param>
/// <param name="Before">What was; null where it is new, or where there is no baseline.</param>
/// <param name="Now">What is; null where it is gone.</param>
/// <param name="Of">What there is room for; null where it is not limited or not known.</param>
/// <param name="Verdict">Whether it fits; null where it is gone.</param>
internal sealed record BudgetRow(string Stack, string Server, string Scenario, Interval? Before, Interval? Now, long? Of, Verdict? Verdict)
{
    public bool IsGone => Now is null;

    public bool HasChanged { get; init; }

    public string BeforeText => Text(Before);

    public string NowText => Text(Now);

    public string OfText => Of is { } of ? Invariant(of) : "–";

    /// <summary>As <c>+45</c>; a dash where nothing can be compared.</summary>
    public string DeltaText => (Before?.Max, Now?.Max) is ({ } was, { } now) ? now == was ? "0" : (now - was).ToString("+#;−#", CultureInfo.InvariantCulture)
        : Before is null && Now is not null ? "new"
        : Now is null ? "gone"
        : Before == Now ? "0"
        : "∞";

    /// <summary>How much of the room is taken at worst, in percent; null where that cannot be told.</summary>
    public long? Percent => Now?.Max is { } now && Of is { } of ? of == 0 ? (now == 0 ? 0 : 100) : (long)((Int128)now * 100 / of) : null;

    private static string Text(Interval? interval) => interval is not { } known ? "–"
        : known.Max is null ? $"{Invariant(known.Min)}…∞"
        : Invariant(known.Max.Value);

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The lines of the table, worst case throughout.</summary>
internal static class BudgetRows
{
    public static ImmutableArray<BudgetRow> Of(CheckReport report)
    {
        var rows = ImmutableArray.CreateBuilder<BudgetRow>();
        var seen = new HashSet<(string, string)>();
        foreach (var group in report.Groups)
        {
            foreach (var budget in group.Budgets)
            {
                seen.Add((group.Name, budget.Identity));
                var before = report.Baseline?.Find(group.Name, budget.Identity);
                var stacks = group.Name.Length > 0 ? group.Name : string.Join(", ", budget.Stacks);
                foreach (var now in BudgetFigures.Of(group.Name, budget).Scenarios)
                    rows.AddRange(Of(stacks, budget.Title, before?.Find(now.Name), now, report.Baseline is not null));
            }
        }

        // A server that is gone is a change too; but what was not asked about is not gone.
        foreach (var gone in report.IsComplete ? report.Baseline?.Budgets ?? [] : [])
        {
            if (!seen.Contains((gone.Stack, gone.Server)) && report.Groups.Any(group => group.Name.Length > 0 == gone.Stack.Length > 0))
            {
                rows.AddRange(gone.Scenarios.Select(was =>
                    new BudgetRow(gone.Stack, gone.Server, was.Name, was.Server, null, null, null) { HasChanged = true }));
            }
        }

        return rows.DrainToImmutable();
    }

    private static IEnumerable<BudgetRow> Of(string stack, string server, ScenarioFigures? before, ScenarioFigures now, bool compared)
    {
        yield return new(stack, server, now.Name, before?.Server, now.Server, now.Usable, Verdict(now, now.ServerOver))
        {
            HasChanged = compared && (before is null || before.Server != now.Server || before.Usable != now.Usable || before.Verdict != now.Verdict),
        };
        // Clients matter when they do not fit, or when they change.
        var changed = compared && before is not null && (before.Clients != now.Clients || before.ClientCapacity != now.ClientCapacity);
        if (now.ClientOver > 0 || changed)
        {
            yield return new(stack, server, $"{now.Name}, clients", before?.Clients, now.Clients, now.ClientCapacity, Verdict(now, now.ClientOver))
            {
                HasChanged = changed || (compared && before is null),
            };
        }
    }

    // The verdict of a scenario is that of both sides: a side without a connection too many fits.
    private static Verdict Verdict(ScenarioFigures now, long over) =>
        now.Verdict != Pooling.Budget.Verdict.Exceeded ? now.Verdict : over > 0 || now.Usable is null ? now.Verdict : Pooling.Budget.Verdict.Within;
}
