using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Spectre.Console;

namespace Infra.Cli.Commands;

/// <summary>What every command has at hand: the project's folder, the streams, the clock.</summary>
internal sealed class Session(TextWriter output, TextWriter error, TimeProvider clock, Workspace? workspace = null)
{
    // Connection strings are full of `&` and `+`; escaped for HTML they would be unreadable.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int WidthWithoutTerminal = 1000;

    public TextWriter Output => output;

    public TextWriter Error => error;

    public TimeProvider Clock => clock;

    /// <summary>The day by UTC, as the program itself reads it.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public Workspace Workspace => field ??= workspace ?? Workspace.Find(Directory.GetCurrentDirectory(), Environment.GetEnvironmentVariable("INFRA_ROOT"));

    /// <summary>The same, or the current folder where there is no project: for what needs none.</summary>
    public Workspace WorkspaceOrHere =>
        workspace ?? Workspace.TryFind(Directory.GetCurrentDirectory(), Environment.GetEnvironmentVariable("INFRA_ROOT")) ?? new(Directory.GetCurrentDirectory());

    /// <summary>Tables and trees for people; wide and without colour where there is no terminal.</summary>
    public IAnsiConsole Console => field ??= Create(output);

    /// <summary>The same on standard error, for what must not mix with a document.</summary>
    public IAnsiConsole ErrorConsole => field ??= Create(error);

    public void WriteJson(JsonNode document) => output.WriteLine(document.ToJsonString(Indented));

    private static IAnsiConsole Create(TextWriter writer)
    {
        if ((writer == System.Console.Out && !System.Console.IsOutputRedirected) || (writer == System.Console.Error && !System.Console.IsErrorRedirected))
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = WidthWithoutTerminal;
        return plain;
    }
}
