using System.Globalization;
using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Checks;

/// <summary>What PgBouncer says of its pools: who waits, what is stopped, how busy it is.</summary>
internal static class PoolsCheck
{
    public const string Name = "pools";
    public const string Load = "load";

    public static IEnumerable<CheckResult> Of(DoctorSight sight)
    {
        if (sight.Console.Value is not { } console)
        {
            yield return CheckResult.Skip(Name, null, sight.Console.Reason!);
            yield return CheckResult.Skip(Load, null, sight.Console.Reason!);
            yield break;
        }

        CheckResult[] problems = [.. Stopped(console), .. Waiting(console)];
        foreach (var problem in problems)
            yield return problem;
        if (console.Pools.Reason is { } reason)
            yield return CheckResult.Skip(Name, null, reason);
        else if (problems.Length == 0)
            yield return CheckResult.Ok(Name, null, Summary(console));
        yield return OfLoad(console);
    }

    private static IEnumerable<CheckResult> Stopped(ConsoleSight console) => Rows(console.Databases)
        .Where(row => row("paused") == "1" || row("disabled") == "1")
        .Select(row => CheckResult.Fail(
            Name, null, $"the entry {row("name")} is {(row("paused") == "1" ? "paused: its clients wait" : "disabled: no client gets in")}",
            row("paused") == "1" ? $"let it go on: RESUME {row("name")}" : $"let it serve: ENABLE {row("name")}"));

    private static IEnumerable<CheckResult> Waiting(ConsoleSight console)
    {
        var limit = decimal.TryParse(console.Config.Value?.GetValueOrDefault("query_wait_timeout"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var wait) ? wait : 0;
        foreach (var row in Rows(console.Pools).Where(row => Number(row("cl_waiting")) > 0 && Number(row("maxwait")) > 0))
        {
            var found = $"{row("cl_waiting")} clients of {row("database")} as {row("user")} wait for a server connection, the first for {row("maxwait")} s";
            const string Advice = "see what holds the server connections (SHOW SERVERS, pg_stat_activity); a larger default_pool_size helps only where the server has room";
            yield return limit > 0 && Number(row("maxwait")) * 2 >= limit
                ? CheckResult.Fail(Name, null, $"{found}, of {limit.ToString(CultureInfo.InvariantCulture)} s allowed", Advice)
                : CheckResult.Warn(Name, null, found, Advice);
        }
    }

    private static string Summary(ConsoleSight console)
    {
        Func<string, string?>[] pools = [.. Rows(console.Pools)];
        var clients = pools.Sum(row => Number(row("cl_active")) + Number(row("cl_waiting")));
        var active = pools.Sum(row => Number(row("sv_active")));
        var idle = pools.Sum(row => Number(row("sv_idle")) + Number(row("sv_used")) + Number(row("sv_tested")));
        return string.Create(CultureInfo.InvariantCulture, $"{pools.Length} pools, {clients} clients, {active} server connections busy and {idle} idle, nobody waits");
    }

    private static CheckResult OfLoad(ConsoleSight console)
    {
        if (console.Stats.Reason is { } reason)
            return CheckResult.Skip(Load, null, reason);
        Func<string, string?>[] rows = [.. Rows(console.Stats)];
        decimal Sum(string name) => rows.Sum(row => Number(row(name)));
        var transactions = Sum("avg_xact_count");
        // Means of each database weigh as many transactions as it had.
        decimal Mean(string name) => transactions == 0 ? 0 : rows.Sum(row => Number(row(name)) * Number(row("avg_xact_count"))) / transactions / 1000;
        var (busy, wait) = (Mean("avg_xact_time"), Mean("avg_wait_time"));
        var found = string.Create(CultureInfo.InvariantCulture, $"{transactions:0} transactions/s, {busy:0.0} ms each, {wait:0.0} ms of waiting for a server connection");
        return wait > busy && wait >= 10
            ? CheckResult.Warn(Load, null, $"{found}: clients wait longer than they work", "see ./infra size for the pool that this load needs")
            : CheckResult.Ok(Load, null, found);
    }

    private static IEnumerable<Func<string, string?>> Rows(Seen<WireTable> table) =>
        (table.Value?.Read() ?? []).Where(row => (row("database") ?? row("name")) != ConsoleLook.Database && row("name") != ConsoleLook.Database);

    private static decimal Number(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
