using System.Collections.Immutable;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Figures.Flow;

/// <summary>A number of connections as a width.</summary>
/// <param name="Certain">Width of what is there for sure, to scale.</param>
/// <param name="Uncertain">Width of what may be there too: to scale, or that of an open end.</param>
/// <param name="IsOpen">Whether nothing bounds it.</param>
internal readonly record struct Thickness(double Certain, double Uncertain, bool IsOpen)
{
    public double Total => Certain + Uncertain;
}

/// <summary>One scale for both sides of the pooler, so that widths can be compared.</summary>
/// <param name="PerConnection">Pixels for each connection.</param>
internal sealed record FlowScale(double PerConnection)
{
    /// <summary>Width of an end that nothing bounds: no scale can hold it.</summary>
    public const double OpenEnd = 18;

    /// <summary>The scale on which the larger side is so high.</summary>
    public static FlowScale For(FlowData data, double height)
    {
        var clients = Largest(data.Clients) + Largest(data.Direct);
        var servers = data.Servers.Sum(server => Largest(server.Pooled) + Largest(server.Direct));
        return new(height / Math.Max(1, Math.Max(clients, servers)));
    }

    public Thickness Of(Interval connections) => new(
        connections.Min * PerConnection,
        connections.Max is { } max ? (max - connections.Min) * PerConnection : OpenEnd,
        connections.Max is null);

    public double Of(ImmutableArray<FlowLine> lines) => lines.Sum(line => Of(line.Connections).Total);

    private static double Largest(ImmutableArray<FlowLine> lines) => lines.Sum(line => (double)(line.Connections.Max ?? line.Connections.Min));
}
