using System.Text.RegularExpressions;

namespace Infra.Architecture;

/// <summary>What every file of the repository keeps to.</summary>
public partial class HygieneTests
{
    private const int LongestFile = 300;

    private static readonly string[] Text = [".cs", ".csproj", ".json", ".md", ".props", ".sh", ".targets", ".txt", ".yaml", ".yml", ""];

    /// <summary>Files that may be longer, and why.</summary>
    private static readonly Dictionary<string, string> Long = new()
    {
        ["components/Pooling/PgBouncer/CompatibilityForms.Table.cs"] = "generated from the Unicode character database",
    };

    [Fact]
    public async Task Files_Tracked_NameNoFolderOfAMachine()
    {
        var found = new List<string>();
        foreach (var file in await TrackedAsync())
        {
            if (file.EndsWith(nameof(HygieneTests) + ".cs", StringComparison.Ordinal))
                continue;
            foreach (var (index, line) in (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, file))).Index())
            {
                if (MachineFolder().IsMatch(line))
                    found.Add($"{file}:{index + 1}: {line.Trim()}");
            }
        }

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("see /work/x", true)]
    [InlineData("\"/tmp/x\"", true)]
    [InlineData("in /root/.nuget", true)]
    [InlineData("/home/me/x", true)]
    [InlineData("https://example.com/work/x", false)]
    [InlineData("a/tmp/b", false)]
    [InlineData("/etc/pgbouncer", false)]
    public void MachineFolder_Text_IsSeen(string text, bool expected) => Assert.Equal(expected, MachineFolder().IsMatch(text));

    [Fact]
    public async Task Files_OfCode_AreShortOrHaveAReason()
    {
        var longer = new List<string>();
        foreach (var file in await TrackedAsync())
        {
            if ((file.EndsWith(".cs", StringComparison.Ordinal) || Path.GetExtension(file).Length == 0)
                && File.ReadLines(Path.Combine(Repository.Root, file)).Take(LongestFile + 1).Count() > LongestFile)
            {
                longer.Add(file);
            }
        }

        Assert.Empty(longer.Except(Long.Keys).Except(["LICENSE"]));
        // A reason for a file that is gone is a leftover.
        Assert.All(Long.Keys, file => Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file));
    }

    [Fact]
    public async Task Documents_Commands_AreCommands()
    {
        var known = CommandName().Matches(string.Concat(
            Directory.GetFiles(Path.Combine(Repository.Root, "cli", "Commands"), "*Command.cs").Select(File.ReadAllText))).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Contains("preview", known);

        var unknown = new List<string>();
        foreach (var file in (await TrackedAsync()).Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, file));
            unknown.AddRange(Mentioned().Matches(text).Select(match => match.Groups[1].Value).Where(command => !known.Contains(command)).Select(command => $"{file}: ./infra {command}"));
        }

        Assert.Empty(unknown);
    }

    private static async Task<IEnumerable<string>> TrackedAsync() =>
        (await Repository.GitAsync("ls-files")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(file => Text.Contains(Path.GetExtension(file)) && File.Exists(Path.Combine(Repository.Root, file)));

    // At the beginning of a path only: `https://host/work/` and `a/tmp/` are somebody else's.
    [GeneratedRegex(@"(?<![\w/.\-}])/(root|work|tmp|home)/")]
    private static partial Regex MachineFolder();

    [GeneratedRegex("new Command\\(\"([a-z]+)\"")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"\./infra ([a-z]+)")]
    private static partial Regex Mentioned();
}
