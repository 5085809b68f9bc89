using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Local;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra pooler ORDER</c>: pauses, resumes or reconnects every pod of a pooler at once.</summary>
internal static class PoolerCommand
{
    private static readonly string[] Passed = ["PGPASSWORD", "PGPASSFILE", "PGSSLROOTCERT", "PGSSLMODE"];

    public static Command Create(Session session)
    {
        var order = new Argument<string>("order")
        {
            Description = "pause: let transactions end and clients wait; resume: let them go on; reconnect: replace the server connections",
        };
        order.AcceptOnlyFromAmong("pause", "resume", "reconnect");
        var target = CommonOptions.Local();
        target.Arity = ArgumentArity.ZeroOrOne;
        var admin = new Option<string[]>("--admin")
        {
            Description = "Address of a pod's console (postgresql://pooler_admin@HOST:6432/pgbouncer), once for each pod; "
                + "the password comes from PGPASSWORD or PGPASSFILE",
        };
        var json = CommonOptions.Json();
        var command = new Command("pooler", "Pause, resume or reconnect every pod of a pooler at once") { order, target, admin, json };
        command.Validators.Add(result =>
        {
            var consoles = result.GetValue(admin) ?? [];
            if ((result.GetValue(target) is null) == (consoles.Length == 0))
                result.AddError("name either the target local or the console of each pod with --admin");
            foreach (var problem in consoles.Select(Problem).OfType<string>())
                result.AddError(problem);
        });
        command.SetAction((result, cancellation) => RunAsync(
            session, result.GetRequiredValue(order).ToUpperInvariant(), result.GetValue(admin) ?? [], result.GetValue(json), cancellation));
        return command;
    }

    private static string? Problem(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgresql" or "postgres") || uri.Host.Length == 0)
            return "--admin: an address is not one of a console; allowed: postgresql://USER@HOST:PORT/pgbouncer";
        return uri.UserInfo.Contains(':', StringComparison.Ordinal) || uri.Query.Contains("password", StringComparison.OrdinalIgnoreCase)
            ? $"--admin: the address of {uri.Host} holds a password, which every user of this machine could read; "
                + "fix: leave it out and set PGPASSWORD or PGPASSFILE"
            : null;
    }

    private static async Task<int> RunAsync(Session session, string order, string[] consoles, bool json, CancellationToken cancellation)
    {
        var answers = consoles.Length > 0 ? await AtAsync(session, order, consoles, cancellation) : await LocalAsync(session, order, cancellation);
        if (json)
        {
            session.WriteJson(new JsonArray([.. answers.Select(Json)]));
        }
        else
        {
            foreach (var answer in answers)
                await session.Output.WriteLineAsync($"{answer.Name}: {answer.Failure ?? "done"}");
        }

        if (answers.All(answer => answer.Failure is null))
            return ExitCode.Fine;
        await session.Error.WriteLineAsync(order == PoolerOrders.Pause
            ? "error: not every pod could be paused; all of them go on"
            : $"error: {order} did not reach every pod; give the order again");
        return ExitCode.Failed;
    }

    private static JsonObject Json(PoolerAnswer answer) => new()
    {
        ["name"] = answer.Name,
        ["ok"] = answer.Failure is null,
        ["detail"] = answer.Failure,
    };

    private static async Task<ImmutableArray<PoolerAnswer>> LocalAsync(Session session, string order, CancellationToken cancellation)
    {
        using var target = LocalTarget.Hold(LocalStack.Folders(session), session.Clock);
        if (target.State is null)
            throw new UsageException("the local target has not been set up", "run ./infra up local");
        var machine = await target.PrepareAsync(new Progress<string>(), cancellation);
        return await target.OrderAsync(machine, order, cancellation);
    }

    private static Task<ImmutableArray<PoolerAnswer>> AtAsync(Session session, string order, string[] consoles, CancellationToken cancellation)
    {
        // These alone: whatever else of libpq's variables is set was meant for a database.
        (string, string)[] environment =
            [.. Passed.Select(name => (name, Environment.GetEnvironmentVariable(name)!)).Where(pair => pair.Item2 is not null)];
        return PoolerOrders.GiveAsync(
            [.. consoles.Select(console => (new Uri(console).Authority, Ask(console)))], order, session.Clock, cancellation);

        Func<string, CancellationToken, Task> Ask(string console) => (text, stop) => AskAsync(console, text, environment, stop);
    }

    private static async Task AskAsync(string console, string order, (string, string)[] environment, CancellationToken cancellation)
    {
        var asked = await Local.Command.TryRunAsync(
            ["psql", "-X", "-w", "-v", "ON_ERROR_STOP=1", "-d", console, "-c", order], cancellation, environment: environment);
        if (asked.ExitCode == 127)
            throw new MachineException("psql is not on PATH", null, null, "install the client programs of PostgreSQL");
        if (asked.ExitCode != 0)
            throw new MachineException("the console refused", Local.Command.LastLines(asked.Error, 2), null, "see the log of the pod");
    }
}
