using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra status local</c>: what runs, and whether it still holds what was promised.</summary>
internal static class StatusCommand
{
    public static Command Create(Session session)
    {
        var json = CommonOptions.Json();
        var command = new Command("status", "Say what of the local target runs, and probe it") { CommonOptions.Local(), json };
        command.SetAction((result, cancellation) => RunAsync(session, result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Session session, bool json, CancellationToken cancellation)
    {
        var folders = LocalStack.Folders(session);
        var evaluated = await LocalStack.EvaluateRunningAsync(session);
        var status = LocalTarget.Status(folders);
        var probes = await Progress.ShowAsync(session.Error, async progress =>
        {
            var machine = await LocalMachine.PrepareAsync(folders, progress, cancellation);
            return await LocalProbing.RunAsync(evaluated, LocalSecrets.Load(folders, session.Clock), machine, session, progress, cancellation);
        });
        if (json)
            session.WriteJson(LocalReport.Json(evaluated, status, probes, show: false));
        else
            LocalReport.Write(session.Console, evaluated, status, probes, show: false);
        LocalProbing.WriteFailures(session, probes);
        if (LocalState.Read(folders)?.Failover is { } begun)
            await session.Error.WriteLineAsync($"warning: the failover from {begun.From} to {begun.To} was interrupted; finish it with: ./infra failover local");
        return probes.All(probe => probe.Ok) ? ExitCode.Fine : ExitCode.Failed;
    }
}
