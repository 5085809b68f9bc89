using System.Collections.Immutable;
using Infra.Cli.Report.Data;

namespace Infra.Cli.Report.Figures.Flow;

/// <summary>Puts a flow on a canvas. Only arithmetic; it draws nothing.</summary>
internal sealed class FlowLayout
{
    public const double NodeWidth = 7;

    /// <summary>Height of the headings above the columns.</summary>
    public const double Head = 58;

    private const double Gap = 12;
    private const double LaneGap = 22;

    private readonly FlowData _data;
    private readonly Canvas _canvas;
    private readonly FlowScale _scale;
    private readonly ImmutableArray<FlowNode>.Builder _nodes = ImmutableArray.CreateBuilder<FlowNode>();
    private readonly ImmutableArray<Ribbon>.Builder _ribbons = ImmutableArray.CreateBuilder<Ribbon>();

    private FlowLayout(FlowData data, Canvas canvas)
    {
        _data = data;
        _canvas = canvas;
        _scale = FlowScale.For(data, canvas.IsCompact ? 170 : 260);
    }

    /// <summary>Width of the labels of the clients, and of those of the servers, which are shorter.</summary>
    public static double LabelWidth(Canvas canvas, bool isRight) => canvas.IsCompact ? canvas.Width * 0.55 : isRight ? 140 : 220;

    /// <summary>Where the pooler stands: halfway between the two columns.</summary>
    public static double Middle(Canvas canvas) =>
        canvas.IsCompact ? canvas.Width / 2 : (canvas.Width + LabelWidth(canvas, isRight: false) - LabelWidth(canvas, isRight: true)) / 2;

    public static FlowDrawing Of(FlowData data, Canvas canvas) => new FlowLayout(data, canvas).Lay();

    private double LeftX => _canvas.IsCompact ? 0 : LabelWidth(_canvas, isRight: false) + 12;

    private double RightX => _canvas.Width - NodeWidth - (_canvas.IsCompact ? 0 : LabelWidth(_canvas, isRight: true) + 12);

    private double FunnelWidth => _canvas.IsCompact ? 34 : 84;

    private FlowDrawing Lay()
    {
        ImmutableArray<FlowLine> sources = [.. _data.Clients, .. _data.Direct];
        var (into, outOf) = (_scale.Of(_data.Clients), _data.Servers.Sum(server => _scale.Of(server.Pooled)));
        var funnelHeight = Math.Max(into, outOf);
        var lanes = _scale.Of(_data.Direct);
        var middle = funnelHeight + (_data.Direct.IsEmpty ? 0 : LaneGap + lanes);
        var left = Column(sources.Select(source => _scale.Of(source.Connections).Total));
        var right = Column(_data.Servers.Select(server => _scale.Of(server.Pooled) + _scale.Of(server.Direct)));
        var height = Math.Max(middle, Math.Max(left, right));

        var top = Head + ((height - middle) / 2);
        var funnelX = Middle(_canvas) - (FunnelWidth / 2);
        var funnel = new Funnel(funnelX, funnelX + FunnelWidth, top + ((funnelHeight - into) / 2), into, top + ((funnelHeight - outOf) / 2), outOf);
        var starts = Starts(sources, Head + ((height - left) / 2));
        var inside = funnel.InTop;
        foreach (var (client, start) in _data.Clients.Zip(starts))
            Ribbon(client, ref inside, y => [new(LeftX + NodeWidth, start), new(funnel.Left, y)]);
        var ends = Ends(Head + ((height - right) / 2), funnel);

        var lane = top + funnelHeight + LaneGap;
        foreach (var (direct, index) in _data.Direct.Select((direct, index) => (direct, index)))
        {
            var (start, end) = (starts[_data.Clients.Length + index], ends[direct]);
            Ribbon(direct, ref lane, y => [new(LeftX + NodeWidth, start), new(funnel.Left, y), new(funnel.Right, y), new(RightX, end)]);
        }

        return new(Head + height, _nodes.ToImmutable(), _ribbons.ToImmutable(), funnel);
    }

    /// <summary>The nodes of the left column; where each one's band begins.</summary>
    private ImmutableArray<double> Starts(ImmutableArray<FlowLine> sources, double y)
    {
        var starts = ImmutableArray.CreateBuilder<double>();
        foreach (var source in sources)
        {
            var height = _scale.Of(source.Connections).Total;
            starts.Add(Node(source.Name, Detail(source), source.Route, height, ref y, isRight: false));
        }

        return starts.ToImmutable();
    }

    /// <summary>The nodes of the right column and the pooler's bands to them; where each direct band ends.</summary>
    private Dictionary<FlowLine, double> Ends(double y, Funnel funnel)
    {
        var ends = new Dictionary<FlowLine, double>(ReferenceEqualityComparer.Instance);
        var outside = funnel.OutTop;
        foreach (var server in _data.Servers)
        {
            var height = _scale.Of(server.Pooled) + _scale.Of(server.Direct);
            var end = Node(server.Name, $"{Words.Number(server.Total)} of {Words.Number(_data.Usable)}", null, height, ref y, isRight: true);
            foreach (var line in server.Pooled)
            {
                Ribbon(line, ref outside, from => [new(funnel.Right, from), new(RightX, end)]);
                end += _scale.Of(line.Connections).Total;
            }

            foreach (var line in server.Direct)
            {
                ends[line] = end;
                end += _scale.Of(line.Connections).Total;
            }
        }

        return ends;
    }

    private double Node(string name, string detail, Pooling.Specification.Route? route, double height, ref double y, bool isRight)
    {
        var slot = Slot(height);
        var top = _canvas.IsCompact ? y + LabelHeight : y + ((slot - height) / 2);
        var label = _canvas.IsCompact
            ? new Point(isRight ? _canvas.Width : 0, y + 14)
            : new Point(isRight ? RightX + NodeWidth + 12 : LeftX - 12, y + (slot / 2) - 4);
        _nodes.Add(new(name, detail, route, new(isRight ? RightX : LeftX, top), height, label, _canvas.IsCompact == isRight));
        y += slot + Gap;
        return top;
    }

    private void Ribbon(FlowLine line, ref double y, Func<double, ImmutableArray<Point>> through)
    {
        var thickness = _scale.Of(line.Connections);
        _ribbons.Add(new(line.Route, through(y), thickness));
        y += thickness.Total;
    }

    /// <summary>A narrow figure has room for one line; the arithmetic stands in the table beside it.</summary>
    private double LabelHeight => _canvas.IsCompact ? 20 : 34;

    private string Detail(FlowLine line) => _canvas.IsCompact ? Words.Number(line.Connections) : $"{Words.Number(line.Connections)} = {line.Detail}";

    private double Slot(double height) => _canvas.IsCompact ? LabelHeight + height : Math.Max(LabelHeight, height);

    private double Column(IEnumerable<double> heights) => heights.Select(height => Slot(height) + Gap).DefaultIfEmpty(Gap).Sum() - Gap;
}
