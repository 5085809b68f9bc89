using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Integration.Doctor;

/// <summary>The command itself, at the local target and at addresses that do not work.</summary>
[Collection(DoctorTargetGroup.Name)]
public sealed class CommandTests(DoctorTarget target)
{
    private const string NotAllowed = "the console is not for this login: the login as app was refused: not allowed (08P01) → give "
        + "the console with --admin, as a member of stats_users";

    [RealServersFact]
    public async Task Doctor_HealthyLocalTarget_IsFine()
    {
        await target.UpAsync();

        var (code, output, _) = await target.RunAsync("doctor", "local", "--json");

        DoctorTarget.Same(DoctorTarget.Problems(output));
        Assert.Equal(0, code);
        JsonNode document = JsonNode.Parse(output)!;
        Assert.Equal("passed local pgBouncer", $"{document["verdict"]} {document["stack"]} {document["pooler"]!["kind"]}");
        Assert.Equal(
            ["readWrite app transaction primary", "readOnly app_ro transaction replica"],
            document["entries"]!.AsArray().Select(entry => $"{entry!["name"]} {entry["database"]} {entry["mode"]} {entry["role"]}"));
        Assert.Equal(document["checks"]!.AsArray().Count, (int)document["summary"]!["ok"]!);
        Assert.DoesNotContain(target.Secrets.Password("app"), output, StringComparison.Ordinal);
    }

    [RealServersFact]
    public async Task Doctor_HealthyLocalTarget_HasATable()
    {
        await target.UpAsync();

        var (code, output, _) = await target.RunAsync("doctor", "local");

        Assert.Equal(0, code);
        Assert.Matches(@"│ prepared statements │ readOnly +│ ok +│ prepared on one server connection, used on another +│", output);
        Assert.Contains("0 warnings, 0 failed, 0 skipped\n", output, StringComparison.Ordinal);
    }

    [RealServersFact]
    public async Task Doctor_AddressAndConsole_FindsTheReplicasEntry()
    {
        await target.UpAsync();
        int port = target.Ports.Pooler;

        var (code, output, _) = await target.RunAsync(
            "doctor", target.Uri(port), "--admin", target.Uri(port, "pgbouncer", "pooler_admin"), "--stack", "local", "--json");

        DoctorTarget.Same(DoctorTarget.Problems(output));
        Assert.Equal(0, code);
        Assert.Equal(["app", "app_ro"], JsonNode.Parse(output)!["entries"]!.AsArray().Select(entry => $"{entry!["name"]}"));
    }

    [RealServersFact]
    public async Task Doctor_AddressAlone_SkipsWhatOnlyTheConsoleKnows()
    {
        await target.UpAsync();

        var (code, output, error) = await target.RunAsync("doctor", target.Uri(target.Ports.Pooler), "--json");

        DoctorTarget.Same(DoctorTarget.Problems(output),
            "skipped time-outs: how long a client may wait for a server connection is known to the console alone → give it with --admin",
            "skipped reset: what resets a session is known to the console alone → give it with --admin",
            $"skipped pools: {NotAllowed}",
            $"skipped load: {NotAllowed}",
            "skipped plan: no stack was named → name it with --stack");
        Assert.Equal(0, code);
        Assert.Equal("pgBouncer", $"{JsonNode.Parse(output)!["pooler"]!["kind"]}");
        Assert.DoesNotContain(target.Secrets.Password("app"), output + error, StringComparison.Ordinal);
    }

    [RealServersFact]
    public async Task Doctor_DatabaseItself_HasNoPooler()
    {
        await target.UpAsync();

        var (code, output, _) = await target.RunAsync("doctor", target.PrimaryUri, "--json");

        DoctorTarget.Same(DoctorTarget.Problems(output),
            "skipped pool mode: there is no pooler → ",
            "skipped TLS to the server: there is no pooler → ",
            "skipped reset: there is no pooler → ",
            "skipped pools: there is no pooler → ",
            "skipped load: there is no pooler → ",
            "skipped plan: no stack was named → name it with --stack");
        Assert.Equal(0, code);
        Assert.Equal("none", $"{JsonNode.Parse(output)!["pooler"]!["kind"]}");
    }

    [RealServersFact]
    public async Task Doctor_DatabaseInsteadOfThePlannedPooler_Fails()
    {
        await target.UpAsync();

        var (code, output, _) = await target.RunAsync("doctor", target.PrimaryUri, "--stack", "local", "--json");

        Assert.Equal(1, code);
        Assert.Equal(
            "failed pooler: no pooler (the key of a cancel request names the server's own process), planned pgbouncer → give the "
                + "address of the pooler: the direct one is for migrations",
            DoctorTarget.Problems(output)[0]);
    }

    [RealServersFact]
    public async Task Doctor_WrongPassword_IsAFailedCheck()
    {
        await target.UpAsync();
        string wrong = target.Uri(target.Ports.Pooler).Replace(target.Secrets.Password("app"), "hush", StringComparison.Ordinal);

        var (code, output, error) = await target.RunAsync("doctor", wrong, "--json");

        Assert.Equal(1, code);
        Assert.Equal(
            "failed connection: the login as app was refused: SASL authentication failed (08P01) → see the user and the password; "
                + "they may have been rotated",
            DoctorTarget.Problems(output)[0]);
        Assert.DoesNotContain("hush", output + error, StringComparison.Ordinal);
    }

    [RealServersFact]
    public async Task Doctor_UnknownDatabase_IsAFailedCheck()
    {
        await target.UpAsync();

        var (code, output, _) = await target.RunAsync("doctor", target.Uri(target.Ports.Pooler, "shop"), "--json");

        Assert.Equal(1, code);
        DoctorTarget.Same([DoctorTarget.Problems(output)[0]],
            "failed connection: the login as app was refused: no such database: shop (08P01) → name a database that there is");
    }

    [RealServersFact]
    public async Task Doctor_OptionsThatThePoolerRejects_SaysHowToGetIn()
    {
        await using PrivateBouncer strict = await PrivateBouncer.StartAsync(target, ("ignore_startup_parameters", "extra_float_digits"));

        var (code, output, _) = await target.RunAsync("doctor", target.Uri(strict.Port, more: "&options=-c%20geqo%3Doff"), "--json");

        Assert.Equal(1, code);
        DoctorTarget.Same([DoctorTarget.Problems(output)[0]],
            "failed connection: the login as app was refused: unsupported startup parameter in options: geqo (08P01)"
                + " → take the parameter out of the connection string, or add it to PgBouncer's ignore_startup_parameters");
    }

    [RealServersFact]
    public async Task Doctor_AuthorityOfSomebodyElse_FailsTlsBeforeThePassword()
    {
        await target.UpAsync();
        string port = target.Ports.Pooler.ToString(CultureInfo.InvariantCulture);
        string uri = $"postgresql://app:hush@localhost:{port}/app?sslmode=verify-full";

        var (code, output, error) = await target.RunAsync("doctor", uri, "--json");

        Assert.Equal(1, code);
        DoctorTarget.Same([DoctorTarget.Problems(output)[0]],
            "failed connection: the certificate does not satisfy sslmode=verify-full: no trusted authority has signed it → see "
                + "sslmode and sslrootcert, and the certificate of the server");
        Assert.DoesNotContain("hush", output + error, StringComparison.Ordinal);
    }
}
