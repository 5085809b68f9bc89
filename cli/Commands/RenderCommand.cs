using System.CommandLine;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering;
using Infra.Cli.Rendering.Formats;

namespace Infra.Cli.Commands;

/// <summary><c>infra render STACK</c>: a stack's pooler for those who do not run it with Pulumi.</summary>
internal static class RenderCommand
{
    public static Command Create(Session session)
    {
        var stack = CommonOptions.Stack(session);
        var format = new Option<string>("--format") { Description = "compose: a docker-compose.yml with the pooler and its exporter", Required = true };
        format.AcceptOnlyFromAmong("compose");
        var output = new Option<DirectoryInfo?>("--output") { Description = "Write the file into this folder, with its secrets, the variables of each workload and the database's SQL beside it; default: the file alone on standard output" };
        var command = new Command("render", "Write a stack's pooler down for container engines without Kubernetes") { stack, format, output };
        command.SetAction((result, _) => RunAsync(session, result.GetRequiredValue(stack), result.GetValue(output)?.FullName));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string name, string? folder)
    {
        var file = LocalStack.ForPreview(session, StackFile.Load(session.Workspace, name));
        var plan = StackEvaluator.Plan(file, session.Today);
        if (plan.IsRefused)
        {
            FindingList.Write(session.Console, plan.Findings);
            return ExitCode.Failed;
        }

        if (plan.PgBouncer is null)
            throw new UsageException($"{name} has no PgBouncer of its own, so there is nothing to run", "name a stack whose `pooler.kind` is pgbouncer");
        if (folder is null)
        {
            await session.Output.WriteAsync(ComposeFile.Of(plan));
            return ExitCode.Fine;
        }

        var credentials = ComposeFolder.Credentials(file, plan.Roles, folder);
        file.Config[PlaceholderSecrets.CredentialsKey] = credentials.DeepClone();
        ComposeFolder.Write(await StackEvaluator.EvaluateAsync(file, session.Today), credentials, folder);
        await session.Error.WriteLineAsync($"written to {folder}; start it with: docker compose --file {Path.Combine(folder, ComposeFolder.FileName)} up --detach");
        foreach (var missing in ComposeFolder.MissingFiles(folder))
            await session.Error.WriteLineAsync($"before that, put {missing} there");
        return ExitCode.Fine;
    }
}
