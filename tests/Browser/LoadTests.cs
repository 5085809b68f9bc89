namespace Infra.Browser;

public sealed class LoadTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string> Names => Pages.Names;

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public async Task Page_Opened_AsksForNothingAndComplainsOfNothing(string name)
    {
        await using var tab = await chromium.OpenAsync(await Pages.WriteAsync(name));

        // A style that its policy did not allow would leave the page bare.
        Assert.Equal("grid", (string?)await tab.EvaluateAsync("getComputedStyle(document.querySelector('.tiles')).display"));
        Assert.Empty(tab.Complaints);
        Assert.All(tab.Requests, address => Assert.Matches("^(file|data):", address));
        Assert.Single(tab.Requests, address => address.StartsWith("file:", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Policy_ScriptAndStyleOfSomebodyElse_AreRefused()
    {
        var page = (await Pages.WriteAsync("local")).Replace(
            "</main>", "<script>document.title='run'</script><style>h1{display:none}</style><img src=\"http://127.0.0.1:9/x.png\"></main>", StringComparison.Ordinal);
        await using var tab = await chromium.OpenAsync(page);

        Assert.Equal("Connection pooling: local", (string?)await tab.EvaluateAsync("document.title"));
        Assert.Equal("block", (string?)await tab.EvaluateAsync("getComputedStyle(document.querySelector('h1')).display"));
        Assert.Equal(3, tab.Complaints.Count(complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal)));
    }
}
