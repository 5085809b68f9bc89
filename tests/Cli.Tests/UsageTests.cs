using System.CommandLine;
using Infra.Cli.Commands;

namespace Infra.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly Project _project = new Project().Specified("one").Specified("two");

    /// <summary>What scripts rely on; a command may have more.</summary>
    public static TheoryData<string, string[]> Options => new()
    {
        { "up", ["--stack", "--port", "--database-port", "--json", "--show-secrets", "--debug"] },
        { "down", ["--purge", "--json", "--debug"] },
        { "status", ["--json", "--debug"] },
        { "preview", ["--json", "--debug"] },
        { "check", ["--preview-json", "--state", "--format", "--baseline", "--config", "--today", "--json", "--debug"] },
        { "rules", ["--schema", "--debug"] },
        { "outputs", ["--json", "--show-secrets", "--debug"] },
        { "doctor", ["--admin", "--stack", "--json", "--debug"] },
        { "lint", ["--pgbouncer-version", "--json", "--debug"] },
        { "size", ["--rps", "--query", "--transactions", "--variation", "--busy", "--reads", "--vcpu", "--max-connections", "--pods", "--reserve", "--wait", "--measure", "--json", "--debug"] },
        { "failover", ["--json", "--debug"] },
        { "rotate", ["--finish", "--force", "--json", "--debug"] },
        { "pooler", ["--admin", "--json", "--debug"] },
        { "test", ["--filter", "--drills", "--json", "--debug"] },
        { "completion", ["--debug"] },
    };

    public static TheoryData<string> Commands => [.. All.Select(command => command.Name)];

    private static IEnumerable<Command> All => CommandLine.Root(new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System)).Subcommands;

    public void Dispose() => _project.Dispose();

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Help_OptionsOfTheContract_AreThere(string command, string[] options)
    {
        var result = await _project.RunAsync(command, "--help");

        result.Fine();
        Assert.All(options, option => Assert.Contains($"\n  {option}", result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_EveryCommand_ExplainsItsOptions(string name)
    {
        var result = await _project.RunAsync(name, "--help");

        result.Fine();
        Assert.Contains($"Usage:\n  ./infra {name}", result.Output, StringComparison.Ordinal);
        var command = All.Single(command => command.Name == name);
        Assert.All(command.Options, option => Assert.Matches($@"\n  (-\w, )?{option.Name}\b.*  \S", result.Output));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrEmpty(argument.Description), argument.Name));
    }

    [Fact]
    public async Task Help_Root_ListsEveryCommand()
    {
        var result = await _project.RunAsync("--help");

        result.Fine();
        Assert.Equal(
            All.Select(command => command.Name),
            result.Output.Split("Commands:\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimStart().Split(' ')[0]));
    }

    [Fact]
    public async Task Command_Unknown_IsRefused() => (await _project.RunAsync("frobnicate")).Refused(2,
        """
        error: Required command was not provided.
        error: Unrecognized command or argument 'frobnicate'.
        see: ./infra --help

        """);

    [Fact]
    public async Task Command_None_IsRefused() => (await _project.RunAsync()).Refused(2,
        """
        error: Required command was not provided.
        see: ./infra --help

        """);

    [Fact]
    public async Task Option_Unknown_IsRefused() => (await _project.RunAsync("preview", "one", "--nope")).Refused(2,
        """
        error: Unrecognized command or argument '--nope'.
        see: ./infra preview --help

        """);

    [Fact]
    public async Task Argument_Missing_IsRefused() => (await _project.RunAsync("preview")).Refused(2,
        """
        error: Required argument missing for command: 'preview'.
        see: ./infra preview --help

        """);

    [Theory]
    [InlineData("--port", "80")]
    [InlineData("--port", "abc")]
    [InlineData("--database-port", "65536")]
    public async Task Port_OutOfRange_IsRefused(string option, string port) => (await _project.RunAsync("up", "local", option, port)).Refused(2,
        $"""
        error: {option}: {port} is not a port; allowed: 1024 to 65535
        see: ./infra up --help

        """);

    [Theory]
    [InlineData("preview")]
    [InlineData("outputs")]
    public async Task Stack_Unknown_IsRefusedWithTheList(string command) => (await _project.RunAsync(command, "three")).Refused(2,
        "error: there is no stack `three`; allowed: one, two; fix: name one of them, or write stacks/config/Pulumi.three.yaml\n");

    [Fact]
    public async Task Stack_UnknownAndNoneThere_SaysSo()
    {
        using var empty = new Project();

        (await empty.RunAsync("preview", "three")).Refused(2,
            "error: there is no stack `three`; allowed: (none yet); fix: name one of them, or write stacks/config/Pulumi.three.yaml\n");
    }

    [Theory]
    [InlineData("../../Pulumi")]
    [InlineData("ONE")]
    [InlineData("")]
    public async Task Stack_OddName_IsNoStack(string name) => Assert.Equal(2, (await _project.RunAsync("preview", name)).Code);

    [Theory]
    [InlineData("status")]
    [InlineData("outputs")]
    public async Task Local_NotSetUp_IsRefused(string command) => (await _project.RunAsync(command, "local")).Refused(2,
        "error: the local target has not been set up; fix: run ./infra up local\n");
}
