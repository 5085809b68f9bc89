using System.CommandLine;
using System.CommandLine.Help;
using Infra.Cli.Checking;
using Infra.Cli.Commands;
using Infra.Cli.Local;
using Infra.Pooling.Specification;

namespace Infra.Cli;

/// <summary>The commands, and the one place where an error becomes a message and an exit code.</summary>
internal static class CommandLine
{
    public static readonly Option<bool> Debug = new("--debug") { Description = "Show the stack trace of an error", Recursive = true };

    public static Task<int> RunAsync(string[] args) => RunAsync(args, new Session(Console.Out, Console.Error, TimeProvider.System));

    public static async Task<int> RunAsync(string[] args, Session session)
    {
        var root = Root(session);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not NamedHelp)
        {
            foreach (var error in parsed.Errors)
                await session.Error.WriteLineAsync($"error: {error.Message}");
            await session.Error.WriteLineAsync($"see: {ProgramName.Text} {string.Join(' ', Names(parsed.CommandResult))}--help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = session.Output,
                Error = session.Error,
                // Whoever presses Ctrl-C wants the servers gone that the command has started; two seconds do not always do.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
            });
        }
        catch (Exception exception) when (Explain(exception) is var (code, message))
        {
            if (message.Length > 0)
                await session.Error.WriteLineAsync($"error: {ProgramName.In(message)}");
            if (parsed.GetValue(Debug))
                await session.Error.WriteLineAsync(exception.ToString());
            return code;
        }
    }

    public static RootCommand Root(Session session)
    {
        var root = new RootCommand("PostgreSQL connection pooling that provably fits")
        {
            Debug,
            UpCommand.Create(session),
            DownCommand.Create(session),
            StatusCommand.Create(session),
            FailoverCommand.Create(session),
            PoolerCommand.Create(session),
            RotateCommand.Create(session),
            PreviewCommand.Create(session),
            CheckCommand.Create(session),
            RulesCommand.Create(session),
            SchemaCommand.Create(session),
            OutputsCommand.Create(session),
            RenderCommand.Create(session),
            ReportCommand.Create(session),
            LintCommand.Create(session),
            BenchCommand.Create(session),
            DoctorCommand.Create(session),
            SizeCommand.Create(session),
            TestCommand.Create(session),
            CompletionCommand.Create(session),
        };
        root.Options.OfType<HelpOption>().Single().Action = new NamedHelp();
        return root;
    }

    private static IEnumerable<string> Names(System.CommandLine.Parsing.CommandResult result) =>
        result.Command is RootCommand ? [] : [result.Command.Name, ""];

    private static (int Code, string Message) Explain(Exception exception) => exception switch
    {
        OperationCanceledException => (ExitCode.Interrupted, "interrupted"),
        UsageException or InvalidInputException or SpecificationException or CheckInputException => (ExitCode.Usage, exception.Message),
        // A fault of the stack's configuration, which starts with its path; the SDK's own are of the same type.
        Pulumi.RunException { Message: ['`', ..] } => (ExitCode.Usage, exception.Message),
        MachineException => (ExitCode.Machine, exception.Message),
        _ => (ExitCode.Failed, $"{Reason(exception)} (run with --debug for the stack trace)"),
    };

    // The SDK reports what a program threw as text: a headline, then the exception with its trace.
    private static string Reason(Exception exception) => exception.Message.Split('\n') is [var headline, var thrown, ..] && headline.EndsWith("unhandled exception:", StringComparison.Ordinal)
        ? thrown
        : $"{exception.GetType().Name}: {exception.Message.Split('\n')[0]}";
}
