using System.CommandLine;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering;
using Infra.Cli.Rendering.Formats;

namespace Infra.Cli.Commands;

/// <summary><c>infra render STACK</c>: a stack's pooler for those who do not run it with Pulumi.</summary>
internal static class RenderCommand
{
    private const string Compose = "compose";
    private const string Kubernetes = "kubernetes";

    public static Command Create(Session session)
    {
        var stack = CommonOptions.Stack(session);
        var format = new Option<string>("--format")
        {
            Description = "compose: a docker-compose.yml with the pooler and its exporter; kubernetes: the objects as YAML documents",
            Required = true,
        };
        format.AcceptOnlyFromAmong(Compose, Kubernetes);
        var output = new Option<DirectoryInfo?>("--output") { Description = "Write the file into this folder, with its secrets, the variables of each workload and the database's SQL beside it; default: the file alone on standard output" };
        var show = CommonOptions.ShowSecrets();
        var command = new Command("render", "Write a stack's pooler down for those who do not run it with Pulumi") { stack, format, output, show };
        command.SetAction((result, _) => RunAsync(
            session, result.GetRequiredValue(stack), result.GetRequiredValue(format), result.GetValue(output)?.FullName, result.GetValue(show)));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string name, string format, string? folder, bool show)
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
            if (show && format == Kubernetes)
                RequirePasswords(file, PlaceholderSecrets.RolesOf(file.Config, plan));
            await session.Output.WriteAsync(
                format == Compose ? ComposeFile.Of(plan) : KubernetesManifests.Of(await StackEvaluator.EvaluateAsync(file, session.Today), show));
            return ExitCode.Fine;
        }

        var credentials = ComposeFolder.Credentials(file, PlaceholderSecrets.RolesOf(file.Config, plan), folder);
        file.Config[PlaceholderSecrets.CredentialsKey] = credentials.DeepClone();
        var stack = await StackEvaluator.EvaluateAsync(file, session.Today);
        if (format == Kubernetes)
        {
            KubernetesFolder.Write(stack, folder);
            await session.Error.WriteLineAsync($"written to {folder}; apply it with: kubectl apply --filename {Path.Combine(folder, KubernetesFolder.FileName)}");
            return ExitCode.Fine;
        }

        ComposeFolder.Write(stack, credentials, folder);
        await session.Error.WriteLineAsync($"written to {folder}; start it with: docker compose --file {Path.Combine(folder, ComposeFolder.FileName)} up --detach");
        foreach (var missing in ComposeFolder.MissingFiles(folder))
            await session.Error.WriteLineAsync($"before that, put {missing} there");
        return ExitCode.Fine;
    }

    /// <summary>A stand-in for a password must never pass for one.</summary>
    private static void RequirePasswords(StackFile file, IEnumerable<string> roles)
    {
        var config = file.Config[PlaceholderSecrets.CredentialsKey];
        var unknown = roles.Where(role => config?[role] is not System.Text.Json.Nodes.JsonValue).ToList();
        if (unknown.Count > 0)
        {
            throw new UsageException(
                $"{file.Name} does not hold the password of {string.Join(", ", unknown)} in plain text, so there is none to show",
                "add --output FOLDER, which makes passwords and keeps them there, or put your own into its secrets/credentials.json");
        }
    }
}
