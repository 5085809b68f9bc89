using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Tests.PgBouncer;

public class PgBouncerLintTests
{
    /// <summary>A file in which the lint finds nothing.</summary>
    private const string Good =
        """
        [pgbouncer]
        listen_addr = *
        pool_mode = transaction
        auth_type = scram-sha-256
        auth_file = userlist.txt
        client_tls_sslmode = require
        client_tls_key_file = a.key
        client_tls_cert_file = a.crt
        server_tls_sslmode = verify-full
        server_tls_ca_file = ca.crt
        query_wait_timeout = 20
        max_db_connections = 40
        [databases]
        app = host=db.example

        """;

    [Fact]
    public void Check_GoodFile_FindsNothing() => Assert.Empty(Check(Good, "1.26.1"));

    [Theory]
    [InlineData("max_client_con = 5", "error: PgBouncer has no setting `max_client_con`; allowed: a setting of PgBouncer 1.26.1; fix: did you mean `max_client_conn`? [unknown-setting]")]
    [InlineData("max_client_conn = many", "error: PgBouncer cannot read the value of `max_client_conn` (received many); allowed: a whole number, 1 to 2147483647; fix: write such a value [invalid-value]")]
    [InlineData("auth_type = crypt", "error: PgBouncer cannot read the value of `auth_type` (received crypt); allowed: any, trust, plain, md5, cert, hba, ldap, pam, scram-sha-256; fix: write such a value [invalid-value]")]
    [InlineData("query_timeout = -1", "error: PgBouncer cannot read the value of `query_timeout` (received -1); allowed: a number of seconds, 0 to 31536000; fix: write such a value [invalid-value]")]
    [InlineData("default_pool_size = -1", "warning: the value of `default_pool_size` is out of range, and PgBouncer takes it as -1 (received -1); allowed: a whole number, 0 to 2147483647; fix: write such a value [out-of-range]")]
    [InlineData("default_pool_size = 010", "warning: PgBouncer reads the value of `default_pool_size` as 8 (received 010); allowed: a whole number, 0 to 2147483647; fix: write 8, or what you mean [read-as]")]
    [InlineData("server_check_query = select 1 ; alive?", "warning: what looks like a comment is part of the value of `server_check_query`; allowed: comments on lines of their own; fix: move the comment [trailing-comment]")]
    [InlineData("auth_type = trust", "error: anybody who knows the name of a role may log in as it (received trust); allowed: scram-sha-256, cert, or hba; fix: set auth_type = scram-sha-256 [open-authentication]")]
    [InlineData("auth_type = any", "error: anybody may log in as any role, and everybody is an administrator (received any); allowed: scram-sha-256, cert, or hba; fix: set auth_type = scram-sha-256 [open-authentication]")]
    [InlineData("auth_type = plain", "error: clients send their passwords in plain text (received plain); allowed: scram-sha-256, cert, or hba; fix: set auth_type = scram-sha-256 [open-authentication]")]
    [InlineData("auth_type = MD5", "warning: whoever reads an MD5 hash can log in with it (received MD5); allowed: scram-sha-256, cert, or hba; fix: set auth_type = scram-sha-256 [md5]")]
    [InlineData("auth_query = SELECT * FROM user_lookup($1)", "warning: auth_query finds its table or function by search_path, which a client may be able to set (CVE-2025-12819) (received SELECT * FROM user_lookup($1)); allowed: names with their schema, such as pgbouncer.user_lookup; fix: put the schema in front of the name [auth-query]")]
    [InlineData("auth_query = SELECT usename, passwd FROM pg_catalog.pg_shadow WHERE usename=$1", "warning: auth_query lets expired passwords in (CVE-2025-2291) (received SELECT usename, passwd FROM pg_catalog.pg_shadow WHERE usename=$1); allowed: a query that gives no password once rolvaliduntil has passed; fix: select CASE WHEN rolvaliduntil < now() THEN NULL ELSE rolpassword END [auth-query]")]
    [InlineData("admin_users = root", "note: administrators may log in from wherever clients may (received root); allowed: auth_type = hba with a file that lets them in from few places; fix: add an HBA file, or keep the list empty [console-without-hba]")]
    [InlineData("client_tls_sslmode = prefer", "warning: clients may talk without TLS (received prefer); allowed: require, verify-ca, or verify-full; fix: set client_tls_sslmode = require [client-tls]")]
    [InlineData("client_tls_sslmode = disable", "warning: clients from other machines talk without TLS (received disable); allowed: require, verify-ca, or verify-full; fix: set client_tls_sslmode = require, with a key and a certificate [client-tls]")]
    [InlineData("client_tls_key_file =", "error: TLS for clients needs a key and a certificate (received require); allowed: client_tls_key_file and client_tls_cert_file; fix: set both [client-tls-files]")]
    [InlineData("client_tls_protocols = tlsv1.1,tlsv1.2", "warning: TLS 1.0 and 1.1 are broken (received tlsv1.1,tlsv1.2); allowed: secure, or tlsv1.2 and tlsv1.3; fix: set client_tls_protocols = secure [old-tls]")]
    [InlineData("server_tls_protocols = legacy", "error: PgBouncer cannot read the value of `server_tls_protocols` (received legacy); allowed: secure, all, tlsv1.0, tlsv1.1, tlsv1.2, tlsv1.3, with commas between them; fix: set server_tls_protocols = secure [invalid-value]")]
    [InlineData("server_tls_sslmode = require", "warning: somebody between PgBouncer and the server of `app` can pass for the server (received require); allowed: verify-full; fix: set server_tls_sslmode = verify-full, with server_tls_ca_file [server-tls]")]
    [InlineData("server_tls_ca_file =", "warning: there is no certificate authority to check the server's certificate with (received ); allowed: the file of the authority; fix: set server_tls_ca_file [server-tls]")]
    [InlineData("server_reset_query_always = 1", "warning: the reset query runs after every transaction, which costs a round trip each (received 1); allowed: 0; fix: set server_reset_query_always = 0, and let no client keep state in its session [reset-query-always]")]
    [InlineData("server_reset_query = DISCARD ALL", "note: the query never runs, because no pool is in session mode (received DISCARD ALL); allowed: a reset query only where there is session mode; fix: remove it; what a session keeps reaches the next client [reset-query-unused]")]
    [InlineData("max_prepared_statements = 0", "warning: clients that prepare statements fail, because their server connection changes (received 0); allowed: 1 or more, larger than the number of statements in common use; fix: set max_prepared_statements = 200 [prepared-off]")]
    [InlineData("default_pool_size = 0", "warning: 0 means a pool without limit (received 0); allowed: 1 or more; fix: set the number of server connections that each pool may use [unlimited-pool]")]
    [InlineData("max_db_connections = 0", "warning: `app` has a pool for every role and no limit over all of them; allowed: max_db_connections of 1 or more in the entry or for all; fix: set max_db_connections to what the server can spare [no-database-limit]")]
    [InlineData("max_client_conn = 10", "warning: a pool of 20 server connections can never be used (received 10); allowed: more than 20; fix: raise max_client_conn or make the pool smaller [client-limit]")]
    [InlineData("query_wait_timeout = 0", "warning: clients wait for a server connection without end (received 0); allowed: more than 0 and less than the clients' own time-out; fix: set query_wait_timeout, for example to 10 [endless-queue]")]
    [InlineData("server_connect_timeout = 30", "warning: a client gives up waiting before server_connect_timeout ends (received 30); allowed: less than query_wait_timeout, 20; fix: lower server_connect_timeout or raise query_wait_timeout [timeout-order]")]
    [InlineData("server_lifetime = 0", "warning: 0 means that every server connection is closed after one use (received 0); allowed: more than 0; fix: set server_lifetime = 3600 [single-use]")]
    [InlineData("so_reuseport = 1", "warning: a cancel request may reach a process that does not know the query (received 1); allowed: a peer_id for each process, and all of them in [peers]; fix: set peer_id and [peers] [lost-cancels]")]
    public void Check_OneBadSetting_IsFoundAtItsLine(string line, string expected)
    {
        var name = line.Split(' ')[0];
        var lines = Good.Split('\n').Where(good => !good.StartsWith(name + " ", StringComparison.Ordinal)).ToList();
        lines.Insert(1, line);

        var finding = Assert.Single(Findings(string.Join('\n', lines), "1.26.1"));

        var at = finding.Id is "no-database-limit" ? lines.IndexOf("app = host=db.example") + 1
            : finding.Id is "client-tls-files" ? lines.IndexOf("client_tls_sslmode = require") + 1 : 2;
        Assert.Equal($"pgbouncer.ini:{at}: {expected}", finding.ToString());
    }

