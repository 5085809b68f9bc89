using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Checks;

/// <summary>Whether a client gets in and to a server.</summary>
internal static class ConnectionCheck
{
    public const string Name = "connection";

    public static IEnumerable<CheckResult> Of(DoctorSight sight) => sight.Entries.Select(entry => entry switch
    {
        { Login.Reason: { } reason } => CheckResult.Fail(Name, entry.Name, reason, Advice(entry)),
        { Server.Reason: { } reason } => CheckResult.Fail(
            Name, entry.Name, $"the login succeeded, but no statement was answered: {reason}", "see whether the server behind the "
                + "pooler runs, and the pooler's log"),
        _ =>
            CheckResult.Ok(
                Name, entry.Name,
                $"logged in at {entry.Address.Place} as {entry.Address.User}, database {entry.Address.Database}, PostgreSQL "
                    + $"{entry.Server.Value!.Version}"),
    });

    private static string Advice(EntrySight entry) => entry switch
    {
        { Refusal.Text: { } text } when text.Contains("startup parameter", StringComparison.Ordinal) =>
            "take the parameter out of the connection string, or add it to PgBouncer's ignore_startup_parameters",
        { Refusal.State: "53300" } => "see the check headroom: lower the pools, or close clients that are not needed",
        { Login.Reason: { } reason } when reason.EndsWith(WireConnection.AfterPassword, StringComparison.Ordinal) =>
            "see whether the server behind the pooler runs and takes its connections, whether the entry is paused, and the pooler's log",
        { Refusal: { } refusal } when refusal.State == "3D000" || refusal.Text.StartsWith("no such database", StringComparison.Ordinal) =>
            "name a database that there is",
        { Refusal: { State: "28P01" } } or { Refusal.Text: "SASL authentication failed" or "password authentication failed" } =>
            "see the user and the password; they may have been rotated",
        { Failure: WireFailure.Login } => "see the user, the password and the database, and the log of the pooler",
        { Failure: WireFailure.Unreachable } => "see the host and the port, and that the pooler or the server runs",
        { Failure: WireFailure.NotPostgres } => "see the port: something else listens there",
        { Failure: WireFailure.Tls } => "see sslmode and sslrootcert, and the certificate of the server",
        { Failure: null } => "see the host, the port and the firewalls between; what hangs there may be overloaded, or no PostgreSQL",
        _ => "see the log of the pooler and of the server",
    };
}
