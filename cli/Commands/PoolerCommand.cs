using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Local;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra pooler ORDER</c>: pauses, resumes or reconnects every pod of a pooler at once, or all three around a command.</summary>
internal static class PoolerCommand
{
    private const string Switch = "switchover";

    // What a shell says of a program that it does not find.
    private const int Missing = 127;

    private static readonly string[] Passed = ["PGPASSWORD", "PGPASSFILE", "PGSSLROOTCERT", "PGSSLMODE"];

    public static Command Create(Session session)
    {
        var order = new Argument<string>("order")
        {
            Description = "pause: let transactions end and clients wait; resume: let them go on; reconnect: replace server connections; "
                + "switchover: pause, run a command, reconnect, resume",
        };
        order.AcceptOnlyFromAmong("pause", "resume", "reconnect", Switch);
        var words = new Argument<string[]>("target")
        {
            Description = "The target: local, where no console is named; for switchover, the command behind --",
            Arity = ArgumentArity.ZeroOrMore,
        };
        words.CompletionSources.Add(LocalStack.Name);
        var admin = new Option<string[]>("--admin")
        {
            Description = "Address of a pod's console (postgresql://pooler_admin@HOST:6432/pgbouncer), once for each pod; "
                + "the password comes from PGPASSWORD or PGPASSFILE",
        };
        var json = CommonOptions.Json();
        var command = new Command("pooler", "Pause, resume or reconnect every pod of a pooler at once, or switch its database over meanwhile")
        {
            order, words, admin, json,
        };
        command.Validators.Add(result =>
        {
            var consoles = result.GetValue(admin) ?? [];
            var rest = result.GetValue(words) ?? [];
            var local = rest is [LocalStack.Name, ..];
            var switches = result.GetValue(order) == Switch;
            var length = rest.Length - (consoles.Length == 0 ? 1 : 0);
            if (consoles.Length == 0 ? !local : !switches && length > 0)
            {
                result.AddError("name either the target local or the console of each pod with --admin");
            }
            else if (switches && length < 1)
            {
                result.AddError($"{Switch} needs the command that switches the database over; "
                    + $"fix: {ProgramName.Text} pooler {Switch} local -- COMMAND");
            }
            else if (!switches && length > 0)
            {
                result.AddError($"{rest[^1]}: only {Switch} runs a command");
            }

            if (switches && result.GetValue(json))
                result.AddError($"--json: {Switch} leaves standard output to its command");
            foreach (var problem in consoles.Select(Problem).OfType<string>())
                result.AddError(problem);
        });
        command.SetAction((result, cancellation) => RunAsync(
            session,
            result.GetRequiredValue(order),
            result.GetValue(words) ?? [],
            result.GetValue(admin) ?? [],
            result.GetValue(json),
            cancellation));
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

    private static async Task<int> RunAsync(
        Session session, string order, string[] words, string[] consoles, bool json, CancellationToken cancellation)
    {
        if (consoles.Length > 0)
        {
            var open = await AtAsync(consoles, cancellation);
            return await RunAsync(
                session, order, words, (text, stop) => PoolerOrders.GiveAsync(open, text, session.Clock, stop), json, cancellation);
        }

        using var target = LocalTarget.Hold(LocalStack.Folders(session), session.Clock);
        if (target.State is null)
            throw new UsageException("the local target has not been set up", "run ./infra up local");
        var machine = await target.PrepareAsync(new Progress<string>(), cancellation);
        return await RunAsync(session, order, words[1..], (text, stop) => target.OrderAsync(machine, text, stop), json, cancellation);
    }

    private static async Task<int> RunAsync(
        Session session, string order, string[] command, Func<string, CancellationToken, Task<ImmutableArray<PoolerAnswer>>> give,
        bool json, CancellationToken cancellation)
    {
        if (order == Switch)
            return await new Switchover(session, give).RunAsync(command, cancellation);
        order = order.ToUpperInvariant();
        var answers = await give(order, cancellation);
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

    /// <summary>How to get each console.</summary>
    private static async Task<Func<IPoolerConsole>[]> AtAsync(string[] consoles, CancellationToken cancellation)
    {
        // Before the first order: a pod that nobody can ask must not pass for one that refused.
        if ((await Local.Command.TryRunAsync(["psql", "--version"], cancellation)).ExitCode == Missing)
            throw new MachineException("psql is not on PATH", null, null, "install the client programs of PostgreSQL");
        // These alone: whatever else of libpq's variables is set was meant for a database.
        (string, string)[] environment =
            [.. Passed.Select(name => (name, Environment.GetEnvironmentVariable(name)!)).Where(pair => pair.Item2 is not null)];
        return [.. consoles.Select(console => (Func<IPoolerConsole>)(() => new PsqlConsole(
            new Uri(console).Authority,
            Local.Command.Describe(["psql", .. PsqlConsole.Options, "-d", console], null, null, environment),
            "see the log of the pod")))];
    }
}
