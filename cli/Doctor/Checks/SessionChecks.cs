using Infra.Cli.Doctor.Looking;

namespace Infra.Cli.Doctor.Checks;

/// <summary>Whether one client meets what another left behind, and what clears it away.</summary>
internal static class SessionChecks
{
    public const string Name = "sessions";
    public const string Reset = "reset";

    public static IEnumerable<CheckResult> Of(DoctorSight sight)
    {
        foreach (var entry in sight.Entries)
        {
            yield return OfSessions(sight, entry);
            yield return OfReset(sight, entry);
        }
    }

    private static CheckResult OfSessions(DoctorSight sight, EntrySight entry)
    {
        if (entry.Sessions.Value is not { } sessions)
            return CheckResult.Skip(Name, entry.Name, entry.Sessions.Reason!);
        if (sessions.Sharing == Sharing.None)
            return CheckResult.Ok(Name, entry.Name, "a session ends with its client");
        if (!sessions.Leftovers.IsEmpty)
        {
            return CheckResult.Fail(
                Name, entry.Name, $"another client left behind on a server connection: {string.Join(", ", sessions.Leftovers)}",
                "find the client that does it: SET LOCAL, pg_advisory_xact_lock, temporary tables ON COMMIT DROP and no SQL PREPARE "
                    + "end with the transaction; "
                    + "RECONNECT the pooler to be rid of what is there");
        }

        var mode = Mode.Of(sight, entry).Sharing;
        if (sessions.Looked == 0)
            return CheckResult.Skip(Name, entry.Name, sessions.Reason ?? "no server connection could be looked at");
        return sessions.SettingStays switch
        {
            true when mode == Sharing.Session => CheckResult.Fail(
                Name, entry.Name, "a setting of one client was still there for the next",
                "set server_reset_query = DISCARD ALL and RELOAD"),
            true =>
                CheckResult.Ok(
                    Name, entry.Name,
                    "nothing left behind; a SET outlives its client, as it does in every pool by transaction: use SET LOCAL"),
            false => CheckResult.Ok(Name, entry.Name, "nothing left behind; a setting of one client is gone for the next"),
            null => CheckResult.Ok(Name, entry.Name, "nothing left behind where it was looked"),
        };
    }

    private static CheckResult OfReset(DoctorSight sight, EntrySight entry)
    {
        var mode = Mode.Of(sight, entry).Sharing;
        if (mode is Sharing.None or Sharing.Unknown)
            return CheckResult.Skip(Reset, entry.Name, mode == Sharing.None ? "there is no pooler" : "the pool mode is not known");
        if (sight.Console.Value?.Config.Value is not { } config)
        {
            return mode != Sharing.Session && entry.Sessions.Value?.SettingStays == false
                ? CheckResult.Warn(
                    Reset, entry.Name, "sessions are reset after every transaction, which costs a round trip each time",
                    "set server_reset_query_always = 0")
                : CheckResult.Skip(Reset, entry.Name, "what resets a session is known to the console alone", "give it with --admin");
        }

        var query = config.GetValueOrDefault("server_reset_query", "");
        var always = config.GetValueOrDefault("server_reset_query_always", "0") != "0";
        return (mode, query) switch
        {
            (Sharing.Session, "") => CheckResult.Fail(
                Reset, entry.Name, "server_reset_query is empty, so that a client inherits the session of the one before",
                "set server_reset_query = DISCARD ALL and RELOAD"),
            (Sharing.Session, _) when !query.Contains("DISCARD ALL", StringComparison.OrdinalIgnoreCase) => CheckResult.Warn(
                Reset, entry.Name, $"server_reset_query is `{query}`, which leaves more behind than DISCARD ALL",
                "set server_reset_query = DISCARD ALL and RELOAD"),
            (Sharing.Session, _) => CheckResult.Ok(Reset, entry.Name, $"`{query}` after each client"),
            (_, not "") when always => CheckResult.Fail(
                Reset, entry.Name, $"server_reset_query_always = 1 runs `{query}` after every transaction, which costs a round trip "
                    + "and every prepared plan",
                "set server_reset_query_always = 0 and RELOAD; a client that needs its session belongs in a pool by session"),
            _ => CheckResult.Ok(Reset, entry.Name, "none runs between transactions"),
        };
    }
}
