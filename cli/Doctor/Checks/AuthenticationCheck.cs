using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Checks;

/// <summary>How the client proved who it is.</summary>
internal static class AuthenticationCheck
{
    public const string Name = "authentication";

    private const string Advice = "set auth_type = scram-sha-256 with PgBouncer, password_encryption and pg_hba.conf with PostgreSQL";

    public static IEnumerable<CheckResult> Of(DoctorSight sight) => sight.Entries.Select(entry => entry.Login.Value switch
    {
        null => CheckResult.Skip(Name, entry.Name, EntrySight.NoConnection),
        { Authentication: PasswordLogin.Scram } => CheckResult.Ok(Name, entry.Name, "SCRAM-SHA-256"),
        { Authentication: "md5" } => CheckResult.Warn(Name, entry.Name, "md5, which can be replayed by whoever steals the hash", Advice),
        { Authentication: "password", Tls: null } =>
            CheckResult.Fail(Name, entry.Name, "the password went over the wire in plain text, without TLS", Advice),
        { Authentication: "password" } => CheckResult.Warn(Name, entry.Name, "the password in plain text, inside TLS", Advice),
        _ when entry.Address.IsSocket || entry.Address.Tls.ClientCertificate is not null =>
            CheckResult.Ok(Name, entry.Name, "no password was asked for"),
        _ => CheckResult.Fail(Name, entry.Name, "no password was asked for: whoever reaches the port is let in", Advice),
    });
}
