using System.Text.Json.Nodes;

namespace Infra.Browser;

public sealed class LayoutTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string> Names => Pages.Names;

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public async Task Page_FromTelephoneToWideScreen_IsNeverWiderThanTheWindow(string name)
    {
        var page = await Pages.WriteAsync(name);
        foreach (var width in (int[])[320, 360, 834, 1280, 1600])
        {
            await using var tab = await chromium.OpenAsync(page, width);
            await tab.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");

            Assert.Equal(0, (int)(await tab.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"))!);
            var shown = width < 834 ? "compact" : "wide";
            Assert.Equal(shown, (string?)await tab.EvaluateAsync(
                "[...new Set([...document.querySelectorAll('figure svg')].filter(one => one.checkVisibility()).map(one => one.getAttribute('class')))].join()"));
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public async Task Figures_OfBothWidths_KeepTheirTextInside(string name)
    {
        var page = await Pages.WriteAsync(name);
        foreach (var width in (int[])[360, 1280])
        {
            await using var tab = await chromium.OpenAsync(page, width);
            // Half a pixel is rounding.
            var outside = await tab.EvaluateAsync("""
                [...document.querySelectorAll('figure svg')].filter(one => one.checkVisibility()).flatMap(svg => {
                  const frame = svg.getBoundingClientRect();
                  return [...svg.querySelectorAll('text')].filter(text => {
                    const box = text.getBoundingClientRect();
                    return box.left < frame.left - .5 || box.right > frame.right + .5 || box.top < frame.top - .5 || box.bottom > frame.bottom + .5;
                  }).map(text => `${svg.querySelector('title').textContent}: ${text.textContent}`);
                })
                """);

            Assert.Empty(outside!.AsArray());
        }
    }

    [BrowserFact]
    public async Task Print_AnyTheme_IsLightWithWideFiguresAndWholeTables()
    {
        await using var tab = await chromium.OpenAsync(await Pages.WriteAsync("prod-azure"), dark: true);
        await tab.EvaluateAsync("document.getElementById('theme-dark').click()");
        await tab.PreferAsync("print", dark: true);

        Assert.Equal("rgb(23, 27, 33)", (string?)await tab.EvaluateAsync("getComputedStyle(document.body).color"));
        Assert.Equal("none", (string?)await tab.EvaluateAsync("getComputedStyle(document.querySelector('nav')).display"));
        Assert.True((bool)(await tab.EvaluateAsync("[...document.querySelectorAll('figure .compact')].every(one => !one.checkVisibility())"))!);
        Assert.True((bool)(await tab.EvaluateAsync("""
            [...document.querySelectorAll('table')].filter(one => !one.closest('.panel:not(.peak)'))
              .every(one => one.checkVisibility({contentVisibilityAuto: true}) && one.getBoundingClientRect().height > 0)
            """))!);
        var pdf = Convert.FromBase64String((string)(await tab.SendAsync("Page.printToPDF", new JsonObject()))["data"]!);
        Assert.Equal("%PDF-"u8.ToArray(), pdf[..5]);
    }
}
