using System.Globalization;
using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Checks;

/// <summary>TLS from the client to where it connects, and from a pooler to the server.</summary>
internal static class TlsChecks
{
    public const string Name = "TLS";
    public const string Required = "TLS required";
    public const string Server = "TLS to the server";

    private static readonly TimeSpan _soon = TimeSpan.FromDays(14);

    public static IEnumerable<CheckResult> Of(DoctorSight sight)
    {
        var pooled = Identity.Of(sight).Pooler is not (PoolerFound.None or PoolerFound.Unknown);
        foreach (var entry in sight.Entries)
        {
            yield return OfClient(entry, sight.Now);
            yield return OfPlain(entry);
            yield return OfServer(sight, entry, pooled);
        }
    }

    private static CheckResult OfClient(EntrySight entry, DateTimeOffset now)
    {
        if (entry.Failure == WireFailure.Tls)
            return CheckResult.Fail(
                Name, entry.Name, entry.Login.Reason!,
                "let the server show a certificate of its name from a trusted authority: client_tls_sslmode = require with PgBouncer");
        if (entry.Login.Value is not { } login)
            return CheckResult.Skip(Name, entry.Name, EntrySight.NoConnection);
        if (entry.Address.IsSocket)
            return CheckResult.Skip(Name, entry.Name, "a Unix socket has no TLS");
        if (login.Tls is not { } tls)
        {
            return entry.Address.Tls.IsWanted
                ? CheckResult.Fail(
                    Name, entry.Name, "none: the server offers no TLS",
                    "set client_tls_sslmode = require with PgBouncer, ssl = on with PostgreSQL")
                : CheckResult.Fail(Name, entry.Name, "none: the address asks for none (sslmode=disable)", "write sslmode=verify-full");
        }

        var found = $"{tls.Protocol}, {tls.Cipher}";
        if (tls.NotAfter - now < _soon)
        {
            var end = tls.NotAfter.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return CheckResult.Warn(Name, entry.Name, $"{found}; the certificate ends on {end}", "renew it, and RELOAD PgBouncer");
        }

        return tls switch
        {
            { Verified: false } => CheckResult.Warn(
                Name, entry.Name, $"{found}; sslmode=verify-full would not accept the certificate: {tls.Doubts}",
                "give the authority as sslrootcert, and connect by the name in the certificate"),
            _ when !entry.Address.Tls.IsNameVerified => CheckResult.Warn(
                Name, entry.Name, $"{found}; the certificate is good, but sslmode={entry.Address.Tls.Mode} does not verify it",
                "write sslmode=verify-full"),
            _ => CheckResult.Ok(Name, entry.Name, $"{found}; certificate and name verified"),
        };
    }

    private static CheckResult OfPlain(EntrySight entry) => entry.Plain switch
    {
        { Reason: { } reason } => CheckResult.Skip(Required, entry.Name, reason),
        { Value: { Refusal: { } refusal, IsForWantOfTls: true } } =>
            CheckResult.Ok(Required, entry.Name, $"a client without TLS is refused: {refusal}"),
        { Value.Refusal: { } other } => CheckResult.Skip(
            Required, entry.Name, $"a client without TLS was refused for another reason: {other}", "examine again when that is over"),
        _ => CheckResult.Warn(
            Required, entry.Name, "a client without TLS may log in", "set client_tls_sslmode = require with PgBouncer, hostssl in "
                + "pg_hba.conf, rds.force_ssl or require_secure_transport in the clouds"),
    };

    private static CheckResult OfServer(DoctorSight sight, EntrySight entry, bool pooled)
    {
        if (entry.Server.Value is not { } server)
            return CheckResult.Skip(Server, entry.Name, entry.Server.Reason!);
        if (!pooled)
            return CheckResult.Skip(Server, entry.Name, "there is no pooler");
        const string Advice = "set server_tls_sslmode = verify-full and server_tls_ca_file";
        if (server.Tls is null)
        {
            return server.IsBesideClient
                ? CheckResult.Warn(Server, entry.Name, "none, between a pooler and a server on one machine", Advice)
                : CheckResult.Fail(Server, entry.Name, $"none, from {server.ClientHost} to {server.ServerHost}", Advice);
        }

        return sight.Console.Value?.Config.Value?.GetValueOrDefault("server_tls_sslmode") switch
        {
            null => CheckResult.Ok(Server, entry.Name, $"{server.Tls}; whether the pooler verifies the certificate cannot be seen"),
            "verify-full" => CheckResult.Ok(Server, entry.Name, $"{server.Tls}, certificate and name verified"),
            var mode =>
                CheckResult.Warn(
                    Server, entry.Name, $"{server.Tls}, but server_tls_sslmode = {mode} does not verify the server's name", Advice),
        };
    }
}
