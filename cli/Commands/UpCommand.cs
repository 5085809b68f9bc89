using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra up local</c>: plays a stack on this machine with real servers, and proves it.</summary>
internal static class UpCommand
{
    public static Command Create(Session session)
    {
        var stack = new Option<string>("--stack") { Description = "Play the specification of this stack, its target and database replaced by the local ones", DefaultValueFactory = _ => LocalStack.Name };
        var port = new Option<int?>("--port") { CustomParser = ReadPort, Description = "Port of the pooler on 127.0.0.1 (default 6432, or the one in use)" };
        var databasePort = new Option<int?>("--database-port") { CustomParser = ReadPort, Description = "Port of the servers: the primary on 127.0.0.1, the replicas on 127.0.0.2 and on (default 15432, or the one in use)" };
        var json = CommonOptions.Json();
        var show = CommonOptions.ShowSecrets();
        var command = new Command("up", "Start PostgreSQL, a streaming replica and PgBouncer pods on this machine, from what the Kubernetes component emits, and probe them")
        {
            CommonOptions.Local(), stack, port, databasePort, json, show,
        };
        command.SetAction((result, cancellation) => RunAsync(
            session,
            StackFile.Load(session.Workspace, result.GetRequiredValue(stack)),
            (result.GetValue(port), result.GetValue(databasePort)),
            result.GetValue(json),
            result.GetValue(show),
            cancellation));
        return command;
    }

    private static int? ReadPort(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1024 and <= 65535)
            return port;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name}: {text} is not a port; allowed: 1024 to 65535");
        return null;
    }

    private static async Task<int> RunAsync(
        Session session, StackFile stack, (int? Pooler, int? Database) asked, bool json, bool show, CancellationToken cancellation)
    {
        // Whatever the specification alone decides is decided before this machine is touched.
        var preview = await StackEvaluator.EvaluateAsync(LocalStack.WithPlaceholders(session, stack, LocalStack.Ports(stack, null)), session.Today);
        if (preview.Plan.IsRefused)
        {
            Refuse(session, preview, json);
            return ExitCode.Failed;
        }

        using var target = LocalTarget.Hold(LocalStack.Folders(session), session.Clock);
        var ports = LocalStack.Ports(stack, target.State, asked.Pooler, asked.Database);
        target.CheckPorts(ports);
        var machine = await Progress.ShowAsync(session.Error, progress => target.PrepareAsync(progress, cancellation));
        var secrets = target.Secrets();
        if (await Progress.ShowAsync(session.Error, progress => target.FinishFailoverAsync(machine, secrets, progress, cancellation)))
            ports = LocalStack.Ports(stack, target.State, asked.Pooler, asked.Database);
        var evaluated = await StackEvaluator.EvaluateAsync(
            LocalStack.ForUse(stack, ports, secrets, machine.PostgresVersion, machine.PgBouncerVersion, session.Today), session.Today);
        if (!json)
        {
            ResourceTree.Write(session.Console, evaluated);
            BudgetTables.Write(session.Console, evaluated.Plan.Budget);
            FindingList.Write(session.Console, evaluated.Plan.Findings);
        }

        var (result, probes) = await Progress.ShowAsync(session.Error, async progress =>
        {
            var up = await target.UpAsync(machine, secrets, LocalStack.Request(evaluated, ports), progress, cancellation);
            return (up, await LocalProbing.RunAsync(evaluated, secrets, machine, session, progress, cancellation));
        });
        if (json)
            session.WriteJson(LocalReport.Json(evaluated, result, probes, show));
        else
            LocalReport.Write(session.Console, evaluated, result, probes, show);
        LocalProbing.WriteFailures(session, probes);
        return probes.All(probe => probe.Ok) ? ExitCode.Fine : ExitCode.Failed;
    }

    private static void Refuse(Session session, EvaluatedStack stack, bool json)
    {
        if (json)
        {
            session.WriteJson(LocalReport.Json(stack, null, [], show: false));
        }
        else
        {
            BudgetTables.Write(session.Console, stack.Plan.Budget);
            FindingList.Write(session.Console, stack.Plan.Findings);
        }
    }
}
