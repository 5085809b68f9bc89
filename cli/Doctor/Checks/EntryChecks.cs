using Infra.Cli.Doctor.Looking;
using Infra.Pooling;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Doctor.Checks;

/// <summary>The databases of PgBouncer: against the plan, and against each other.</summary>
internal static class EntryChecks
{
    public const string Difference = "entries";

    // What a client of both routes would trip over.
    private static readonly string[] _compared =
    [
        .. TimeoutChecks.All, "max_connections", "work_mem", "TimeZone", "DateStyle", "search_path", "default_transaction_isolation",
        "server_version",
    ];

    public static IEnumerable<CheckResult> Of(DoctorSight sight, PoolPlan plan)
    {
        if (plan.PgBouncer is not { } planned || sight.Console.Value is not { } console)
            yield break;
        if (console.Databases.Value is not { } shown)
        {
            yield return CheckResult.Skip(PlanChecks.Entries, null, console.Databases.Reason!);
            yield break;
        }

        var rows = shown.Read().Where(row => row("name") != ConsoleLook.Database).ToDictionary(row => row("name")!);
        foreach (var entry in planned.Databases)
        {
            if (!rows.Remove(entry.Name, out var row))
            {
                yield return CheckResult.Fail(PlanChecks.Entries, null, $"the entry {entry.Name} is missing", "apply the plan and RELOAD");
                continue;
            }

            foreach (var (name, found, wanted) in Values(entry, row, planned))
            {
                if (found != wanted)
                    yield return PlanChecks.Drift(
                        PlanChecks.Entries, null, $"{entry.Name}: {name}", found, wanted, "apply the plan and RELOAD");
            }
        }

        foreach (var name in rows.Keys)
            yield return CheckResult.Warn(
                PlanChecks.Entries, null, $"the entry {name} is not planned: its pools are not in the budget",
                "add it to the plan, or remove it");
    }

    /// <summary>What a client of the one entry meets otherwise on the other.</summary>
    public static IEnumerable<CheckResult> Compare(DoctorSight sight)
    {
        foreach (var other in sight.Entries.Skip(1))
        {
            var first = sight.First;
            if (first is not { Server.Value: { } one, Settings.Value: { } left }
                || other is not { Server.Value: { } two, Settings.Value: { } right })
            {
                yield return CheckResult.Skip(Difference, other.Name, "both entries have to be reached to be compared");
                continue;
            }

            string[] known = [.. _compared.Where(name => left.ContainsKey(name) && right.ContainsKey(name))];
            // By default: what somebody left behind in a session is a check of its own.
            string[] same = [.. known.Where(name => left[name].Default == right[name].Default)];
            string[] different = [.. known.Except(same).Select(
                name => $"{name} ({left[name].Default}{left[name].Unit}, {right[name].Default}{right[name].Unit})")];
            var places = one.ServerPlace == two.ServerPlace
                ? $"one server ({one.ServerPlace})"
                : $"two servers ({one.ServerPlace} {Role(one)}, {two.ServerPlace} {Role(two)})";
            var found = $"{first.Name} and {other.Name} lead to {places}; the same: {string.Join(", ", same)}";
            yield return different.Length == 0
                ? CheckResult.Ok(Difference, other.Name, found)
                : CheckResult.Warn(
                    Difference, other.Name, $"{found}; different: {string.Join(", ", different)}",
                    "give both servers the same parameters, unless it is meant");
        }
    }

    private static string Role(ServerFacts server) => server.IsReplica ? "replica" : "primary";

    // The host may be known only after the servers were made, so it is not compared.
    private static IEnumerable<(string Name, string Found, string Wanted)> Values(
        DatabaseEntry entry, Func<string, string?> row, PgBouncerConfiguration planned)
    {
        yield return ("dbname", row("database") ?? entry.Name, entry.DatabaseName ?? entry.Name);
        yield return ("pool_size", row("pool_size") ?? "0", Setting("pool_size") ?? planned.Settings["default_pool_size"]);
        // Renamed in 1.24, after a limit for clients was added.
        if ((row("max_connections") ?? row("max_server_connections")) is { } most)
        {
            var wanted = Setting("max_db_connections") ?? planned.Settings.GetValueOrDefault("max_db_connections", "0");
            yield return ("max_db_connections", most, wanted);
        }

        // Null where the entry has none of its own.
        if ((row("pool_mode") ?? Setting("pool_mode")) is { } mode)
            yield return ("pool_mode", mode, Setting("pool_mode") ?? planned.Settings["pool_mode"]);

        string? Setting(string name) => entry.Settings.GetValueOrDefault(name);
    }
}
