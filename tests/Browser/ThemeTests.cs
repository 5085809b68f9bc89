using System.Globalization;
using Infra.Cli.Report;

namespace Infra.Browser;

public sealed class ThemeTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Theme_Automatic_FollowsTheDeviceAndTheSwitchOverrulesIt(bool dark)
    {
        await using var tab = await chromium.OpenAsync(await Pages.WriteAsync("local"), dark: dark);
        Assert.Equal(Colour("page", dark), await GroundAsync(tab));

        await tab.EvaluateAsync($"document.getElementById('theme-{(dark ? "light" : "dark")}').click()");
        Assert.Equal(Colour("page", !dark), await GroundAsync(tab));

        await tab.EvaluateAsync("document.getElementById('theme-auto').click()");
        Assert.Equal(Colour("page", dark), await GroundAsync(tab));
    }

    [BrowserFact]
    public async Task Drawing_OfItsOwn_IsPaintedInTheThemeOfTheReader()
    {
        using var project = Cli.Tests.Project.WithShippedStacks();
        var drawing = (await project.RunAsync("report", "local", "--format", "svg")).Output;
        foreach (var dark in (bool[])[false, true])
        {
            await using var tab = await chromium.OpenAsync($"<!DOCTYPE html><title>x</title>{drawing}", dark: dark);

            Assert.Equal(Colour("surface", dark), (string?)await tab.EvaluateAsync("getComputedStyle(document.querySelector('.ground')).fill"));
            Assert.Equal(Colour("ink", dark), (string?)await tab.EvaluateAsync("getComputedStyle(document.querySelector('text.name')).fill"));
        }
    }

    private static async Task<string?> GroundAsync(Tab tab) => (string?)await tab.EvaluateAsync("getComputedStyle(document.body).backgroundColor");

    private static string Colour(string name, bool dark)
    {
        var colour = Palette.All.Single(colour => colour.Name == name);
        var code = dark ? colour.Dark : colour.Light;
        var parts = Enumerable.Range(0, 3).Select(part => int.Parse(code.AsSpan(1 + (2 * part), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return $"rgb({string.Join(", ", parts)})";
    }
}
