namespace Infra.Docs.Tests;

public class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.All.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_EveryPage_LeadSomewhere(string path) =>
        Assert.All(Page.All[path].Links, link => Assert.Null(Fault(path, link)));

    [Fact]
    public void Pages_OfTheDocumentation_AreReachedFromItsFirst()
    {
        HashSet<string> reached = ["docs/README.md"];
        Queue<string> open = new(reached);
        while (open.TryDequeue(out var path))
        {
            foreach (var target in Page.All[path].Links.Where(IsOurs).Select(link => Target(path, link)).Where(Page.All.ContainsKey).Where(reached.Add))
                open.Enqueue(target);
        }

        Assert.Empty(Page.All.Keys.Where(path => path.StartsWith("docs/", StringComparison.Ordinal)).Except(reached));
    }

    private static string? Fault(string path, string link)
    {
        if (!IsOurs(link))
            return Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "mailto" ? null : "is no https address";
        var target = Target(path, link);
        if (!Path.Exists(TestTarget.Repository(target)))
            return "does not exist";
        if (link.Split('#') is not [_, var anchor])
            return null;
        return Page.All.TryGetValue(target, out var page) && page.Anchors.Contains(anchor) ? null : "has no such heading";
    }

    private static bool IsOurs(string link) => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal);

    private static string Target(string path, string link)
    {
        var file = link.Split('#')[0];
        var whole = file.Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, file);
        return Path.GetRelativePath(TestTarget.Repository(), Path.GetFullPath(TestTarget.Repository(whole))).Replace('\\', '/');
    }
}
