using System.Text.RegularExpressions;
using Infra.Cli.Configuration;

namespace Infra.Conformance;

/// <summary>The import ids of docs/aws.md against the examples in the provider's own documentation, as its npm package has it.</summary>
public partial class ImportIdTests
{
    [NpmFact]
    public void ImportIds_OfTheGuide_HaveTheProvidersForms()
    {
        var root = Workspace.Find(AppContext.BaseDirectory, named: null).Root;
        var packages = Path.Combine(NodePackages.Install(root), "node_modules", "@pulumi", "aws");
        var rows = Row().Matches(File.ReadAllText(Path.Combine(root, "docs", "aws.md")));

        Assert.InRange(rows.Count, 15, 30);
        foreach (Match row in rows)
        {
            var (token, path) = (row.Groups["token"].Value, row.Groups["path"].Value);
            var documented = File.ReadAllText(Path.Combine(packages, $"{path}.d.ts"));
            var examples = Regex.Matches(documented, $@"\$ pulumi import {Regex.Escape(token)} \S+ '?([^\s']+)").Select(match => match.Groups[1].Value).ToList();
            Assert.NotEmpty(examples);
            var forms = Code().Matches(row.Groups["ids"].Value).Select(code => code.Groups[1].Value).Where(code => code.Contains('<')).ToList();
            Assert.NotEmpty(forms);
            foreach (var form in forms)
            {
                var pattern = $"^{string.Concat(Placeholder().Split(form).Select(part => part.StartsWith('<') ? "[^/]+" : Regex.Escape(part)))}$";
                Assert.True(examples.Exists(example => Regex.IsMatch(example, pattern)), $"{token}: {form} is none of {string.Join(", ", examples)}");
            }
        }
    }

    [GeneratedRegex(@"^\| `(?<token>aws:(?<path>[^:`]+):\w+)` \| (?<ids>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("(<[^>]+>)")]
    private static partial Regex Placeholder();
}
