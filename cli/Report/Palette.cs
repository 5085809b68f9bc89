using System.Collections.Immutable;
using System.Text;

namespace Infra.Cli.Report;

/// <summary>A colour by its role, for light and for dark.</summary>
/// <param name="Name">Its role; <c>var(--name)</c> in the style sheets.</param>
/// <param name="Light">In the light theme, as <c>#rrggbb</c>.</param>
/// <param name="Dark">In the dark theme, as <c>#rrggbb</c>.</param>
internal sealed record PaletteColour(string Name, string Light, string Dark);

/// <summary>The colours of the report, in one place for the page, for figures that stand alone, and for the test of their contrast.</summary>
internal static class Palette
{
    public static ImmutableArray<PaletteColour> All { get; } =
    [
        new("page", "#f6f7f9", "#0f1215"),
        new("surface", "#ffffff", "#171b20"),
        new("sunken", "#eef0f3", "#20252c"),
        new("ink", "#171b21", "#e9ecf0"),
        new("muted", "#565e69", "#a6aeb9"),
        new("line", "#d9dde3", "#323a44"),
        new("strong", "#6f7885", "#7d8794"),
        new("link", "#1f52b8", "#8db4ff"),
        new("rw", "#2a5bd0", "#84adff"),
        new("ro", "#0b7770", "#58cdbf"),
        new("direct", "#9a5206", "#f0ae62"),
        new("good", "#1b7339", "#79d594"),
        new("warn", "#855600", "#e8c25f"),
        new("bad", "#b3231b", "#ff8f85"),
    ];

    /// <summary>Roles of text, and those of the grounds that it may stand on.</summary>
    public static ImmutableArray<string> Texts { get; } = ["ink", "muted", "link", "rw", "ro", "direct", "good", "warn", "bad"];

    public static ImmutableArray<string> Grounds { get; } = ["page", "surface", "sunken"];

    /// <summary>The colours as variables that follow the theme of the page.</summary>
    public static string Variables
    {
        get
        {
            var css = new StringBuilder(":root{");
            foreach (var colour in All)
                css.Append($"--{colour.Name}:light-dark({colour.Light},{colour.Dark});");
            return css.Append('}').ToString();
        }
    }

    /// <summary>A style sheet without variables, which more programs can draw: light, and dark where the reader prefers that.</summary>
    public static string Resolved(string css) =>
        $"{With(css, colour => colour.Light)}@media (prefers-color-scheme:dark){{{With(css, colour => colour.Dark)}}}";

    private static string With(string css, Func<PaletteColour, string> value) =>
        All.Aggregate(css, (text, colour) => text.Replace($"var(--{colour.Name})", value(colour), StringComparison.Ordinal));
}
