using System.Globalization;
using Infra.Cli.Doctor.Looking;

namespace Infra.Cli.Doctor.Checks;

/// <summary>Whether a statement that a client prepared once is there in its next transaction.</summary>
internal static class PreparedCheck
{
    public const string Name = "prepared statements";

    private const string Advice = "set max_prepared_statements = 200 (PgBouncer 1.21 or newer), or turn them off in the drivers: "
        + "Max Auto Prepare=0, prepareThreshold=0, statement_cache_size=0";

    public static IEnumerable<CheckResult> Of(DoctorSight sight) => sight.Entries.Select(entry => Of(sight, entry));

    private static CheckResult Of(DoctorSight sight, EntrySight entry)
    {
        if (entry.Sessions.Value is not { } sessions)
            return CheckResult.Skip(Name, entry.Name, entry.Sessions.Reason!);
        var config = sight.Console.Value?.Config.Value?.GetValueOrDefault("max_prepared_statements");
        var planned = sight.Plan?.PgBouncer?.Settings.GetValueOrDefault("max_prepared_statements")
            ?? (sight.Plan?.FlexibleServer is { } azure ? azure.PoolerSetting("max_prepared_statements") : null);
        switch (sessions.Prepared)
        {
            case PreparedUse.OtherConnection:
                return CheckResult.Ok(Name, entry.Name, "prepared on one server connection, used on another");
            case PreparedUse.SameConnection when sessions.Sharing == Sharing.None:
                return CheckResult.Ok(Name, entry.Name, "a session keeps its own");
            case PreparedUse.SameConnection when Mode.Of(sight, entry).Sharing == Sharing.Session:
                return CheckResult.Ok(Name, entry.Name, "a client keeps its server connection, and with that its own");
            case PreparedUse.Lost when planned == "0":
                return CheckResult.Warn(
                    Name, entry.Name, $"a client loses them, as planned (max_prepared_statements is 0): {sessions.PreparedFault}",
                    "see that no driver prepares");
            case PreparedUse.Lost:
                return CheckResult.Fail(
                    Name, entry.Name, $"a statement was gone in the client's next transaction: {sessions.PreparedFault}", Advice);
        }

        var reason = sessions.Reason ?? "the statement could not be tried on a second server connection";
        return Mode.Of(sight, entry).Sharing == Sharing.Transaction && config == "0" && planned != "0"
            ? CheckResult.Fail(Name, entry.Name, "max_prepared_statements is 0, so that a client loses them with its transaction", Advice)
            : CheckResult.Skip(
                Name, entry.Name,
                reason + (config is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (max_prepared_statements is {config})")));
    }
}
