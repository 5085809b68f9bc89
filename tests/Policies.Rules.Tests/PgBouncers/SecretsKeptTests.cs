using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.PgBouncers;

public class SecretsKeptTests
{
    private const string Rule = "pgbouncer-secrets";
    private const string Tls = "client_tls_sslmode = require\nserver_tls_sslmode = verify-full\n";

    [Fact]
    public void Judge_TlsOnBothSides_IsOk() => Assert.Equal(["ok"], Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files()));

    [Fact]
    public void Judge_Defaults_AreViolations() => Assert.Equal(
        [
            "violation urn:files: `data.pgbouncer.ini client_tls_sslmode`: disable lets clients talk without TLS; "
            + "set client_tls_sslmode to require, with client_tls_key_file and client_tls_cert_file.",
            "violation urn:files: `data.pgbouncer.ini:4 server_tls_sslmode`: allow lets the server talk without TLS; "
            + "set server_tls_sslmode to verify-full, with server_tls_ca_file.",
        ],
        Of("[databases]\napp = host=db.example.com\n[pgbouncer]\nserver_tls_sslmode = allow\n"));

    [Fact]
    public void Judge_OnOneMachine_NeedsNoTls() => Assert.Equal(
        ["not applicable"], Of("[databases]\napp = host=127.0.0.1\nlog = host=/run/postgresql\n[pgbouncer]\nlisten_addr = 127.0.0.1, ::1\n"));

    [Fact]
    public void Judge_PasswordInAnEntry_IsAViolationThatDoesNotShowIt() => Assert.Equal(
        [
            "violation urn:files: `data.pgbouncer.ini:2 [databases] app`: the entry `app` holds a password where everybody can read it; "
            + "take it out, and put the role into a user list in a Secret.",
        ],
        Of($"[databases]\napp = host=db.example.com user=app password=hunter2\n[pgbouncer]\n{Tls}"));

    [Theory]
    [InlineData("""\"app\" \"hunter2\"\n\"stats\" \"md50123456789abcdef0123456789abcdef\"\n""", "2 roles")]
    [InlineData("""\"app\" \"hunter2\"\n""", "1 role")]
    public void Judge_UserlistInAConfigMap_IsAViolation(string text, string roles) => Assert.Equal(
        [
            $"violation urn:users: `data.userlist.txt`: a ConfigMap holds the passwords of {roles}, in plain text or as MD5 hashes; "
            + "move the list to a Secret, with SCRAM verifiers.",
        ],
        Judged.By(Rule, Users(text)));

    [Fact]
    public void Judge_UserlistOfVerifiers_IsOk() => Assert.Equal(
        ["ok"],
        Judged.By(Rule, Users("""\"app\" \"SCRAM-SHA-256$4096:AAECAwQFBgcICQoLDA0ODw==$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\" """)));

    [Theory]
    [InlineData("?")]
    [InlineData("no list")]
    public void Judge_UserlistNotTold_IsUndecided(string text) => Assert.Equal(
        ["undecided urn:users: `data.userlist.txt`: whether secrets stay secret cannot be told; it depends on `urn:users#data.userlist.txt`."],
        Judged.By(Rule, Users(text)));

    [Fact]
    public void Judge_UnknownFile_IsUndecided() => Assert.Equal(
        ["undecided urn:files: `data.pgbouncer.ini`: whether secrets stay secret cannot be told; it depends on `urn:files#data.pgbouncer.ini`."],
        Of("?"));

    [Fact]
    public void Judge_NothingOfPgBouncer_IsNotApplicable() => Assert.Equal(
        ["not applicable"], Judged.By(Rule, Given.Resource("kubernetes:core/v1:ConfigMap", "other", """{"data": {"notes.txt": "x"}}""")));

    private static IReadOnlyList<string> Of(string ini) => Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files(ini));

    private static ResourceNode Users(string text) => Given.Resource("kubernetes:core/v1:ConfigMap", "users", $$"""{"data": {"userlist.txt": "{{text}}"} }""");
}
