using System.CommandLine;
using Infra.Cli.Configuration;
using Infra.Cli.Report;

namespace Infra.Cli.Commands;

/// <summary><c>infra report STACK|--all</c>: a stack's plan as one page, one drawing, or tables for a pull request.</summary>
internal static class ReportCommand
{
    private const string All = "--all";

    public static Command Create(Session session)
    {
        var stack = CommonOptions.Stack(session);
        stack.Arity = ArgumentArity.ZeroOrOne;
        var all = new Option<bool>(All) { Description = "Every stack, after an overview of them" };
        var format = new Option<string>("--format")
        {
            Description = "html: one page that needs no network; svg: flow and budget as a drawing; markdown: tables for a pull request",
            DefaultValueFactory = _ => ReportFormats.Html,
        };
        format.AcceptOnlyFromAmong([.. ReportFormats.All.Keys]);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write into this file, as a whole or not at all; default: standard output",
        };
        var command = new Command("report", "Show a stack's connections, budget, time-outs, endpoints and findings on one page")
        {
            stack, all, format, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(stack) is not null))
            {
                result.AddError(result.GetValue(all)
                    ? $"a stack and {All} exclude each other; name one of them"
                    : $"no stack is named; name one, or give {All}");
            }
        });
        command.SetAction((result, _) => RunAsync(
            session, result.GetValue(all) ? null : result.GetRequiredValue(stack), result.GetRequiredValue(format), result.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string? stack, string format, string? output)
    {
        // What cannot be written is refused before the work.
        var file = output is null ? null : ReportFile.At(output);
        var files = (stack is null ? StackFile.Names(session.Workspace) : [stack])
            .Select(name => LocalStack.ForPreview(session, StackFile.Load(session.Workspace, name)));
        var reports = await Reporter.EvaluateAsync([.. files], session.Today);
        var text = ReportFormats.All[format](new(reports, IsAll: stack is null, session.Today));
        if (file is null)
        {
            await session.Output.WriteAsync(text);
        }
        else
        {
            file.Write(text);
            await session.Error.WriteLineAsync($"written to {output}");
        }

        return reports.Any(report => report.Plan.IsRefused) ? ExitCode.Failed : ExitCode.Fine;
    }
}
