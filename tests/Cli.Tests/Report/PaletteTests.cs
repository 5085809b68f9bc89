using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Cli.Report;
using Infra.Cli.Report.Html;

namespace Infra.Cli.Tests.Report;

public partial class PaletteTests
{
    /// <summary>WCAG 2.2, 1.4.3: text.</summary>
    private const double Text = 4.5;

    /// <summary>WCAG 2.2, 1.4.11: what a figure is told by.</summary>
    private const double Shape = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Texts_OnEveryGround_HaveEnoughContrast(bool dark)
    {
        foreach (var ground in Palette.Grounds)
        {
            foreach (var text in Palette.Texts)
                Assert.True(Contrast(text, ground, dark) >= Text, $"{text} on {ground}: {Contrast(text, ground, dark):0.00}");
        }
    }

    [Theory]
    [InlineData("strong", false)]
    [InlineData("strong", true)]
    public void Shapes_OnEveryGround_HaveEnoughContrast(string shape, bool dark) =>
        Assert.All(Palette.Grounds, ground => Assert.True(Contrast(shape, ground, dark) >= Shape, $"{shape} on {ground}: {Contrast(shape, ground, dark):0.00}"));

    [Fact]
    public void Contrast_BlackOnWhite_Is21() => Assert.Equal(21, Contrast("#000000", "#ffffff"), 6);

    [Fact]
    public void Page_Variables_AreAllInThePalette()
    {
        var used = Variable().Matches(StyleSheet.Page).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Empty(used.Except(Palette.All.Select(colour => colour.Name)));
        Assert.Empty(Palette.All.Select(colour => colour.Name).Except(used));
    }

    [Fact]
    public void Figure_OfItsOwn_NeedsNoVariables()
    {
        Assert.DoesNotContain("var(", StyleSheet.Figure, StringComparison.Ordinal);
        Assert.Contains("@media (prefers-color-scheme:dark){", StyleSheet.Figure, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Style_HoldsNothingThatHtmlReadsDifferentlyFromXml() => Assert.DoesNotContain(StyleSheet.Page, letter => letter is '<' or '>' or '&');

    private static double Contrast(string one, string other, bool dark) => Contrast(Colour(one, dark), Colour(other, dark));

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static string Colour(string name, bool dark)
    {
        var colour = Palette.All.Single(colour => colour.Name == name);
        return dark ? colour.Dark : colour.Light;
    }

    /// <summary>Relative luminance as WCAG defines it.</summary>
    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var share = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    [GeneratedRegex(@"var\(--([a-z]+)\)")]
    private static partial Regex Variable();
}