    [Theory]
    [InlineData("app = host=db.example pool_mode=session", "warning: every client of `app` keeps a server connection until it disconnects (received session); allowed: transaction, where the clients keep nothing in their session; fix: set pool_mode=transaction [session-mode]")]
    [InlineData("app = host=db.example user=a password=hunter2", "warning: the entry `app` holds a password, for everybody who can read the file; allowed: passwords in the file that auth_file names, as SCRAM verifiers; fix: remove the password and the user from the entry [password-in-file]")]
    [InlineData("app = host=db.example passwort=hunter2", "error: PgBouncer has no setting `passwort` in [databases]; allowed: a setting of PgBouncer 1.26.1; fix: did you mean `password`? [unknown-setting]")]
    [InlineData("app = host=db.example pool_size=0", "warning: 0 means a pool without limit, and `app` sets pool_size so (received 0); allowed: 1 or more; fix: set the number of server connections that each pool may use [unlimited-pool]")]
    [InlineData("app = host=db.example pool_size=20x", "warning: PgBouncer reads the value of `pool_size` as 20 (received 20x); allowed: a whole number, 0 to 2147483647; fix: write 20, or what you mean [read-as]")]
    [InlineData("app = host=db.example port=x", "error: PgBouncer cannot read the value of `port` (received x); allowed: a whole number, 1 to 65535; fix: write such a value [invalid-value]")]
    [InlineData("app = host=db.example reserve_pool=3", "note: `reserve_pool` is the old name of `reserve_pool_size` (received 3); allowed: reserve_pool_size; fix: write `reserve_pool_size` [deprecated-setting]")]
    [InlineData("app = host=a,b", "note: the hosts of `app` are used in turn; none is skipped when it is down, and none is asked whether it is the primary (received a,b); allowed: one host, or hosts that are always up and alike; fix: lead the entry to a name that follows the primary [host-list]")]
    [InlineData("* = host", "error: the entry `*` cannot be read: character 1 does not start a `name=value` pair; allowed: `name=value` pairs with blanks between them, values with blanks in single quotes; fix: correct the entry [fallback-entry]")]
    public void Check_OneBadEntry_IsFoundAtItsLine(string line, string expected)
    {
        var finding = Assert.Single(Findings(Good.Replace("app = host=db.example", line, StringComparison.Ordinal).Replace("max_db_connections = 40", "max_db_connections = 50", StringComparison.Ordinal), "1.26.1"));

        Assert.Equal($"pgbouncer.ini:14: {expected}", finding.ToString());
    }

