using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Infra.Docs.Tests;

/// <summary>A document of the repository.</summary>
/// <param name="Path">Its path from the root, with slashes.</param>
/// <param name="Content">What it says.</param>
internal sealed record Page(string Path, MarkdownDocument Content)
{
    // Anchors as the sites make them on which the documents are read.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables()
        .UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).Build();

    private static readonly string[] Others = ["bin", "obj", "node_modules", ".git", ".infra"];

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, Page> All { get; } = Find(TestTarget.Repository()).ToDictionary(page => page.Path);

    public IEnumerable<string> Anchors => Content.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id!);

    public IEnumerable<string> Links => Content.Descendants<LinkInline>().Select(link => link.Url!);

    /// <summary>The places of all blocks of code in a language.</summary>
    public static TheoryData<string> Places(params string[] languages) => [.. All.Values.SelectMany(page => page.Code(languages)).Select(block => block.Place)];

    /// <summary>The code at a place.</summary>
    public static string CodeAt(string place) => All[place.Split(':')[0]].Code().Single(block => block.Place == place).Text;

    /// <summary>The blocks of code in some languages, or all, each with the place of its first line.</summary>
    public IEnumerable<(string Place, string Text)> Code(params string[] languages) => Content.Descendants<FencedCodeBlock>()
        .Where(block => languages.Length == 0 || languages.Contains(block.Info ?? ""))
        .Select(block => ($"{Path}:{block.Line + 2}", block.Lines.ToString()));

    /// <summary>The same below one heading, up to the next of its level.</summary>
    public IEnumerable<string> CodeBelow(string heading, string language) => Content
        .SkipWhile(block => block is not HeadingBlock { Level: 2 } title || title.Inline!.FirstChild!.ToString() != heading).Skip(1)
        .TakeWhile(block => block is not HeadingBlock { Level: 2 })
        .OfType<FencedCodeBlock>().Where(block => block.Info == language).Select(block => block.Lines.ToString());

    private static IEnumerable<Page> Find(string root) =>
        from file in Directory.EnumerateFiles(root, "*.md", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        let path = System.IO.Path.GetRelativePath(root, file).Replace('\\', '/')
        where !path.Split('/').Intersect(Others).Any()
        select new Page(path, Markdown.Parse(File.ReadAllText(file), Pipeline));
}
