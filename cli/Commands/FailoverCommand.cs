using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra failover local</c>: puts the replica in the primary's place.</summary>
internal static class FailoverCommand
{
    public static Command Create(Session session)
    {
        var json = CommonOptions.Json();
        var command = new Command("failover", "Put the replica in the primary's place: in order while the primary runs, by force when it is dead")
        {
            CommonOptions.Local(), json,
        };
        command.SetAction((result, cancellation) => RunAsync(session, result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Session session, bool json, CancellationToken cancellation)
    {
        using var target = LocalTarget.Hold(LocalStack.Folders(session), session.Clock);
        var state = target.State ?? throw new UsageException("the local target has not been set up", "run ./infra up local");
        var stack = StackFile.Load(session.Workspace, state.Stack);
        var machine = await Progress.ShowAsync(session.Error, progress => target.PrepareAsync(progress, cancellation));
        var secrets = target.Secrets();
        EvaluatedStack? evaluated = null;
        var (failover, probes) = await Progress.ShowAsync(session.Error, async progress =>
        {
            var done = await target.FailOverAsync(machine, secrets, async ports =>
            {
                evaluated = await StackEvaluator.EvaluateAsync(
                    LocalStack.ForUse(stack, ports, secrets, machine.PostgresVersion, machine.PgBouncerVersion, session.Today), session.Today);
                return LocalStack.Request(evaluated, ports);
            }, progress, cancellation);
            return (done, await LocalProbing.RunAsync(evaluated!, secrets, machine, session, progress, cancellation));
        });
        if (json)
        {
            var document = LocalReport.Json(evaluated!, failover.Result, probes, show: false);
            document["failover"] = new JsonObject
            {
                ["from"] = failover.From,
                ["to"] = failover.To,
                ["planned"] = failover.Planned,
                ["synchronous"] = failover.Synchronous,
                ["kept"] = failover.Kept,
            };
            session.WriteJson(document);
        }
        else
        {
            LocalReport.Write(session.Console, evaluated!, failover.Result, probes, show: false);
            await session.Output.WriteLineAsync($"{failover.To} is the primary in place of {failover.From}. {Loss(failover)}");
        }

        LocalProbing.WriteFailures(session, probes);
        return probes.All(probe => probe.Ok) ? ExitCode.Fine : ExitCode.Failed;
    }

    private static string Loss(FailoverResult failover) => failover switch
    {
        { Planned: true } => "Nothing was lost: it had sent all that it wrote before it stopped.",
        { Synchronous: true } =>
            $"No committed transaction was lost: commits waited for the replica. The old data is kept in {failover.Kept}.",
        _ => "Replication is asynchronous: what was committed in the last moments and not yet sent is only in the old data, "
            + $"kept in {failover.Kept}.",
    };
}