    [Fact]
    public void Check_HostsThatTheVersionCannotVerify_AreFound() => Assert.Contains(
        "pgbouncer.ini:14: error: PgBouncer 1.24.1 compares the certificate of a server of `app` with the whole list, and so accepts none (received a,b); allowed: one host, or PgBouncer 1.25.0 or newer; fix: run that version, or set server_tls_sslmode = verify-ca [unverifiable-hosts]",
        Findings(Good.Replace("host=db.example", "host=a,b", StringComparison.Ordinal), "1.24.1").Select(finding => finding.ToString()));

    [Theory]
    [InlineData("password=hunter2 is mine")]
    [InlineData("password='hunter2")]
    [InlineData("password='hunter2' hunter2=x hunter2=y")]
    [InlineData("password=hunter2\tx port=0")]
    [InlineData("user=a password=hunter2 password=hunter2 pool_sise=5")]
    public void Check_PasswordInAnyForm_IsNeverPrinted(string entry)
    {
        var findings = Check($"[pgbouncer]\n[databases]\na = {entry}\n* = {entry}\n", "1.24.1");

        Assert.NotEmpty(findings);
        Assert.DoesNotContain(findings, finding => finding.Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.18.0", "transaction_timeout = 5", "error: PgBouncer 1.18.0 does not know `transaction_timeout` (received 5); allowed: PgBouncer 1.25.0 or newer; fix: remove it or run a newer PgBouncer [too-new-setting]")]
    [InlineData("1.18.0", "", "warning: PgBouncer 1.18.0 carries no prepared statements from one server connection to another; allowed: PgBouncer 1.21 or newer; fix: run a newer PgBouncer, or turn prepared statements off in the clients [prepared-off]")]
    [InlineData("1.23.1", "", "warning: clients that prepare statements fail, because their server connection changes (received nothing, so max_prepared_statements = 0); allowed: 1 or more, larger than the number of statements in common use; fix: set max_prepared_statements = 200 [prepared-off]")]
    [InlineData("1.23.1", "default_pool_size = 0", "warning: 0 means a pool without any connection, so every client waits (received 0); allowed: 1 or more; fix: set the number of server connections that each pool may use [unlimited-pool]")]
    [InlineData("1.25.1", "", "warning: in PgBouncer 1.25.1 a client can crash it before it has logged in (CVE-2026-6664) (received 1.25.1); allowed: PgBouncer 1.25.2 or newer; fix: run that version, or a package into which your distribution has put the fix [old-version]")]
    [InlineData("1.26.0", "", "warning: in PgBouncer 1.26.0 a role that logs in by SCRAM can become any other (CVE-2026-107350) (received 1.26.0); allowed: PgBouncer 1.26.1 or newer; fix: run that version, or a package into which your distribution has put the fix [old-version]")]
    [InlineData("1.26.0", "ignore_startup_parameters = extra_float_digits", "error: a client can make PgBouncer spin for ever before it has logged in (CVE-2026-107349) (received extra_float_digits); allowed: a list with `options` in it, an empty list, or PgBouncer 1.26.1 or newer; fix: add `options` to the list [known-hole]")]
    [InlineData("1.26.0", "max_packet_size = 4294967295", "error: a client can make PgBouncer hang (CVE-2026-107348) (received 4294967295); allowed: at most 2147483647, or PgBouncer 1.26.1 or newer; fix: remove the line [known-hole]")]
    [InlineData("1.24.0", "auth_user = u", "warning: the default query lets expired passwords in (CVE-2025-2291) (received nothing, so auth_query = SELECT usename, passwd FROM pg_shadow WHERE usename=$1); allowed: a query that honours VALID UNTIL, or PgBouncer 1.24.1 or newer; fix: set auth_query to the default of 1.24.1 [auth-query]")]
    [InlineData("1.25.0", "auth_user = u\ntrack_extra_parameters = search_path", "error: a client can run SQL as auth_user before it has logged in (CVE-2025-12819) (received search_path); allowed: a list without search_path, or PgBouncer 1.25.1 or newer; fix: remove search_path from the list [known-hole]")]
    public void Check_OlderVersion_FindsWhatItLacks(string version, string line, string expected) => Assert.Contains(
        Check(Good.Replace("[databases]", line + "\n[databases]", StringComparison.Ordinal), version),
        finding => finding.EndsWith(": " + expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("ignore_startup_parameters = extra_float_digits,options", "1.26.0", "known-hole")]
    [InlineData("ignore_startup_parameters = extra_float_digits", "1.26.1", "known-hole")]
    [InlineData("ignore_startup_parameters = extra_float_digits", "1.19.1", "known-hole")]
    [InlineData("auth_query = SELECT uname, phash FROM pgbouncer.user_lookup($1)", "1.26.1", "auth-query")]
    public void Check_SafeForms_AreNotFound(string line, string version, string id) => Assert.DoesNotContain(
        Check(Good.Replace("[databases]", line + "\n[databases]", StringComparison.Ordinal), version),
        finding => finding.Contains($"[{id}]", StringComparison.Ordinal));

    [Fact]
    public void Check_EmptyMainSection_ShowsWhatTheDefaultsMean() => Assert.Equal(
        ["md5", "no-users", "session-mode"],
        PgBouncerLint.Check(IniParser.Parse("pgbouncer.ini", "[pgbouncer]\n", _ => null), PgBouncerVersion.Newest).Select(finding => finding.Id));

    [Fact]
    public void Check_QuotedName_IsRefusedBelow125()
    {
        var text = Good.Replace("app =", "'my app' =", StringComparison.Ordinal);

        Assert.Empty(Check(text, "1.26.1"));
        Assert.Contains(
            "pgbouncer.ini:14: error: PgBouncer 1.24.1 reads no names in quotes (received my app); allowed: names without quotes, or PgBouncer 1.25.0 or newer; fix: rename the entry or run a newer PgBouncer [syntax]",
            Check(text, "1.24.1"));
    }

    [Fact]
    public void All_Rules_HaveUniqueNamesAndTitles()
    {
        Assert.Equal(LintRules.All.Length, LintRules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.Equal(LintRules.All.Length, LintRules.All.Select(rule => rule.Title).Distinct().Count());
        Assert.All(LintRules.All.Where(rule => rule.Refused), rule => Assert.Equal(LintSeverity.Error, rule.Severity));
    }

    private static string[] Check(string text, string version) => [.. Findings(text, version).Select(finding => finding.ToString())];

    private static ImmutableArray<LintFinding> Findings(string text, string version) =>
        PgBouncerLint.Check(IniParser.Parse("pgbouncer.ini", text, _ => null), PgBouncerVersion.Parse(version));
}
