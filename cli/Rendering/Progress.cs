using Spectre.Console;

namespace Infra.Cli.Rendering;

/// <summary>What a long command is doing: one line that changes on a terminal, plain lines otherwise; always on standard error.</summary>
internal static class Progress
{
    public static async Task<T> ShowAsync<T>(TextWriter error, Func<IProgress<string>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(new Lines(error));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await console.Status().StartAsync("Starting.", context => work(new StatusLine(console, context)));
    }

    private sealed class Lines(TextWriter error) : IProgress<string>
    {
        public void Report(string value) => error.WriteLine(value);
    }

    private sealed class StatusLine(IAnsiConsole console, StatusContext context) : IProgress<string>
    {
        public void Report(string value)
        {
            console.MarkupLine($"[grey]{Markup.Escape(value)}[/]");
            context.Status(Markup.Escape(value));
        }
    }
}
