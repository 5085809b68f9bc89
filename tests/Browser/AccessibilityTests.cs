using Infra.Cli.Tests;
using Infra.Conformance;

namespace Infra.Browser;

public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Rules that find something to judge on every page: colours, tables, figures, headings, landmarks.</summary>
    private static readonly string[] Looked = ["color-contrast", "td-headers-attr", "svg-img-alt", "heading-order", "landmark-one-main", "region"];

    public static TheoryData<string> Names => Pages.Names;

    [BrowserTheory(WithNpm = true)]
    [MemberData(nameof(Names))]
    public async Task Page_EveryThemeAndWidth_ViolatesNoRule(string name)
    {
        var folder = NodePackages.Install(Project.Shipped.Root, "Browser");
        var rules = await File.ReadAllTextAsync(Path.Combine(folder, "node_modules", "axe-core", "axe.min.js"));
        var page = await Pages.WriteAsync(name);
        foreach (var (width, dark) in ((int, bool)[])[(1280, false), (1280, true), (360, false), (360, true)])
        {
            await using var tab = await chromium.OpenAsync(page, width, dark);
            await tab.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
            await tab.EvaluateAsync($"{rules}; 0");

            var found = await tab.EvaluateAsync("""
                axe.run(document).then(report => ({
                  passed: report.passes.map(rule => rule.id),
                  violations: report.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.html).join(' ')}`)
                }))
                """);

            Assert.Empty(found!["violations"]!.AsArray());
            var passed = found["passed"]!.AsArray().Select(rule => (string?)rule).ToArray();
            Assert.All(Looked, rule => Assert.Contains(rule, passed));
        }
    }
}
