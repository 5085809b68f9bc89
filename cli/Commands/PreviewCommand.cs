using System.CommandLine;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering;

namespace Infra.Cli.Commands;

/// <summary><c>infra preview STACK</c>: what a stack would make, and whether its connections fit.</summary>
internal static class PreviewCommand
{
    public static Command Create(Session session)
    {
        var stack = CommonOptions.Stack(session);
        var json = CommonOptions.Json();
        var command = new Command("preview", "Evaluate a stack in this process, without credentials: its resources, its budget, its outputs") { stack, json };
        command.SetAction((result, _) => RunAsync(session, result.GetRequiredValue(stack), result.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string name, bool json)
    {
        var stack = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, StackFile.Load(session.Workspace, name)), session.Today);
        if (json)
        {
            session.WriteJson(StackJson.Preview(stack));
        }
        else
        {
            ResourceTree.Write(session.Console, stack);
            BudgetTables.Write(session.Console, stack.Plan.Budget);
            if (stack.Plan.Reads is { } reads)
                BudgetTables.Write(session.Console, reads.Budget, "in front of the read replicas");
            FindingList.Write(session.Console, stack.Plan.Findings);
        }

        foreach (var note in stack.Notes)
            await session.Error.WriteLineAsync($"note: {note}");
        return stack.Plan.IsRefused ? ExitCode.Failed : ExitCode.Fine;
    }
}
