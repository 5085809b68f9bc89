using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Figures.Flow;

/// <summary>A point.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>A band of one width through several points, which are those of its upper edge.</summary>
internal sealed record Ribbon(Route Route, ImmutableArray<Point> Upper, Thickness Thickness);

/// <summary>An end of bands with its label.</summary>
/// <param name="Name">First line of the label.</param>
/// <param name="Detail">Second line.</param>
/// <param name="Route">The way; null for a server, where several meet.</param>
/// <param name="At">Upper left corner.</param>
/// <param name="Height">Height, to scale.</param>
/// <param name="Label">Where the label is anchored: on the base line of its first line.</param>
/// <param name="LabelEnds">Whether the label ends there rather than begins.</param>
internal sealed record FlowNode(string Name, string Detail, Route? Route, Point At, double Height, Point Label, bool LabelEnds);

/// <summary>The pooler: as high on the left as its clients, on the right as its server connections.</summary>
internal sealed record Funnel(double Left, double Right, double InTop, double InHeight, double OutTop, double OutHeight);

/// <summary>Everything in its place.</summary>
internal sealed record FlowDrawing(double Height, ImmutableArray<FlowNode> Nodes, ImmutableArray<Ribbon> Ribbons, Funnel Funnel);
