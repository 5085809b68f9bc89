using System.Text;

namespace Infra.Cli.Tests.Doctor;

/// <summary>What the command makes of addresses where no PostgreSQL answers.</summary>
public sealed class BadServerTests : IDisposable
{
    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Doctor_NothingListens_FailsTheConnection()
    {
        int port;
        using (var gone = Listening.Closing())
            port = gone.Port;

        await FailsAsync(
            $"postgresql://app:hush@127.0.0.1:{port}/shop", $"nothing listens at 127.0.0.1:{port}",
            "see the host and the port, and that the pooler or the server runs");
    }

    [Fact]
    public Task Doctor_NoSuchHost_FailsTheConnection() => FailsAsync(
        "postgresql://app:hush@nowhere.invalid/shop", "the name `nowhere.invalid` means no host", "see the host and the port, and "
            + "that the pooler or the server runs");

    [Fact]
    public async Task Doctor_SilentListener_FailsWithinTheLimit()
    {
        using var silent = Listening.Silent();

        await FailsAsync(
            silent.Uri, "no answer within 5 s to the request for TLS",
            "see the host, the port and the firewalls between; what hangs there may be overloaded, or no PostgreSQL");
    }

    [Fact]
    public async Task Doctor_ListenerThatClosesAtOnce_FailsTheConnection()
    {
        using var closing = Listening.Closing();

        await FailsAsync(
            closing.Uri, "what listens there closed the connection without a word", "see the port: something else listens there");
    }

    [Fact]
    public async Task Doctor_HttpServer_FailsTheConnection()
    {
        using var http = Listening.Http();

        await FailsAsync(
            http.Uri, "what listens there does not speak PostgreSQL's protocol: its answer begins with `H`",
            "see the port: something else listens there");
    }

    [Fact]
    public async Task Doctor_HttpServerAskedWithoutTls_FailsTheConnection()
    {
        using var http = Listening.Http();

        await FailsAsync(
            $"{http.Uri}?sslmode=disable", "what listens there does not speak PostgreSQL's protocol: its answer begins with `H`",
            "see the port: something else listens there");
    }

    [Fact]
    public async Task Doctor_ServerThatAsksForAnUnknownLogin_FailsTheConnection()
    {
        using var kerberos = Listening.WithoutTls((byte)'R', 0, 0, 0, 8, 0, 0, 0, 7);

        await FailsAsync(
            kerberos.Uri, "the server asks for a way to log in that is not supported here (authentication request 7)",
            "see the user, the password and the database, and the log of the pooler");
    }

    [Fact]
    public async Task Doctor_TlsDemandedAndNotOffered_SendsNothing()
    {
        using var plain = Listening.WithoutTls();

        await FailsAsync(
            $"{plain.Uri}?sslmode=require", "the server offers no TLS, which sslmode=require demands", "see sslmode and sslrootcert, "
                + "and the certificate of the server");
    }

    [Fact]
    public async Task Doctor_RejectedStartupParameter_SaysHowToGetIn()
    {
        byte[] fields = [.. "SFATAL\0VFATAL\0C08P01\0"u8, .. "Munsupported startup parameter: search_path\0\0"u8];
        using var strict = Listening.WithoutTls([(byte)'E', 0, 0, 0, (byte)(fields.Length + 4), .. fields]);

        await FailsAsync(
            strict.Uri, "the login as app was refused: unsupported startup parameter: search_path (08P01)",
            "take the parameter out of the connection string, or add it to PgBouncer's ignore_startup_parameters");
    }

    [Fact]
    public async Task Doctor_ScramOfSomebodyElse_IsNotBelieved()
    {
        var hello = Encoding.ASCII.GetBytes("SCRAM-SHA-256\0\0");
        using var thief = Listening.WithoutTls(
        [
            (byte)'R', 0, 0, 0, (byte)(hello.Length + 8), 0, 0, 0, 10, .. hello,
            (byte)'R', 0, 0, 0, 18, 0, 0, 0, 11, .. "r=x,s=eA==,i=1"u8[..10],
        ]);

        await FailsAsync(
            thief.Uri, "the server's SCRAM challenge is not valid",
            "see the user, the password and the database, and the log of the pooler");
    }

    [Fact]
    public async Task Doctor_UnknownStack_IsRefusedBeforeAnythingIsAsked() =>
        (await _project.Specified("one").RunAsync("doctor", "postgresql://app:hush@127.0.0.1:1/shop", "--stack", "two")).Refused(
        2, "error: there is no stack `two`; allowed: one; fix: name one of them, or write stacks/config/Pulumi.two.yaml\n");

    [Fact]
    public async Task Doctor_MalformedAdmin_IsRefused() =>
        (await _project.RunAsync("doctor", "postgresql://app:hush@127.0.0.1:1/shop", "--admin", "postgresql://h:hush/pgbouncer")).Refused(
        2, "error: --admin: the part between `//` and `/` is not one host and port; "
            + "fix: write postgresql://USER@HOST:PORT/DATABASE, libpq's `host=… user=…`, Npgsql's `Host=…;Username=…`, or `local`\n");

    [Fact]
    public async Task Doctor_LocalThatIsNotThere_IsRefused() => (await _project.RunAsync("doctor", "local")).Refused(
        2, "error: the local target has not been set up; fix: run ./infra up local\n");

    private async Task FailsAsync(string uri, string detail, string advice)
    {
        var result = await _project.RunAsync("doctor", uri, "--json");

        Assert.Equal(1, result.Code);
        var connection = result.Json["checks"]!.AsArray().Single(check => check!["check"]!.ToString() == "connection")!;
        Assert.Equal($"failed: {detail} → {advice}", $"{connection["result"]}: {connection["detail"]} → {connection["advice"]}");
        // What was not seen is never taken for good.
        Assert.DoesNotContain("ok", result.Json["checks"]!.AsArray().Select(check => check!["result"]!.ToString()));
        Assert.DoesNotContain("hush", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
    }
}
