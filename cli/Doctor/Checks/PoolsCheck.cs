using System.Globalization;
using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;
using Infra.Pooling;
using Infra.Pooling.Specification;

namespace Infra.Cli.Doctor.Checks;

/// <summary>What PgBouncer says of its pools: who waits, what is stopped, how busy it is.</summary>
internal static class PoolsCheck
{
    public const string Name = "pools";
    public const string Load = "load";

    // With fewer a second, the mean is that of the connections just made.
    private const int FewestTransactions = 20;

    // Steady arrivals wait for longer than they work only where more than half of the connections are busy, a single one included
    // (M/M/1: wait / work = use / (1 - use)); with less, the waits are of a storm that is over.
    private const decimal LeastUse = 0.5m;

    public static IEnumerable<CheckResult> Of(DoctorSight sight)
    {
        if (sight.Console.Value is not { } console)
        {
            yield return CheckResult.Skip(Name, null, sight.Console.Reason!, Advice(sight));
            yield return CheckResult.Skip(Load, null, sight.Console.Reason!, Advice(sight));
            yield break;
        }

        CheckResult[] problems = [.. Stopped(console), .. Waiting(console), .. Crowded(console), .. Unplanned(sight, console)];
        foreach (var problem in problems)
            yield return problem;
        if (console.Pools.Reason is { } reason)
            yield return CheckResult.Skip(Name, null, reason);
        else if (problems.Length == 0)
            yield return CheckResult.Ok(Name, null, Summary(console));
        yield return OfLoad(console, sight.Plan);
    }

    private static IEnumerable<CheckResult> Stopped(ConsoleSight console) => Rows(console.Databases)
        .Where(row => row("paused") == "1" || row("disabled") == "1")
        .Select(row => CheckResult.Fail(
            Name, null, $"the entry {row("name")} is {(row("paused") == "1" ? "paused: its clients wait" : "disabled: no client gets in")}",
            row("paused") == "1" ? $"let it go on: RESUME {row("name")}" : $"let it serve: ENABLE {row("name")}"));

