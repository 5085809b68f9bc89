using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Cli.Commands;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Infra.Docs.Tests;

/// <summary>The commands in the documents: shells can read them, and ours knows its own.</summary>
public partial class CommandTests
{
    private static readonly RootCommand Root = CommandLine.Root(new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System));

    public static TheoryData<string> Scripts => Page.Places("sh", "bash");

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Scripts_InADocument_AreReadByTheShell(string place)
    {
        var (exitCode, _, error) = await Shell.RunAsync("/", "bash", ["-n", "-c", Page.CodeAt(place)]);

        Assert.True(exitCode == 0, error);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Commands_InAScript_AreUnderstood(string place)
    {
        var script = Page.CodeAt(place).Replace("\\\n", " ", StringComparison.Ordinal);
        // What variables and lists hold that the script itself fills.
        foreach (Match variable in FilledVariable().Matches(script))
            script = script.Replace($"${variable.Groups["name"].Value}", variable.Groups["words"].Value, StringComparison.Ordinal);
        foreach (Match list in FilledList().Matches(script))
            script = script.Replace($"\"${{{list.Groups["name"].Value}[@]}}\"", list.Groups["words"].Value, StringComparison.Ordinal);
        var commands = script.Split('\n').SelectMany(Commands).ToArray();

        Assert.All(commands, command => Assert.Empty(Root.Parse(command).Errors.Select(error => $"{string.Join(' ', command)}: {error.Message}")));
    }

    [Fact]
    public void Commands_InText_AreKnownWithTheirOptions()
    {
        var unknown =
            from page in Page.All.Values
            from code in page.Content.Descendants<CodeInline>()
            from Match match in OwnCommand().Matches(code.Content)
            let command = Root.Subcommands.FirstOrDefault(other => other.Name == match.Groups["name"].Value)
            let options = command is null ? [] : All(command).SelectMany(one => one.Options).Concat(Root.Options).Select(option => option.Name).Append("--help").ToArray()
            let strange = OptionName().Matches(match.Groups["rest"].Value).Select(option => option.Value).Except(options).ToArray()
            where command is null || strange.Length > 0
            select $"{page.Path}: {code.Content}: {string.Join(", ", strange)}";

        Assert.Empty(unknown);
    }

    [Fact]
    public void Previews_InADocument_ShowWhatDoesNotChangeToo()
    {
        var previews = Page.All.Keys.SelectMany(path => Preview().Matches(File.ReadAllText(TestTarget.Repository(path)))
            .Select(match => $"{path}: {match.Value}")).ToList();

        Assert.NotEmpty(previews);
        // Without it a file has only the number of such resources, so that their connections are not judged.
        Assert.All(previews, preview => Assert.Contains("--show-sames", preview, StringComparison.Ordinal));
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    /// <summary>The words of each command of ours in a line; a shell's own signs end one.</summary>
    private static IEnumerable<string[]> Commands(string line)
    {
        var words = Words(line).ToArray();
        for (var start = 0; start < words.Length; start++)
        {
            if (words[start] is "./infra" or "infra" && (start == 0 || words[start - 1] is "|" or ";" or "&" or "(" or "=" || words[start - 1].Contains('=', StringComparison.Ordinal)))
                yield return [.. words.Skip(start + 1).TakeWhile(word => word is not ("|" or ";" or "&" or ">" or ")" or "#"))];
        }
    }

    private static IEnumerable<string> Words(string line)
    {
        StringBuilder word = new();
        var quote = '\0';
        foreach (var character in line.Append(' '))
        {
            if (quote != '\0' ? character != quote : character is not (' ' or '|' or ';' or '&' or '>' or '(' or ')' or '\'' or '"'))
            {
                // A comment; inside of a word the sign is a sign.
                if (quote == '\0' && character == '#' && word.Length == 0)
                    yield break;
                word.Append(character);
                continue;
            }

            if (character is '\'' or '"')
            {
                quote = quote == '\0' ? character : '\0';
                continue;
            }

            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
            if (character != ' ')
                yield return character.ToString();
        }
    }

    [GeneratedRegex(@"^\./infra (?<name>[a-z]+)(?<rest>.*)$")]
    private static partial Regex OwnCommand();

    [GeneratedRegex(@"pulumi preview [^`|>\n]*--json[^`|>\n]*")]
    private static partial Regex Preview();

    [GeneratedRegex(@"^(?<name>\w+)=(?<words>\w+)$", RegexOptions.Multiline)]
    private static partial Regex FilledVariable();

    [GeneratedRegex(@"(?<name>\w+)\+?=\((?<words>[^()\n]+)\)")]
    private static partial Regex FilledList();

    [GeneratedRegex("(?<![a-z-])--[a-z-]+")]
    private static partial Regex OptionName();
}
