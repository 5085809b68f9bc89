using System.Collections.Immutable;

namespace Infra.Pooling.Budget;

/// <summary>Whether the connections fit in one situation.</summary>
public sealed class BudgetScenario
{
    private readonly Func<ImmutableArray<string>> _decide;
    private readonly Func<ScenarioSums> _sum;
    private ImmutableArray<string>? _decidedBy;
    private ScenarioSums? _sums;

    /// <summary>A scenario whose sums are made when they are first shown: a search tries many plans of which only the verdict counts.</summary>
    internal BudgetScenario(Func<ImmutableArray<string>> decide, Func<ScenarioSums> sum) => (_decide, _sum) = (decide, sum);

    /// <summary>The situation.</summary>
    public required ScenarioKind Kind { get; init; }

    /// <summary>Client connections at the pooler; for Azure's built-in one at the server that has most of them.</summary>
    public required Interval ClientDemand { get; init; }

    /// <summary>Client connections that the pooler admits with one pod out of service, where it has more than one; null when nothing limits them.
    /// Surge pods do not count: they may not be ready yet. It is the sum over all processes, which only clients that spread evenly can use
    /// up; <c>max_client_conn</c> of each has to leave room for those that do not, and the plan advises where it leaves none.</summary>
    public required Interval? ClientCapacity { get; init; }

    /// <summary>Server connections on the server that has most of them. All connections of the read-only route count on one replica,
    /// because no pooler promises to spread them evenly. A lost pooler pod still counts: it is replaced before the server misses it.</summary>
    public required Interval ServerDemand { get; init; }

    /// <summary>What that server leaves for use.</summary>
    public required Interval Usable { get; init; }

    /// <summary>The verdict on the client connections.</summary>
    public required Verdict ClientVerdict { get; init; }

    /// <summary>The verdict on the server connections.</summary>
    public required Verdict ServerVerdict { get; init; }

    /// <summary>Exceeded if either side is; within only if both are.</summary>
    public Verdict Verdict =>
        ClientVerdict == Verdict.Exceeded || ServerVerdict == Verdict.Exceeded ? Verdict.Exceeded
        : ClientVerdict == Verdict.Within && ServerVerdict == Verdict.Within ? Verdict.Within
        : Verdict.Undecided;

    /// <summary>The paths of the values that would decide an undecided verdict, sorted; empty otherwise.</summary>
    public ImmutableArray<string> DecidedBy => Verdict == Verdict.Undecided ? _decidedBy ??= _decide() : [];

    /// <summary>The lines whose sum is <see cref="ClientDemand"/>.</summary>
    public ImmutableArray<BudgetLine> ClientLines => Sums.ClientLines;

    /// <summary>The lines whose sum is <see cref="ServerDemand"/>; where an unknown value decides which server has most,
    /// those of one of them.</summary>
    public ImmutableArray<BudgetLine> ServerLines => Sums.ServerLines;

    /// <summary>All sums behind the figures.</summary>
    public ImmutableArray<BudgetLine> Lines => Sums.Lines;

    private ScenarioSums Sums => _sums ??= _sum();
}

/// <summary>The sums behind a scenario, as they are shown.</summary>
internal sealed record ScenarioSums(
    ImmutableArray<BudgetLine> ClientLines, ImmutableArray<BudgetLine> ServerLines, ImmutableArray<BudgetLine> Lines);
