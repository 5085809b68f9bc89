using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Infra.Pooling.Sql;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra rotate local</c>: new passwords in two steps, of which neither refuses a client.</summary>
internal static class RotateCommand
{
    public static Command Create(Session session)
    {
        var finish = new Option<bool>("--finish") { Description = "The second step: make the passwords invalid that clients have left" };
        var force = new Option<bool>("--force") { Description = "Go on although clients use the passwords that are to change" };
        var json = CommonOptions.Json();
        var command = new Command("rotate", "Give every workload's role a new password without a failed login: clients first get new strings, and the old ones end with --finish")
        {
            CommonOptions.Local(), finish, force, json,
        };
        command.SetAction((result, cancellation) => RunAsync(session, result.GetValue(finish), result.GetValue(force), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Session session, bool finish, bool force, bool json, CancellationToken cancellation)
    {
        using var target = LocalTarget.Hold(LocalStack.Folders(session), session.Clock);
        var state = target.State ?? throw new UsageException("the local target has not been set up", "run ./infra up local");
        var stack = StackFile.Load(session.Workspace, state.Stack);
        var machine = await Progress.ShowAsync(session.Error, progress => target.PrepareAsync(progress, cancellation));
        var secrets = target.Secrets();
        await Progress.ShowAsync(session.Error, progress => target.FinishFailoverAsync(machine, secrets, progress, cancellation));
        var ports = LocalStack.Ports(stack, target.State);
        var roles = (await EvaluateAsync()).Plan.WorkloadRoles;
        if (stack.Config[PlaceholderSecrets.CredentialsKey] is JsonObject given
            && roles.FirstOrDefault(role => given.ContainsKey(role) || given.ContainsKey(AlternateLogin.Of(role))) is { } fixedRole)
        {
            throw new UsageException($"the password of {fixedRole} stands in the stack's configuration",
                $"change `{PlaceholderSecrets.CredentialsKey}` there, then run ./infra up local");
        }

        var result = await Progress.ShowAsync(session.Error, progress => target.RotateAsync(
            machine, secrets, roles, finish, force, async () => LocalStack.Request(await EvaluateAsync(), ports), progress, cancellation));
        var logins = roles.Select(role => secrets.UsesAlternateLogin ? AlternateLogin.Of(role) : role).ToArray();
        if (json)
        {
            session.WriteJson(new JsonObject
            {
                ["logins"] = new JsonArray([.. logins.Select(login => JsonValue.Create(login))]),
                ["finished"] = finish,
                ["changed"] = result.Changed,
            });
        }
        else
        {
            await session.Output.WriteLineAsync(Text(finish, string.Join(", ", logins)));
        }

        return ExitCode.Fine;

        Task<EvaluatedStack> EvaluateAsync() => StackEvaluator.EvaluateAsync(
            LocalStack.ForUse(stack, ports, secrets, machine.PostgresVersion, machine.PgBouncerVersion, session.Today), session.Today);
    }

    private static string Text(bool finish, string logins) => finish
        ? $"Clients log in as {logins}; the passwords before that are refused."
        : $"Clients log in as {logins} from now on: give them the strings of ./infra outputs local --show-secrets.\n"
            + "The passwords before that still work. Once nobody uses them: ./infra rotate local --finish";
}