    private static IEnumerable<CheckResult> Waiting(ConsoleSight console)
    {
        var limit = decimal.TryParse(
            console.Config.Value?.GetValueOrDefault("query_wait_timeout"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var wait)
            ? wait
            : 0;
        foreach (var row in Rows(console.Pools).Where(row => Number(row("cl_waiting")) > 0 && Number(row("maxwait")) > 0))
        {
            var found = $"{row("cl_waiting")} clients of {row("database")} as {row("user")} wait for a server connection, the first "
                + $"for {row("maxwait")} s";
            const string Advice = "see what holds the server connections (SHOW SERVERS, pg_stat_activity); a larger default_pool_size "
                + "helps only where the server has room";
            yield return limit > 0 && Number(row("maxwait")) * 2 >= limit
                ? CheckResult.Fail(Name, null, $"{found}, of {limit.ToString(CultureInfo.InvariantCulture)} s allowed", Advice)
                : CheckResult.Warn(Name, null, found, Advice);
        }
    }

    /// <summary>At max_client_conn a client is refused; it does not wait.</summary>
    private static IEnumerable<CheckResult> Crowded(ConsoleSight console)
    {
        var most = Number(console.Config.Value?.GetValueOrDefault("max_client_conn"));
        var clients = Rows(console.Pools).Sum(Clients);
        var found = string.Create(CultureInfo.InvariantCulture, $"{clients} of max_client_conn {most} clients are there");
        const string Advice = "lower the clients' pools, raise max_client_conn, or add a pod";
        if (most > 0 && clients * 10 >= most * 9)
            yield return CheckResult.Fail(Name, null, $"{found}: the next storm is refused", Advice);
        else if (most > 0 && clients * 10 >= most * 8)
            yield return CheckResult.Warn(Name, null, found, Advice);
    }

    private static IEnumerable<CheckResult> Unplanned(DoctorSight sight, ConsoleSight console) => Rows(console.Pools)
        .Where(row => sight.Plan is { PgBouncer: not null } plan && row("user") is { } user && !plan.Roles.Contains(user))
        .Select(row => CheckResult.Warn(
            Name, null, $"the pool of {row("database")} as {row("user")} is not planned: its server connections are not in the budget",
            "add the role to a workload, or find who logs in with it"));

    private static decimal Clients(Func<string, string?> row) => Number(row("cl_active")) + Number(row("cl_waiting"));

    private static decimal Servers(Func<string, string?> row) =>
        Number(row("sv_active")) + Number(row("sv_idle")) + Number(row("sv_used")) + Number(row("sv_tested"));

    private static string Summary(ConsoleSight console)
    {
        Func<string, string?>[] pools = [.. Rows(console.Pools)];
        var clients = pools.Sum(Clients);
        var active = pools.Sum(row => Number(row("sv_active")));
        var idle = pools.Sum(Servers) - active;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{pools.Length} pools, {clients} clients, {active} server connections busy and {idle} idle, nobody waits");
    }

    private static CheckResult OfLoad(ConsoleSight console, PoolPlan? plan)
    {
        if (console.Stats.Reason is { } reason)
            return CheckResult.Skip(Load, null, reason);
        Func<string, string?>[] rows = [.. Rows(console.Stats)];
        decimal Sum(string name) => rows.Sum(row => Number(row(name)));
        var transactions = Sum("avg_xact_count");
        // Means of each database weigh as many transactions as it had.
        decimal Mean(string name) =>
            transactions == 0 ? 0 : rows.Sum(row => Number(row(name)) * Number(row("avg_xact_count"))) / transactions / 1000;
        var wait = Mean("avg_wait_time");
        // PgBouncer's time of a transaction begins with the client's request, and has the wait in it.
        var busy = Math.Max(0, Mean("avg_xact_time") - wait);
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"{transactions:0} transactions/s, {busy:0.0} ms each, {wait:0.0} ms of waiting for a server connection");
        if (Planned(plan) is var (most, mean) && (transactions > most || (transactions >= FewestTransactions && busy > 2 * mean)))
        {
            return CheckResult.Warn(
                Load, null, string.Create(
                    CultureInfo.InvariantCulture, $"{found}; the plan counts on {most:0.##} transactions/s at peak, {mean:0.0} ms each"),
                "write today's load into the stack and plan again");
        }

        if (transactions < FewestTransactions || wait <= busy || wait < 10)
            return CheckResult.Ok(Load, null, found);
        // Of the busiest database: one with idle connections does not make room for another's clients.
        var use = rows.Max(row => Use(row, console));
        return use < LeastUse
            ? CheckResult.Ok(
                Load, null, string.Create(CultureInfo.InvariantCulture, $"{found}, in bursts: on average at most {use:P0} of a database's connections were busy"))
            : CheckResult.Warn(
                Load, null, $"{found}: clients wait longer than they work", "see ./infra size for the pool that this load needs");
    }

    /// <summary>Share of a database's server connections that were busy on average; all of them where they are not known.</summary>
    private static decimal Use(Func<string, string?> stats, ConsoleSight console)
    {
        var busy = Number(stats("avg_xact_count")) * Math.Max(0, Number(stats("avg_xact_time")) - Number(stats("avg_wait_time"))) / 1_000_000;
        var there = Rows(console.Pools).Where(row => row("database") == stats("database")).Sum(Servers);
        return busy == 0 ? 0 : there == 0 ? 1 : busy / there;
    }

    /// <summary>Transactions a second at peak and the milliseconds of each; null unless the plan has them of every workload.</summary>
    private static (decimal Most, decimal Mean)? Planned(PoolPlan? plan)
    {
        LoadOptions?[] loads =
            [.. (plan?.Specification.Workloads ?? []).Where(workload => workload.Route != Route.Direct).Select(workload => workload.Load)];
        var most = loads.Sum(load => load?.PerSecond ?? 0);
        return most == 0 || loads.Contains(null) ? null : (most, loads.Sum(load => load!.MeanBusy) * 1000 / most);
    }

    private static IEnumerable<Func<string, string?>> Rows(Seen<WireTable> table) =>
        (table.Value?.Read() ?? []).Where(
            row => (row("database") ?? row("name")) != ConsoleLook.Database && row("name") != ConsoleLook.Database);

    private static string? Advice(DoctorSight sight) =>
        Identity.Of(sight).Pooler is PoolerFound.PgBouncer or PoolerFound.AzureBuiltIn or PoolerFound.Other
            ? "give the console with --admin, as a member of stats_users"
            : null;

    private static decimal Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
