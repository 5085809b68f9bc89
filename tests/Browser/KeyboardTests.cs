namespace Infra.Browser;

public sealed class KeyboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Focused = "document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent";

    [BrowserFact]
    public async Task Tab_FromTheTop_GoesThroughThePageInItsOrder()
    {
        await using var tab = await chromium.OpenAsync(await Pages.WriteAsync("local"));
        var visited = new List<string?>();
        for (var step = 0; step < 12; step++)
        {
            await tab.PressAsync("Tab", 9);
            visited.Add((string?)await tab.EvaluateAsync(Focused));
            // Wherever the focus is, it can be seen; that of a switch on its label.
            Assert.Equal("solid", (string?)await tab.EvaluateAsync(
                "getComputedStyle(document.activeElement.matches('input') ? document.activeElement.parentElement : document.activeElement).outlineStyle"));
        }

        Assert.Equal(
            [
                "Skip to the content", "theme-auto", "Flow", "Budget", "Workloads", "Time-outs", "Endpoints", "Findings", "What applies when",
                "stack-local-scenario-peak", "Peak in figures", "Whether the connections fit, by scenario",
            ],
            visited);
    }

    [BrowserFact]
    public async Task Skip_Followed_LeadsToTheContent()
    {
        await using var tab = await chromium.OpenAsync(await Pages.WriteAsync("local"));
        await tab.PressAsync("Tab", 9);
        await tab.EvaluateAsync("document.activeElement.click()");
        await tab.PressAsync("Tab", 9);

        Assert.Equal("stack-local-scenario-peak", (string?)await tab.EvaluateAsync(Focused));
    }

    [BrowserFact]
    public async Task Arrow_OnTheScenario_ShowsTheNextOne()
    {
        await using var tab = await chromium.OpenAsync(await Pages.WriteAsync("local"));
        Assert.Equal("panel peak", await ShownAsync(tab));
        await tab.EvaluateAsync("document.getElementById('stack-local-scenario-peak').focus()");
        foreach (var scenario in (string[])["rollout", "failover", "steady"])
        {
            await tab.PressAsync("ArrowRight", 39);
            Assert.Equal($"panel {scenario}", await ShownAsync(tab));
        }
    }

    private static async Task<string?> ShownAsync(Tab tab) =>
        (string?)await tab.EvaluateAsync("[...document.querySelectorAll('.panel')].filter(one => one.checkVisibility()).map(one => one.className).join()");
}
