using Infra.Cli.Doctor.Checks;
using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;
using Infra.Pooling.Specification;
using static Infra.Cli.Tests.Doctor.Given;

namespace Infra.Cli.Tests.Doctor;

/// <summary>The checks of a connection, on sights that no server here can give.</summary>
public sealed class CheckTests
{
    [Theory]
    [InlineData("app.proxy-abc.eu-west-1.rds.amazonaws.com", 5432, "rdsProxy", "the host is an endpoint of RDS Proxy")]
    [InlineData("reads.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com", 5432, "rdsProxy", "the host is an endpoint of RDS Proxy")]
    [InlineData(
        "app.postgres.database.azure.com", 6432, "azureBuiltIn", "the host is a Flexible Server, and the port is that of its PgBouncer")]
    [InlineData("db.example", 6432, "other", null)]
    public void Identity_SomethingBetween_IsToldByItsHost(string host, int port, string kind, string? evidence)
    {
        var identity = Identity.Of(Sight(Entry() with { Address = At(host, port) }));

        Assert.Equal(kind, Spelling.Of(identity.Pooler));
        Assert.Equal(new[] { "the key of a cancel request names no process of the server", evidence }.OfType<string>(), identity.Evidence);
    }

    [Fact]
    public void Identity_OwnProcessInTheKey_IsNoPooler() => Assert.Equal(
        PoolerFound.None, Identity.Of(
            Sight(Entry() with
            {
                Address = At("app.cluster-abc.eu-west-1.rds.amazonaws.com", 5432),
                Login = Seen.Of(new LoginFacts(Good, "md5", 7)),
            })).Pooler);

    [Fact]
    public void Identity_NothingAnswered_IsUnknownAndSkipped()
    {
        var sight = Sight(Entry() with { Server = Seen<ServerFacts>.Not("late") });

        Assert.Equal(PoolerFound.Unknown, Identity.Of(sight).Pooler);
        Assert.Equal(
            "Skipped pooler: which pooler it is was not seen, because no statement was answered", Line(PoolerCheck.Of(sight).First()));
    }

    [Fact]
    public void Identity_ConsoleOnAzure_IsTheBuiltIn() => Assert.Equal(
        "Azure's built-in PgBouncer 1.25.1",
        Identity.Of(Sight(Entry() with { Address = At("app.postgres.database.azure.com", 6432) }) with { Console = Console() }).Name);

    [Theory]
    [InlineData("verify-full", null, false, 365, "Ok TLS (app): TLSv1.3, TLS_AES_256_GCM_SHA384; certificate and name verified")]
    [InlineData(
        "require", null, false, 365,
        "Warning TLS (app): TLSv1.3, TLS_AES_256_GCM_SHA384; the certificate is good, but sslmode=require does not verify it → write "
            + "sslmode=verify-full")]
    [InlineData("prefer", "no trusted authority has signed it", true, 365,
        "Warning TLS (app): TLSv1.3, TLS_AES_256_GCM_SHA384; sslmode=verify-full would not accept the certificate: no trusted "
            + "authority has signed it and it is made out to another name"
        + " → give the authority as sslrootcert, and connect by the name in the certificate")]
    [InlineData(
        "verify-full", null, false, 13,
        "Warning TLS (app): TLSv1.3, TLS_AES_256_GCM_SHA384; the certificate ends on 2026-11-14 → renew it, and RELOAD PgBouncer")]
    public void Tls_InForce_IsJudgedByItsCertificate(string mode, string? untrusted, bool otherName, int days, string expected)
    {
        var tls = Good with { Untrusted = untrusted, OtherName = otherName, NotAfter = Now.AddDays(days) };

        Assert.Equal(
            expected,
            Line(TlsChecks.Of(Sight(Entry() with
            {
                Address = At("db.example", 6432, mode),
                Login = Seen.Of(new LoginFacts(tls, "md5", 1)),
            })).First()));
    }

    [Theory]
    [InlineData(
        null, "10.0.0.1", "10.0.0.2",
        "Failed TLS to the server (app): none, from 10.0.0.2 to 10.0.0.1 → set server_tls_sslmode = verify-full and server_tls_ca_file")]
    [InlineData(
        null, "10.0.0.1", "10.0.0.1",
        "Warning TLS to the server (app): none, between a pooler and a server on one machine → set server_tls_sslmode = verify-full "
            + "and server_tls_ca_file")]
    [InlineData(
        null, null, null,
        "Warning TLS to the server (app): none, between a pooler and a server on one machine → set server_tls_sslmode = verify-full "
            + "and server_tls_ca_file")]
    [InlineData(
        "TLSv1.3", "10.0.0.1", "10.0.0.2",
        "Ok TLS to the server (app): TLSv1.3; whether the pooler verifies the certificate cannot be seen")]
    public void TlsToTheServer_OfAPooler_IsJudgedByTheWay(string? tls, string? server, string? client, string expected) => Assert.Equal(
        expected, Line(
            TlsChecks.Of(
                Sight(Entry() with { Server = Seen.Of(Server() with { Tls = tls, ServerHost = server, ClientHost = client }) })).Last()));

