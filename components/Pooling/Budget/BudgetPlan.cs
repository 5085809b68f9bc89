using System.Collections.Immutable;

namespace Infra.Pooling.Budget;

/// <summary>Whether the connections fit, in every scenario, with the arithmetic behind it.</summary>
public sealed record BudgetPlan
{
    private BudgetPlan()
    {
    }

    /// <summary>What the plan was calculated from.</summary>
    public required BudgetInput Input { get; init; }

    /// <summary>What one server leaves for the workloads and the pooler.</summary>
    public Interval Usable => Input.Capacity.Usable;

    /// <summary>Steady, peak, rollout and failover, in this order.</summary>
    public required ImmutableArray<BudgetScenario> Scenarios { get; init; }

    /// <summary>The sums at peak, and what max_connections they come to with the pooler and without it.</summary>
    public ImmutableArray<BudgetLine> Lines => [.. this[ScenarioKind.Peak].Lines, .. RequiredLines.Of(this)];

    /// <summary>One scenario.</summary>
    public BudgetScenario this[ScenarioKind kind] => Scenarios.Single(scenario => scenario.Kind == kind);

    /// <summary>Calculates the budget.</summary>
    /// <exception cref="ArgumentException">The input holds a number outside its range.</exception>
    public static BudgetPlan Create(BudgetInput input)
    {
        BudgetInputGuard.Check(input);
        return new() { Input = input, Scenarios = [.. Enum.GetValues<ScenarioKind>().Select(kind => Judge(input, kind))] };
    }

    private static BudgetScenario Judge(BudgetInput input, ScenarioKind kind)
    {
        var demand = new Demand(input, kind);
        var door = Tightest(demand);
        var server = demand.Server.Count.Value;
        return new(() => DecidedBy(input, kind), () => Sums(input, kind))
        {
            Kind = kind,
            ClientDemand = door.Clients.Count.Value,
            ClientCapacity = door.ClientCapacity?.Value,
            ServerDemand = server,
            Usable = input.Capacity.Usable,
            ClientVerdict = Clients(door),
            ServerVerdict = Servers(input, kind, server),
        };
    }

    private static ImmutableArray<string> DecidedBy(BudgetInput input, ScenarioKind kind)
    {
        var demand = new Demand(input, kind);
        var server = demand.Server;
        var decidedBy = new List<string>();
        if (Clients(Tightest(demand)) == Verdict.Undecided)
            decidedBy.AddRange(demand.Doors.Where(other => Clients(other) == Verdict.Undecided)
                .SelectMany(other => other.Clients.Count.Unknowns.Concat(other.ClientCapacity!.Unknowns)));
        if (Servers(input, kind, server.Count.Value) == Verdict.Undecided)
            decidedBy.AddRange([.. server.Count.Unknowns, .. Capacity(input).Unknowns]);
        return [.. decidedBy.Distinct().Order(StringComparer.Ordinal)];
    }

    private static ScenarioSums Sums(BudgetInput input, ScenarioKind kind)
    {
        var demand = new Demand(input, kind);
        return new(
            Tightest(demand).Clients.ToLines(),
            demand.Server.ToLines(),
            [.. CapacityLines(input, demand), .. demand.Doors.SelectMany(other => other.Workloads.Concat(other.Pooler)).Select(line => line.ToLine())]);
    }

    /// <summary>The way on which the clients are worst off; of equal ones, the first.</summary>
    private static Demand Tightest(Demand demand) => demand.Doors.Length == 1
        ? demand
        : demand.Doors.MaxBy(door => (Clients(door) switch { Verdict.Exceeded => 2, Verdict.Undecided => 1, _ => 0 }, Share(door)))!;

    private static double Share(Demand door) =>
        door.ClientCapacity is { } capacity ? (double)(door.Clients.Count.Value.Max ?? long.MaxValue) / Math.Max(1, capacity.Value.Min) : 0;

    private static Verdict Clients(Demand door) => Clients(door.Clients.Count.Value, door.ClientCapacity?.Value);

    private static Verdict Clients(Interval demand, Interval? capacity) =>
        capacity is not { } limit || demand.Max <= limit.Min ? Verdict.Within
        : demand.Min > limit.Max ? Verdict.Exceeded
        : Verdict.Undecided;

    /// <summary>Both ends of max_connections are tried by themselves, because the share of RDS Proxy grows with it.</summary>
    private static Verdict Servers(BudgetInput input, ScenarioKind kind, Interval demand)
    {
        // More than any server has, and small enough to calculate with.
        const long Plenty = 1L << 50;
        var worst = input.Capacity.MaxConnections.Min;
        var best = input.Capacity.MaxConnections.Max ?? Math.Max(worst, Plenty);

        // Compared with max_connections itself, not with what is usable: that stops at zero and would hide a reserve that does not fit.
        Interval Needed(long maxConnections)
        {
            if (input.Capacity.MaxConnections.IsExact || !TakesShare(input))
                return demand + input.Capacity.Kept;
            var capacity = input.Capacity with { MaxConnections = Interval.Exactly(maxConnections) };
            return new Demand(input with { Capacity = capacity }, kind).Server.Count.Value + capacity.Kept;
        }

        return Needed(worst).Max <= worst ? Verdict.Within
            : Needed(best).Min > best ? Verdict.Exceeded
            : Verdict.Undecided;
    }

    private static bool TakesShare(BudgetInput input) =>
        input.Pooler is RdsProxyInput || input.Beside.Any(front => front.Pooler is RdsProxyInput);

    private static Figure Capacity(BudgetInput input) => Figure.Of(input.Capacity.MaxConnections, input.Capacity.Path, "maxConnections");

    private static IEnumerable<BudgetLine> CapacityLines(BudgetInput input, Demand demand)
    {
        var capacity = input.Capacity;
        var usable = Figure.Minus(
            Capacity(input),
            Figure.Known(capacity.SuperuserReserved + capacity.ProviderReserved),
            Figure.Known(capacity.Admin),
            Figure.Known(capacity.Other));
        yield return new("usable", LineKind.Capacity, null, usable.Text, usable.Value, $"{capacity.Path}.maxConnections");
        foreach (var door in demand.Doors)
        {
            if (door.ToCapacityLine() is { } clients)
                yield return clients;
        }
    }
}
