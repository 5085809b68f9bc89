using System.CommandLine;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering;
using Infra.Cli.Rendering.Formats;

namespace Infra.Cli.Commands;

/// <summary><c>infra outputs STACK</c>: connection strings and the variables of each workload.</summary>
internal static class OutputsCommand
{
    public static Command Create(Session session)
    {
        var stack = CommonOptions.Stack(session);
        var json = CommonOptions.Json();
        var show = CommonOptions.ShowSecrets();
        var format = new Option<string?>("--format") { Description = $"Print the variables of the workloads as {string.Join(", ", EnvironmentFormats.All.Keys)}" };
        format.AcceptOnlyFromAmong([.. EnvironmentFormats.All.Keys]);
        var workload = new Option<string?>("--workload") { Description = "With --format: only this workload" };
        var from = new Option<FileInfo?>("--from") { Description = "Take the values from this file, written by `pulumi stack output --json --show-secrets`" };
        var command = new Command("outputs", "Print the connection strings of each route and the variables of each workload")
        {
            stack, json, show, format, workload, from,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(format) is not null)
                result.AddError("--json and --format exclude each other; name one of them");
            if (result.GetValue(workload) is not null && result.GetValue(format) is null)
                result.AddError("--workload belongs to --format; name a format too");
        });
        command.SetAction((result, _) => RunAsync(session, result.GetRequiredValue(stack), new(
            result.GetValue(json), result.GetValue(show), result.GetValue(format), result.GetValue(workload), result.GetValue(from))));
        return command;
    }

    private sealed record Wish(bool Json, bool Show, string? Format, string? Workload, FileInfo? From);

    private static async Task<int> RunAsync(Session session, string name, Wish wish)
    {
        var (json, show, format, workload, from) = wish;
        var evaluated = name == LocalStack.Name
            ? await LocalStack.EvaluateRunningAsync(session)
            : await StackEvaluator.EvaluateAsync(StackFile.Load(session.Workspace, name), session.Today);
        if (evaluated.Plan.IsRefused)
        {
            FindingList.Write(json ? session.ErrorConsole : session.Console, evaluated.Plan.Findings);
            return ExitCode.Failed;
        }

        if (from is not null)
            evaluated = DeployedOutputs.Of(evaluated, from.FullName);

        // Of a stack that is not deployed from here, the passwords are not known here.
        if (show && !evaluated.Notes.IsEmpty)
            throw new UsageException($"{string.Join("; ", evaluated.Notes)}", "set them, or leave out --show-secrets");
        var outputs = show ? evaluated.Outputs : evaluated.Masked;
        if (format is not null)
        {
            await session.Output.WriteAsync(EnvironmentFormats.All[format](WorkloadEnvironment.Of(evaluated, workload, show)));
            return ExitCode.Fine;
        }

        if (json)
        {
            session.WriteJson(outputs.DeepClone());
            return ExitCode.Fine;
        }

        ConnectionList.Write(session.Console, evaluated, show);
        foreach (var (one, value) in outputs["workloads"]!.AsObject())
        {
            await session.Output.WriteLineAsync($"\n# {one}");
            foreach (var (variable, text) in value!["env"]!.AsObject())
                await session.Output.WriteLineAsync($"{variable}={text}");
        }

        return ExitCode.Fine;
    }
}
