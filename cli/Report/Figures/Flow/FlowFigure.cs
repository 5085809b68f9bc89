using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Infra.Cli.Report.Data;

namespace Infra.Cli.Report.Figures.Flow;

/// <summary>Draws a flow: clients on the left, the pooler in the middle, servers on the right.</summary>
internal static class FlowFigure
{
    public static XElement Draw(string id, FlowData data, Canvas canvas)
    {
        var drawing = FlowLayout.Of(data, canvas);
        // Half a line more, for outlines at the edge.
        return Svg.Figure(
            id, $"Flow of connections, {Words.Scenario(data.Scenario).ToLowerInvariant()}", Description(data), canvas.Width, drawing.Height + 2,
            Headings(data, canvas),
            drawing.Ribbons.SelectMany(ribbon => Band(id, ribbon)),
            Pooler(drawing.Funnel),
            drawing.Nodes.SelectMany(node => Node(node, canvas)));
    }

    /// <summary>The same in sentences.</summary>
    public static string Description(FlowData data)
    {
        var text = new StringBuilder();
        text.Append($"{Words.Number(data.ClientTotal)} client connections share {Words.Number(data.PooledTotal)} server connections of {data.Pooler}. ");
        foreach (var line in data.Clients.Concat(data.Direct))
            text.Append($"{line.Name}: {Words.Number(line.Connections)}, {Words.Route(line.Route)}. ");
        foreach (var server in data.Servers)
            text.Append($"{server.Name}: {Words.Number(server.Total)} of {Words.Number(data.Usable)} usable. ");
        return text.ToString().TrimEnd();
    }

    private static IEnumerable<XElement> Headings(FlowData data, Canvas canvas)
    {
        // Past the pooler counts too: it is drawn.
        var clients = FlowData.Sum([.. data.Clients, .. data.Direct]);
        var servers = FlowData.Sum([.. data.Servers.SelectMany(server => server.Pooled.Concat(server.Direct))]);
        var side = canvas.IsCompact ? canvas.Width * 0.3 : FlowLayout.LabelWidth(canvas, isRight: true);
        var (left, right) = canvas.IsCompact ? (0, canvas.Width) : (FlowLayout.LabelWidth(canvas, isRight: false), canvas.Width - side);
        var (start, end) = canvas.IsCompact ? ("start", "end") : ("end", "start");
        var through = $"{Words.Number(data.ClientTotal)} → {Words.Number(data.PooledTotal)}";
        return
        [
            .. Heading(left, start, "Clients", Words.Number(clients), side, canvas),
            .. Heading(FlowLayout.Middle(canvas), "middle", data.Pooler, through, canvas.Width * 0.4, canvas),
            .. Heading(right, end, "Servers", Words.Number(servers), side, canvas),
        ];
    }

    private static IEnumerable<XElement> Heading(double x, string anchor, string name, string number, double room, Canvas canvas) =>
    [
        Svg.Text("cap", x, 13, Canvas.Fit(name, room, 13), anchor),
        Svg.Text(canvas.IsCompact ? "mid" : "big", x, 36, Canvas.Fit(number, room, canvas.IsCompact ? 15 : 19, isBold: true), anchor),
    ];

    private static IEnumerable<XElement> Node(FlowNode node, Canvas canvas)
    {
        var (room, anchor) = (FlowLayout.LabelWidth(canvas, node.At.X > canvas.Width / 2), node.LabelEnds ? "end" : "start");
        // However few they are, there is something to see.
        var style = $"node {(node.Route is { } route ? Svg.Code(route) : "server")}";
        yield return Svg.Rectangle(style, node.At.X, node.At.Y, FlowLayout.NodeWidth, Math.Max(1.5, node.Height));
        if (canvas.IsCompact)
        {
            var name = Canvas.Fit(node.Name, room - (node.Detail.Length * 7.5), 13);
            yield return Svg.Text("note ink", node.Label.X, node.Label.Y, $"{name} · {node.Detail}", anchor);
            yield break;
        }

        yield return Svg.Text("name", node.Label.X, node.Label.Y, Canvas.Fit(node.Name, room, 14, isBold: true), anchor);
        yield return Svg.Text("note", node.Label.X, node.Label.Y + 16, Canvas.Fit(node.Detail, room, 12), anchor);
    }

    private static IEnumerable<XElement> Band(string id, Ribbon ribbon)
    {
        var (code, thickness) = (Svg.Code(ribbon.Route), ribbon.Thickness);
        if (thickness.Certain > 0 || thickness.Uncertain == 0)
        {
            var data = Outline(ribbon.Upper, 0, Visible(thickness.Certain));
            yield return Svg.Path($"band {code}", data);
            if (Svg.FillRoute(id, ribbon.Route) is { } fill)
                yield return Svg.Path(null, data, fill);
        }

        if (thickness.Uncertain > 0)
        {
            var outline = Outline(ribbon.Upper, thickness.Certain, Visible(thickness.Uncertain));
            yield return Svg.Path($"maybe {code}{(thickness.IsOpen ? " open" : "")}", outline, Svg.FillUnknown(id));
        }
    }

    /// <summary>However few they are among thousands, there is something to see; nothing stays nothing.</summary>
    private static double Visible(double width) => width > 0 ? Math.Max(1, width) : 0;

    private static string Outline(ImmutableArray<Point> upper, double offset, double width)
    {
        ImmutableArray<Point> above = [.. upper.Select(point => point with { Y = point.Y + offset })];
        var below = above.Reverse().Select(point => point with { Y = point.Y + width }).ToImmutableArray();
        return $"M{At(above[0])}{Curves(above)}L{At(below[0])}{Curves(below)}Z";
    }

    private static string Curves(ImmutableArray<Point> points)
    {
        var path = new StringBuilder();
        foreach (var (from, to) in points.Zip(points.Skip(1)))
        {
            var middle = (from.X + to.X) / 2;
            path.Append($"C{At(new(middle, from.Y))} {At(new(middle, to.Y))} {At(to)}");
        }

        return path.ToString();
    }

    private static XElement Pooler(Funnel funnel)
    {
        var middle = (funnel.Left + funnel.Right) / 2;
        // A pool of nothing is still there.
        var (into, outOf) = (Math.Max(2, funnel.InHeight), Math.Max(2, funnel.OutHeight));
        return Svg.Path("pooler", $"M{At(new(funnel.Left, funnel.InTop))}"
            + $"C{At(new(middle, funnel.InTop))} {At(new(middle, funnel.OutTop))} {At(new(funnel.Right, funnel.OutTop))}"
            + $"V{Svg.Number(funnel.OutTop + outOf)}"
            + $"C{At(new(middle, funnel.OutTop + outOf))} {At(new(middle, funnel.InTop + into))} {At(new(funnel.Left, funnel.InTop + into))}Z");
    }

    private static string At(Point point) => $"{Svg.Number(point.X)},{Svg.Number(point.Y)}";
}
