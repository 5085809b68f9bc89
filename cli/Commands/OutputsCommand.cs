using System.CommandLine;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering;

namespace Infra.Cli.Commands;

/// <summary><c>infra outputs STACK</c>: connection strings and the variables of each workload.</summary>
internal static class OutputsCommand
{
    public static Command Create(Session session)
    {
        var stack = CommonOptions.Stack(session);
        var json = CommonOptions.Json();
        var show = CommonOptions.ShowSecrets();
        var command = new Command("outputs", "Print the connection strings of each route and the variables of each workload") { stack, json, show };
        command.SetAction((result, _) => RunAsync(session, result.GetRequiredValue(stack), result.GetValue(json), result.GetValue(show)));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string name, bool json, bool show)
    {
        var evaluated = name == LocalStack.Name
            ? await LocalStack.EvaluateRunningAsync(session)
            : await StackEvaluator.EvaluateAsync(StackFile.Load(session.Workspace, name), session.Today);
        if (evaluated.Plan.IsRefused)
        {
            FindingList.Write(json ? session.ErrorConsole : session.Console, evaluated.Plan.Findings);
            return ExitCode.Failed;
        }

        // Of a stack that is not deployed from here, the passwords are not known here.
        if (show && !evaluated.Notes.IsEmpty)
            throw new UsageException($"{string.Join("; ", evaluated.Notes)}", "set them, or leave out --show-secrets");
        var outputs = show ? evaluated.Outputs : evaluated.Masked;
        if (json)
        {
            session.WriteJson(outputs.DeepClone());
            return ExitCode.Fine;
        }

        ConnectionList.Write(session.Console, evaluated, show);
        foreach (var (workload, value) in outputs["workloads"]!.AsObject())
        {
            await session.Output.WriteLineAsync($"\n# {workload}");
            foreach (var (variable, text) in value!["env"]!.AsObject())
                await session.Output.WriteLineAsync($"{variable}={text}");
        }

        return ExitCode.Fine;
    }
}
