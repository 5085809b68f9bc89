using System.Globalization;
using Infra.Cli.Doctor.Looking;

namespace Infra.Cli.Doctor.Checks;

/// <summary>How many connections a server still takes from ordinary roles.</summary>
internal static class HeadroomCheck
{
    public const string Name = "headroom";

    private const int FailBelowPercent = 10;
    private const int WarnBelowPercent = 20;

    public static IEnumerable<CheckResult> Of(DoctorSight sight) => sight.Entries.Select(Of);

    private static CheckResult Of(EntrySight entry)
    {
        const string Advice = "lower default_pool_size or the clients' pools, end idle sessions, or raise max_connections";
        if ((entry.Login.Reason ?? entry.Server.Reason) is { } reason)
        {
            return IsFull(reason)
                ? CheckResult.Fail(Name, entry.Name, $"the server takes no more connections: {reason}", Advice)
                : CheckResult.Skip(Name, entry.Name, entry.Server.Reason!);
        }

        if (entry.Settings.Value is not { } settings)
            return CheckResult.Skip(Name, entry.Name, entry.Settings.Reason!);
        var room = ServerRoom.Of(entry.Server.Value!, settings);
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"{room.Used} of {room.Usable} used ({room.Max} minus {room.Reserved} reserved), {room.Free} free");
        return (room.Free * 100) switch
        {
            var part when part < room.Usable * FailBelowPercent =>
                CheckResult.Fail(Name, entry.Name, $"{found}: less than {FailBelowPercent} %", Advice),
            var part when part < room.Usable * WarnBelowPercent =>
                CheckResult.Warn(Name, entry.Name, $"{found}: less than {WarnBelowPercent} %", Advice),
            _ => CheckResult.Ok(Name, entry.Name, found),
        };
    }

    private static bool IsFull(string reason) =>
        reason.Contains("too many clients already", StringComparison.Ordinal)
        || reason.Contains("remaining connection slots", StringComparison.Ordinal);
}