    [Theory]
    [InlineData(
        "28000", "no pg_hba.conf entry for host \"10.0.0.9\", user \"api\", database \"app\", no encryption",
        "Ok TLS required (app): a client without TLS is refused: no pg_hba.conf entry for host \"10.0.0.9\", user \"api\", "
            + "database \"app\", no encryption (28000)")]
    [InlineData("08P01", "SSL required", "Ok TLS required (app): a client without TLS is refused: SSL required (08P01)")]
    [InlineData(
        "08P01", "This RDS Proxy requires TLS connections",
        "Ok TLS required (app): a client without TLS is refused: This RDS Proxy requires TLS connections (08P01)")]
    [InlineData(
        "53300", "sorry, too many clients already",
        "Skipped TLS required (app): a client without TLS was refused for another reason: sorry, too many clients already (53300) "
            + "→ examine again when that is over")]
    [InlineData(
        "57P03", "the database system is starting up",
        "Skipped TLS required (app): a client without TLS was refused for another reason: the database system is starting up (57P03) "
            + "→ examine again when that is over")]
    [InlineData(
        "08P01", "no more connections allowed (max_client_conn)",
        "Skipped TLS required (app): a client without TLS was refused for another reason: no more connections allowed "
            + "(max_client_conn) (08P01) → examine again when that is over")]
    public void TlsRequired_OfARefusal_IsJudgedByItsReason(string state, string text, string expected) => Assert.Equal(
        expected,
        Line(TlsChecks.Of(Sight(Entry() with { Plain = Seen.Of(new PlainFacts(new ServerMessage("FATAL", state, text))) })).ElementAt(1)));

    [Theory]
    [InlineData("md5", true, "Warning authentication (app): md5, which can be replayed by whoever steals the hash")]
    [InlineData("password", true, "Warning authentication (app): the password in plain text, inside TLS")]
    [InlineData("password", false, "Failed authentication (app): the password went over the wire in plain text, without TLS")]
    [InlineData("none", true, "Failed authentication (app): no password was asked for: whoever reaches the port is let in")]
    public void Authentication_BelowScram_IsSaid(string method, bool tls, string expected) => Assert.StartsWith(
        expected, Line(
            AuthenticationCheck.Of(
                Sight(Entry() with { Login = Seen.Of(new LoginFacts(tls ? Good : null, method, 1)) })).Single()), StringComparison.Ordinal);

    [Fact]
    public void Timeouts_OffWithoutAPlan_AreWarnings() => Assert.Equal(
        [
            "Warning time-outs (app): `lock_timeout` is off → set it for the role: ALTER ROLE … SET lock_timeout = '15s'",
            "Warning time-outs (app): `statement_timeout` is off → set it for the role: ALTER ROLE … SET statement_timeout = '20s'",
            "Failed time-out order (app): `idle_session_timeout` 1m ends server connections that PgBouncer keeps for 600 s → set "
                + "idle_session_timeout = 0 for the pooled role, or server_idle_timeout below it",
            "Warning time-outs: `query_wait_timeout` is 0: a client waits for a server connection for ever → set it below the "
                + "clients' own command time-out",
        ],
        TimeoutChecks.Of(Sight(
            Entry(
                ("lock_timeout", "0"), ("statement_timeout", "0"), ("idle_in_transaction_session_timeout", "60000"),
                ("idle_session_timeout", "60000"))) with
        {
            Console = Console(("query_wait_timeout", "0"), ("server_idle_timeout", "600")),
        }).Select(Line));

    [Fact]
    public void TimeoutOrder_PoolersOwnBelowTheServers_Fails() => Assert.Equal(
        "Failed time-out order (app): PgBouncer's `query_timeout` 10 s closes the client before `statement_timeout` 20s ends the "
            + "statement → set query_timeout above statement_timeout, or to 0",
        Line(TimeoutChecks.Of(
            Sight(Entry(("statement_timeout", "20000"), ("lock_timeout", "1000"), ("idle_in_transaction_session_timeout", "1"))) with
            {
                Console = Console(("query_timeout", "10")),
            })
            .Single(result => result.Check == TimeoutChecks.Order)));

    [Fact]
    public void Pooler_OfAnotherKindThanPlanned_Fails()
    {
        var sight = Sight(Entry() with { Address = At("app.proxy-abc.eu-west-1.rds.amazonaws.com", 5432) }) with
        {
            Plan = Plan(),
        };

        Assert.Equal(
            "Failed pooler: RDS Proxy (the key of a cancel request names no process of the server; the host is an endpoint of RDS "
                + "Proxy), planned pgbouncer"
                + " → give the address of the planned pooler, or name the stack that this one belongs to",
            Line(PoolerCheck.Of(sight).First()));
    }
}
