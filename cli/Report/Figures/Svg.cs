using System.Globalization;
using System.Xml.Linq;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Figures;

/// <summary>Elements of a drawing.</summary>
internal static class Svg
{
    public static XNamespace Namespace { get; } = "http://www.w3.org/2000/svg";

    /// <summary>A drawing that says what it shows to those who do not see it.</summary>
    /// <param name="id">An id that no other figure of the page has.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What it says, in sentences.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="content">What is drawn.</param>
    public static XElement Figure(string id, string title, string description, double width, double height, params object?[] content) => Element(
        "svg",
        new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"), Attribute("width", width), Attribute("height", height),
        new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{id}-t {id}-d"),
        Element("title", new XAttribute("id", $"{id}-t"), title),
        Element("desc", new XAttribute("id", $"{id}-d"), description),
        Element("defs", Pattern(id, Route.ReadOnly), Pattern(id, Route.Direct), Unknown(id)),
        content);

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    public static XElement Rectangle(string? style, double x, double y, double width, double height, params object?[] more) => Element(
        "rect", Class(style), Attribute("x", x), Attribute("y", y), Attribute("width", width), Attribute("height", height), more);

    public static XElement Line(string style, double x1, double y1, double x2, double y2) => Element(
        "line", Class(style), Attribute("x1", x1), Attribute("y1", y1), Attribute("x2", x2), Attribute("y2", y2));

    public static XElement Path(string? style, string data, params object?[] more) => Element("path", Class(style), new XAttribute("d", data), more);

    /// <param name="style">Its class.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static XElement Text(string style, double x, double y, string text, string anchor = "start") => Element(
        "text", Class(style), Attribute("x", x), Attribute("y", y), anchor == "start" ? null : new XAttribute("text-anchor", anchor), text);

    public static XAttribute Attribute(string name, double value) => new(name, Number(value));

    /// <summary>The hatching of what is not certain.</summary>
    public static XAttribute FillUnknown(string id) => new("fill", $"url(#{id}-unknown)");

    /// <summary>What tells a route from the others without colour; null for the plain one.</summary>
    public static XAttribute? FillRoute(string id, Route route) => route == Route.ReadWrite ? null : new("fill", $"url(#{id}-{Code(route)})");

    /// <summary>The class of a route.</summary>
    public static string Code(Route route) => route switch
    {
        Route.ReadWrite => "rw",
        Route.ReadOnly => "ro",
        _ => "direct",
    };

    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static XAttribute? Class(string? style) => style is null ? null : new XAttribute("class", style);

    /// <summary>The pattern that <see cref="FillRoute"/> refers to; null for the plain route.</summary>
    public static XElement? Pattern(string id, Route route) => route == Route.ReadWrite ? null : Element(
        "pattern",
        new XAttribute("id", $"{id}-{Code(route)}"), new XAttribute("patternUnits", "userSpaceOnUse"), Attribute("width", 6), Attribute("height", 6),
        Path($"weave {Code(route)}", route == Route.ReadOnly ? "M0,6 l6,-6 M-1,1 l2,-2 M5,7 l2,-2" : "M1,3 h2"));

    /// <summary>The pattern that <see cref="FillUnknown"/> refers to.</summary>
    public static XElement Unknown(string id) => Element(
        "pattern",
        new XAttribute("id", $"{id}-unknown"), new XAttribute("patternUnits", "userSpaceOnUse"), Attribute("width", 8), Attribute("height", 8),
        Path("unknown-weave", "M0,0 l8,8 M-1,7 l2,2 M7,-1 l2,2"));
}
