using System.Collections.Immutable;
using System.CommandLine;
using Infra.Cli.Configuration;
using Infra.Cli.Doctor;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Checks;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Infra.Pooling;
using Infra.Pooling.Connections;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra doctor URI</c>: what is wrong with a live pooler or database; it only looks.</summary>
internal static class DoctorCommand
{
    private const string Argument = "uri";

    public static Command Create(Session session)
    {
        var uri = new Argument<string>(Argument)
        {
            Description = "Connection string of the pooler or the database: postgresql://…, libpq's or Npgsql's form; or local. "
                + "The password comes from it, PGPASSWORD or PGPASSFILE",
        };
        var admin = new Option<string>("--admin")
        {
            Description = "Connection string of PgBouncer's console (postgresql://pooler_stats@HOST:6432/pgbouncer); by default the "
                + "same login is tried there",
        };
        var stack = new Option<string>("--stack") { Description = "Stack whose plan it should match; with local, the one that runs" };
        stack.CompletionSources.Add(
            _ => StackFile.Names(session.Workspace).Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var json = CommonOptions.Json();
        const string Does = "Examine a live pooler or database: what it is, what protects it, what differs from the plan";
        var command = new Command("doctor", Does) { uri, admin, stack, json };
        command.SetAction((result, cancellation) => RunAsync(
            session, result.GetRequiredValue(uri), result.GetValue(admin), result.GetValue(stack), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Session session, string uri, string? admin, string? stack, bool json, CancellationToken cancellation)
    {
        var reader = new AddressReader(Environment.GetEnvironmentVariable);
        var (request, name) = uri == LocalStack.Name
            ? await LocalAsync(session, reader, stack)
            : (new DoctorRequest([Named(reader.Read(uri, Argument))], null, stack is null ? null : Plan(session, stack)), stack);
        if (admin is not null)
            request = request with { Admin = reader.Read(admin, "--admin") };
        var sight = await Progress.ShowAsync(
            session.Error, progress => new Examination(session.Clock).RunAsync(request, progress, cancellation));
        var results = AllChecks.Of(sight);
        if (json)
            session.WriteJson(DoctorReport.Json(sight, name, results));
        else
            DoctorReport.Write(session.Console, results);
        return results.Any(result => result.State == CheckState.Failed) ? ExitCode.Failed : ExitCode.Fine;
    }

    private static (string, Address) Named(Address address) => (address.Database, address);

    private static PoolPlan Plan(Session session, string stack) =>
        StackEvaluator.Plan(LocalStack.ForPreview(session, StackFile.Load(session.Workspace, stack)), session.Today);

    /// <summary>The routes of the stack that runs on this machine, with the passwords they run with.</summary>
    private static async Task<(DoctorRequest Request, string Stack)> LocalAsync(Session session, AddressReader reader, string? stack)
    {
        var running = await LocalStack.EvaluateRunningAsync(session);
        var connections = running.Outputs["connections"]!;
        var host = connections["readWrite"]!["host"]!.ToString();
        var secrets = LocalSecrets.Load(LocalStack.Folders(session), session.Clock);
        var console = new ConnectionPlanner(running.Plan, host, host, host)
            .Of(Route.ReadWrite, PgBouncerPlanner.StatsRole, secrets.Password(PgBouncerPlanner.StatsRole));
        ImmutableArray<(string, Address)> entries =
        [
            .. new[] { RoleChecks.ReadWrite, RoleChecks.ReadOnly }
                .Where(route => connections[route] is not null)
                .Select(route => (route, reader.Read(connections[route]!["npgsql"]!.ToString(), Argument))),
        ];
        var admin = reader.Read(
            ConnectionStrings.Npgsql(console with { Target = console.Target with { Database = "pgbouncer" } }).Text, Argument);
        return (new(entries, admin, stack is null ? running.Plan : Plan(session, stack)), stack ?? running.Name);
    }
}
