using System.Collections.Immutable;
using Infra.Cli.Report.Data;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Figures.Flow;

/// <summary>Connections that begin or end together.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Detail">Their arithmetic.</param>
/// <param name="Route">Their way.</param>
/// <param name="Connections">How many.</param>
internal sealed record FlowLine(string Name, string Detail, Route Route, Interval Connections);

/// <summary>A server, and what reaches it.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Pooled">The pooler's connections.</param>
/// <param name="Direct">Connections past the pooler.</param>
internal sealed record FlowServer(string Name, ImmutableArray<FlowLine> Pooled, ImmutableArray<FlowLine> Direct)
{
    public Interval Total => FlowData.Sum([.. Pooled, .. Direct]);
}

/// <summary>What flows from the clients through the pooler, or past it, to the servers in one scenario.</summary>
internal sealed record FlowData
{
    private FlowData()
    {
    }

    public required ScenarioKind Scenario { get; init; }

    /// <summary>The pooler.</summary>
    public required string Pooler { get; init; }

    /// <summary>Clients of the pooler.</summary>
    public required ImmutableArray<FlowLine> Clients { get; init; }

    /// <summary>Clients that pass it by.</summary>
    public required ImmutableArray<FlowLine> Direct { get; init; }

    /// <summary>The servers with their connections; the primary first.</summary>
    public required ImmutableArray<FlowServer> Servers { get; init; }

    /// <summary>What one server leaves for use.</summary>
    public required Interval Usable { get; init; }

    public Interval ClientTotal => Sum(Clients);

    public Interval PooledTotal => Sum([.. Servers.SelectMany(server => server.Pooled)]);

    public static FlowData Of(ReportPart part, BudgetScenario scenario)
    {
        var lines = scenario.Lines.Where(line => line.Route is not null)
            .Select(line => (line.Kind, Line: new FlowLine(line.Name, line.Formula, line.Route!.Value, line.Connections))).ToArray();
        ImmutableArray<FlowLine> Of(LineKind kind) =>
            [.. lines.Where(line => line.Kind == kind).Select(line => line.Line).OrderBy(line => line.Route)];
        var (pooled, direct) = (Of(LineKind.Server), Of(LineKind.Direct));
        return new()
        {
            Scenario = scenario.Kind,
            Pooler = Words.Pooler(part.Plan.Specification.Pooler.Kind),
            Clients = Of(LineKind.Client),
            Direct = direct,
            Servers = Meet(pooled, direct, part.Budget.Input.Capacity.Replicas, scenario.Kind),
            Usable = scenario.Usable,
        };
    }

    public static Interval Sum(IReadOnlyCollection<FlowLine> lines) => lines.Aggregate(Interval.Exactly(0), (sum, line) => sum + line.Connections);

    /// <summary>Where they meet, as the budget counts them: all reads on one replica, and everything on one server after a failover.</summary>
    private static ImmutableArray<FlowServer> Meet(
        ImmutableArray<FlowLine> pooled, ImmutableArray<FlowLine> direct, int replicas, ScenarioKind scenario)
    {
        var reads = scenario != ScenarioKind.Failover && replicas > 0;
        FlowServer Server(string name, Func<FlowLine, bool> takes) => new(name, [.. pooled.Where(takes)], [.. direct.Where(takes)]);
        ImmutableArray<FlowServer> servers = reads
            ?
            [
                Server("Primary", line => line.Route != Route.ReadOnly),
                Server(replicas == 1 ? "Read replica" : "Fullest replica", line => line.Route == Route.ReadOnly),
            ]
            : [Server(replicas > 0 ? "Last server" : "Primary", _ => true)];
        return servers.Length == 1 ? servers : [.. servers.Where(server => !server.Pooled.IsEmpty || !server.Direct.IsEmpty)];
    }
}
