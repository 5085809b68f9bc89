using System.Diagnostics;

namespace Infra.Cli.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly Project _project = new Project().Specified("one").Specified("two");

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    public async Task Script_OfAShell_IsValid(string shell)
    {
        var result = await _project.RunAsync("completion", shell);

        result.Fine();
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
        // zsh's own syntax apart, its script is one that bash parses too.
        var script = _project.Write("completion", result.Output.Replace("${(@f)$(", "$(", StringComparison.Ordinal).Replace("2>/dev/null)}\"", "2>/dev/null)\"", StringComparison.Ordinal));
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n", script]) { RedirectStandardError = true })!;
        var complaints = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal("", complaints);
        Assert.Equal(0, bash.ExitCode);
    }

    [Fact]
    public async Task Script_OfAnotherShell_IsRefused() => (await _project.RunAsync("completion", "tcsh")).Refused(2,
        "error: Argument 'tcsh' not recognized. Must be one of:\n\t'bash'\n\t'zsh'\n\t'fish'\nsee: ./infra completion --help\n");

    [Theory]
    [InlineData("./infra prev", "preview")]
    [InlineData("./infra preview o", "one")]
    [InlineData("./infra outputs t", "two")]
    [InlineData("./infra preview --js", "--json")]
    [InlineData("./infra up local --database-p", "--database-port")]
    [InlineData("./infra completion z", "zsh")]
    public async Task Suggest_Beginning_IsCompleted(string line, string expected)
    {
        var result = await _project.RunAsync($"[suggest:{line.Length}]", line);

        result.Fine();
        Assert.Contains(expected, result.Output.Split('\n'));
    }

    [Fact]
    public async Task Bash_Script_CompletesAStack()
    {
        _project.Write("script", (await _project.RunAsync("completion", "bash")).Output);
        _project.Write("infra", $"#!/usr/bin/env bash\nINFRA_ROOT={_project.Root} exec dotnet {Path.Combine(AppContext.BaseDirectory, "Infra.Cli.dll")} \"$@\"\n");

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c",
            "chmod +x infra; source ./script; COMP_WORDS=(./infra preview o); COMP_CWORD=2; COMP_LINE='./infra preview o'; COMP_POINT=17; _infra; printf '%s\\n' \"${COMPREPLY[@]}\""])
        {
            WorkingDirectory = _project.Root,
            RedirectStandardOutput = true,
        })!;
        var reply = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.Equal("one\n", reply);
    }

    [ShellFact("zsh")]
    public async Task Zsh_Tab_CompletesAStack()
    {
        await PrepareAsync("zsh");
        // A shell within a shell: Tab completes the line, and the end of the line runs it.
        await RunAsync("zsh", "-f", "-c", """
            zmodload zsh/zpty
            zpty inner zsh -f -i
            zpty -w inner 'autoload -Uz compinit; compinit -u -D; source ./script'
            zpty -w inner $'./infra preview o\t'
            zpty -w inner exit
            while zpty -r inner line; do :; done
            """);

        Assert.Equal("preview one\n", await File.ReadAllTextAsync(Path.Combine(_project.Root, "called")));
    }

    [ShellFact("fish")]
    public async Task Fish_Script_CompletesAStack()
    {
        await PrepareAsync("fish");

        Assert.Equal("one\n", await RunAsync("fish", "--no-config", "-c", "source ./script; complete -C './infra preview o'"));
    }

    /// <summary>The shell's script, and a program that suggests what this one does and otherwise notes how it was called.</summary>
    private async Task PrepareAsync(string shell)
    {
        _project.Write("script", (await _project.RunAsync("completion", shell)).Output);
        _project.Write("infra", $"""
            #!/usr/bin/env bash
            [[ $1 == '[suggest:'* ]] || exec echo "$@" > called
            INFRA_ROOT={_project.Root} exec dotnet {Path.Combine(AppContext.BaseDirectory, "Infra.Cli.dll")} "$@"

            """.ReplaceLineEndings("\n"));
        await RunAsync("chmod", "+x", "infra");
    }

    private async Task<string> RunAsync(string shell, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(shell, arguments) { WorkingDirectory = _project.Root, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
