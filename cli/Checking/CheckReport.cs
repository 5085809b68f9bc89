using System.Collections.Immutable;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Baselines;
using Infra.Policies.Rules.Fixes;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Waivers;

namespace Infra.Cli.Checking;

/// <summary>What a check came to; every format prints this.</summary>
internal sealed record CheckReport
{
    /// <summary>The day on which waivers were judged.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What was judged together: each stack of this repository by itself, files all at once.</summary>
    public required ImmutableArray<CheckedGroup> Groups { get; init; }

    /// <summary>Every finding, the mandatory ones first.</summary>
    public required ImmutableArray<CheckFinding> Findings { get; init; }

    /// <summary>Every waiver in force.</summary>
    public required ImmutableArray<WaiverInForce> Waivers { get; init; }

    /// <summary>What an earlier check came to; null where none was given.</summary>
    public required Baseline? Baseline { get; init; }

    /// <summary>Whether everything was checked that the baseline may hold.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether a mandatory finding stands.</summary>
    public bool IsRefused => Findings.Any(finding => finding.Judged.IsMandatory);
}

/// <summary>Stacks that were judged together.</summary>
/// <param name="Name">The stack that was judged by itself; empty for files.</param>
/// <param name="Stacks">The stacks.</param>
/// <param name="Budgets">The budget of each server.</param>
/// <param name="Results">What each rule came to.</param>
internal sealed record CheckedGroup(
    string Name, ImmutableArray<CheckedStack> Stacks, ImmutableArray<ServerBudget> Budgets, ImmutableArray<RuleTally> Results);

/// <summary>A stack that was judged.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">What told its resources: <c>program</c>, <c>preview</c> or <c>state</c>.</param>
/// <param name="File">The file to name where nothing better is known.</param>
/// <param name="Resources">How many resources it has.</param>
internal sealed record CheckedStack(string Name, string Source, string File, CheckedResources Resources);

/// <summary>How many resources there are, and how many of them are of a type that rules read.</summary>
/// <param name="All">All of them.</param>
/// <param name="Judged">Those of a type that rules read.</param>
internal readonly record struct CheckedResources(int All, int Judged)
{
    public static CheckedResources Of(ResourceGraph graph) =>
        new(graph.Resources.Length, graph.Resources.Count(resource => ReadTypes.Contains(resource.Type)));
}

/// <summary>A finding with its place.</summary>
/// <param name="Judged">The finding.</param>
/// <param name="Place">Where to look.</param>
/// <param name="Fixes">Single changes that make the connections fit, each tried.</param>
internal sealed record CheckFinding(JudgedFinding Judged, Place Place, ImmutableArray<Fix> Fixes)
{
    public RuleFinding Finding => Judged.Finding;

    /// <summary>Those of the fixes that a tool can make by itself.</summary>
    public ImmutableArray<Edit> Edits { get; init; } = [];

    /// <summary>As <c>It fits with `workloads[0].pool.size` 20 → 14, or ….</c>; empty where there are none.</summary>
    public string FixText => Fixes.IsEmpty ? "" : $"It fits with {string.Join(", or ", Fixes.Select(fix => $"`{fix.Name}` {fix.Change}"))}.";
}

/// <summary>A fix as a change of a file.</summary>
/// <param name="Fix">The fix.</param>
/// <param name="Span">The number that it replaces.</param>
internal sealed record Edit(Fix Fix, TextSpan Span);

/// <summary>A waiver that covers something today.</summary>
/// <param name="Waiver">The waiver.</param>
/// <param name="Scope">What it is limited to, for people: a stack, a resource, a scenario.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record WaiverInForce(Waiver Waiver, string Scope, Place Place)
{
    /// <summary>As <c>budget-within-capacity of prod at rollout: +40 until 2027-01-31, team-data: moving to smaller pools</c>.</summary>
    public string Text => $"{Waiver.Rule} of {Scope}: {Waiver.Allowance}, {Waiver.Owner}: {Waiver.Reason}";
}
