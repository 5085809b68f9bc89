using System.Globalization;
using Infra.Cli.Doctor.Looking;
using Infra.Pooling.Specification;

namespace Infra.Cli.Doctor.Checks;

/// <summary>What ends a statement, a wait, an abandoned transaction; as the session sees it, whoever set it.</summary>
internal static class TimeoutChecks
{
    public const string Name = "time-outs";
    public const string Order = "time-out order";

    /// <summary>The server's time-outs; those of the plan are judged here and not with its other parameters.</summary>
    public static readonly string[] All =
        ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout", "transaction_timeout", "idle_session_timeout"];

    private static readonly string[] _expected = ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"];

    public static IEnumerable<CheckResult> Of(DoctorSight sight)
    {
        foreach (var entry in sight.Entries)
        {
            if (entry.Settings.Value is not { } settings)
            {
                yield return CheckResult.Skip(Name, entry.Name, entry.Settings.Reason!);
                continue;
            }

            var found = All.Where(settings.ContainsKey).ToDictionary(name => name, name => Milliseconds(settings[name].Value));
            CheckResult[] problems = [.. InForce(sight, entry, found)];
            foreach (var problem in problems)
                yield return problem;
            if (problems.Length == 0)
                yield return CheckResult.Ok(
                    Name, entry.Name, string.Join(", ", found.Where(one => one.Value > 0).Select(one => $"{one.Key} {Text(one.Value)}")));
            foreach (var result in InOrder(sight, entry, found))
                yield return result;
        }

        foreach (var result in OfPooler(sight))
            yield return result;
    }

    private static IEnumerable<CheckResult> InForce(DoctorSight sight, EntrySight entry, Dictionary<string, long> found)
    {
        foreach (var (name, value) in found)
        {
            if (sight.Plan is { } plan)
            {
                if (plan.DatabaseParameters.GetValueOrDefault(name) is { } planned && Milliseconds(planned) != value)
                {
                    yield return CheckResult.Fail(
                        Name, entry.Name, $"`{name}` is {Text(value)}, planned {Text(Milliseconds(planned))}",
                        $"see what sets it: the server's parameters, ALTER DATABASE, or ALTER ROLE {entry.Address.User}; then "
                            + "RECONNECT the pooler");
                }
            }
            else if (value == 0 && _expected.Contains(name))
            {
                yield return CheckResult.Warn(
                    Name, entry.Name, $"`{name}` is off", $"set it for the role: ALTER ROLE … SET {name} = '{Suggestion(name)}'");
            }
        }
    }

    private static IEnumerable<CheckResult> InOrder(DoctorSight sight, EntrySight entry, Dictionary<string, long> found)
    {
        var (locks, statement) = (found.GetValueOrDefault("lock_timeout"), found.GetValueOrDefault("statement_timeout"));
        if (locks > 0 && statement > 0 && statement <= locks)
        {
            yield return CheckResult.Fail(
                Order, entry.Name, $"`statement_timeout` {Text(statement)} ends a wait for a lock before `lock_timeout` {Text(locks)} "
                    + "does, so that no error names the lock",
                "set lock_timeout below statement_timeout");
        }

        var query = Console(sight, "query_timeout");
        if (statement > 0 && query > 0 && query * 1000 <= statement)
        {
            yield return CheckResult.Fail(
                Order, entry.Name, $"PgBouncer's `query_timeout` {query.Value.ToString(CultureInfo.InvariantCulture)} s closes the "
                    + $"client before `statement_timeout` {Text(statement)} ends the statement",
                "set query_timeout above statement_timeout, or to 0");
        }

        var idle = found.GetValueOrDefault("idle_session_timeout");
        var pruned = Console(sight, "server_idle_timeout");
        if (idle > 0 && pruned is { } limit && (limit == 0 || limit * 1000 >= idle))
        {
            yield return CheckResult.Fail(
                Order, entry.Name, $"`idle_session_timeout` {Text(idle)} ends server connections that PgBouncer keeps for "
                    + $"{(limit == 0 ? "ever" : $"{limit.ToString(CultureInfo.InvariantCulture)} s")}",
                "set idle_session_timeout = 0 for the pooled role, or server_idle_timeout below it");
        }
    }

    private static IEnumerable<CheckResult> OfPooler(DoctorSight sight)
    {
        if (Console(sight, "query_wait_timeout") is not { } wait)
        {
            if (sight.Entries.Any(entry => entry.Sessions.Value is { Sharing: not Sharing.None }))
                yield return CheckResult.Skip(
                    Name, null, "how long a client may wait for a server connection is known to the console alone", "give it with --admin");
            yield break;
        }

        yield return wait == 0
            ? CheckResult.Warn(
                Name, null, "`query_wait_timeout` is 0: a client waits for a server connection for ever",
                "set it below the clients' own command time-out")
            : CheckResult.Ok(Name, null, $"query_wait_timeout {wait.ToString(CultureInfo.InvariantCulture)} s");
    }

    private static decimal? Console(DoctorSight sight, string name) =>
        decimal.TryParse(
            sight.Console.Value?.Config.Value?.GetValueOrDefault(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var value)
            ? value
            : null;

    private static long Milliseconds(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string Text(long milliseconds) =>
        milliseconds <= 0 ? "off" : DurationText.Format(TimeSpan.FromMilliseconds(milliseconds));

    private static string Suggestion(string name) => name switch
    {
        "lock_timeout" => "15s",
        "statement_timeout" => "20s",
        _ => "60s",
    };
}
