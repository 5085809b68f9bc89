using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Baselines;

namespace Infra.Policies.Rules.Waivers;

/// <summary>Makes what is waived advisory, and tells the waivers that are not as they should be.</summary>
public static class WaiverJudge
{
    /// <summary>Id of the rule on waivers.</summary>
    public const string Rule = "waiver-valid";

    internal const string MostDays = "mostDays";
    internal const string Waivers = "waivers";

    /// <summary>Applies waivers.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="waivers">The waivers.</param>
    /// <param name="today">The day on which they are judged.</param>
    /// <param name="isComplete">Whether everything was checked that a waiver may be about, so that one without a use is one too many.</param>
    /// <param name="settings">The level of <c>waiver-valid</c>, and how long a waiver may last.</param>
    /// <returns>The findings, then those on the waivers themselves; and the waivers in force.</returns>
    public static (ImmutableArray<JudgedFinding> Findings, ImmutableArray<Waiver> InForce) Apply(
        ImmutableArray<JudgedFinding> findings, ImmutableArray<Waiver> waivers, DateOnly today, bool isComplete, RuleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var judged = findings.ToArray();
        var inForce = ImmutableArray.CreateBuilder<Waiver>();
        var invalid = ImmutableArray.CreateBuilder<JudgedFinding>();
        foreach (var waiver in waivers)
        {
            var about = judged.Index().Where(entry => IsAbout(waiver, entry.Item)).ToArray();
            var unused = about.Length == 0 && (isComplete || waiver.Stack is not null);
            var problem = Incomplete(waiver, about.Any(entry => entry.Item.Budget is not null)) ?? Ended(waiver, today)
                ?? Endless(waiver, today, settings) ?? (unused ? Nothing(waiver) : null);
            foreach (var (index, finding) in about)
                judged[index] = finding with { IsAnsweredFor = true };
            if (problem is not null)
            {
                if (Invalid(waiver, problem, settings) is { } finding)
                    invalid.Add(new(waiver.Stack ?? "", finding));
                continue;
            }

            foreach (var (index, _) in about)
                judged[index] = Covered(judged[index], waiver);
            if (about.Length > 0)
                inForce.Add(waiver);
        }

        return ([.. judged, .. invalid], inForce.ToImmutable());
    }

    /// <summary>Judges the length of a waiver that stands elsewhere, in a specification; null where it ends soon enough.</summary>
    /// <param name="waiver">The waiver.</param>
    /// <param name="today">The day on which it is judged.</param>
    /// <param name="settings">The level of <c>waiver-valid</c>, and how long a waiver may last.</param>
    public static RuleFinding? Length(Waiver waiver, DateOnly today, RuleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(waiver);
        ArgumentNullException.ThrowIfNull(settings);
        return Endless(waiver, today, settings) is { } problem ? Invalid(waiver, problem, settings) : null;
    }

    private static RuleFinding? Invalid(Waiver waiver, string problem, RuleSettings settings) => settings.Level == EnforcementLevel.Disabled
        ? null
        : new(Rule, FindingKind.Violation, settings.Level, settings.Rule.Severity, new("", waiver.Path), $"`{waiver.Path}`: {problem}.");

    private static bool IsAbout(Waiver waiver, JudgedFinding judged) =>
        judged.Finding.Rule == waiver.Rule
        && judged.Waiver is null
        && judged.Finding.Rule != Rule
        && (waiver.Stack is null || waiver.Stack == judged.Stack)
        && (waiver.Resource is null || waiver.Resource == judged.Finding.Subject.Urn || waiver.Resource == judged.Budget?.Identity
            || judged.Finding.Subject.Urn.EndsWith($"::{waiver.Resource}", StringComparison.Ordinal));

    private static string? Incomplete(Waiver waiver, bool countsConnections)
    {
        string[] missing =
        [
            .. waiver.Owner is null ? ["owner"] : Array.Empty<string>(),
            .. waiver.Reason is null ? ["reason"] : Array.Empty<string>(),
            .. waiver.Until is null ? ["until"] : Array.Empty<string>(),
            .. countsConnections && waiver.Connections is null ? ["connections"] : Array.Empty<string>(),
        ];
        return missing.Length == 0 ? null
            : $"the waiver of {waiver.Rule} has no {Listing.Of(missing)}; say who answers for it, why, until which day, and for an overrun how many connections";
    }

    private static string? Ended(Waiver waiver, DateOnly today) => waiver.Until >= today ? null
        : string.Create(CultureInfo.InvariantCulture, $"the waiver of {waiver.Owner} for {waiver.Rule} ended on {waiver.Until:yyyy-MM-dd}; renew or remove it");

    private static string? Endless(Waiver waiver, DateOnly today, RuleSettings settings) =>
        waiver.Until?.DayNumber - today.DayNumber is { } days && settings.Number(MostDays) is var mostDays && days > mostDays
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the waiver of {waiver.Owner} for {waiver.Rule} ends in {days} days, on {waiver.Until:yyyy-MM-dd}; "
                + $"allowed are {mostDays}; choose an earlier day, and renew it then")
            : null;

    private static string Nothing(Waiver waiver) =>
        $"the waiver of {waiver.Owner} covers nothing: {waiver.Rule} holds, or another waiver covers it; remove it "
        + "(what a specification overruns is waived in its own `budget.waivers`)";

    private static JudgedFinding Covered(JudgedFinding finding, Waiver waiver)
    {
        if (finding.Budget is { } budget && waiver.Connections is { } allowed)
        {
            var over = BudgetFigures.Of("", budget).Over;
            if (over > allowed)
                return finding.At(finding.Finding.Level, $"The waiver of {waiver.Owner} covers {allowed}{(over == long.MaxValue ? "" : $" of the {over} too many")}.");
        }

        return finding.At(EnforcementLevel.Advisory, $"{waiver.Owner} answers for it ({waiver.Allowance}): {waiver.Reason}.") with { Waiver = waiver };
    }
}
