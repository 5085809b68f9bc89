using Infra.Cli.Tests.Doctor;

namespace Infra.Cli.Tests.Measuring;

public sealed class MeasureOptionsTests : IDisposable
{
    private readonly Project project = new Project().Specified("one");

    public static TheoryData<string[], string> Wrong => new()
    {
        { ["--rps", "100", "--query", "20ms", "--sql", "SELECT 1"], "--sql says how to measure; add --measure" },
        { ["--measure", "--pods", "2"], "--pods says nothing about what is measured; leave it out" },
        { ["one", "--measure"], "a stack is not measured, but what runs; leave the stack out" },
        { ["--measure", "--clients", "1"], "--clients: cannot be used; allowed: 2 to 1000" },
        { ["--measure", "--seconds", "301"], "--seconds: cannot be used; allowed: 5 to 300" },
        { ["--measure", "--admin", "postgresql://stats@localhost/pgbouncer"], "--admin belongs to an address; the consoles of the local target are known" },
        { ["--measure", "--rps", "0"], "--rps: cannot be used (received 0); allowed: a number above 0, at most 1000000" },
        { ["--measure", "--rps", "-5"], "--rps: cannot be used (received -5); allowed: a number above 0, at most 1000000" },
        { ["--measure", "--query", "10s"], "--query: cannot be used (received 10s); allowed: a duration from 0.1ms to 5s, such as 20ms" },
        { ["--measure", "--busy", "NaN"], "--busy: cannot be used (received NaN); allowed: a number from 0 to 1" },
    };

    public static TheoryData<string, string> Unusable => new()
    {
        { "postgresql://app@127.0.0.1:1/app", "error: app@127.0.0.1:1/app cannot be measured: nothing listens at 127.0.0.1:1; fix: correct the address, the password (PGPASSWORD, PGPASSFILE) or the server\n" },
        { "http://localhost/app", "error: --measure is no address of PostgreSQL: its scheme is not postgresql; fix: write postgresql://USER@HOST:PORT/DATABASE, libpq's `host=… user=…`, Npgsql's `Host=…;Username=…`, or `local`\n" },
    };

    public void Dispose() => project.Dispose();

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Measure_OptionsThatCannotBeUsed_AreNamed(string[] options, string error) =>
        (await project.RunAsync(["size", .. options])).Refused(2, $"error: {error}\nsee: ./infra size --help\n");

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task Measure_AddressThatCannotBeUsed_IsNamed(string address, string error)
    {
        var result = await project.RunAsync("size", "--measure", address);

        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.EndsWith(error, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_HttpServer_IsNamed()
    {
        using var http = Listening.Http();

        await RefusedAsync(http, "what listens there does not speak PostgreSQL's protocol: its answer begins with `H`");
    }

    [Fact]
    public async Task Measure_SilentHost_IsGivenUp()
    {
        using var silent = Listening.Silent();

        await RefusedAsync(silent, "no answer within 15 s to the request for TLS");
    }

    [Fact]
    public async Task Measure_RejectedOptions_AreNamed()
    {
        byte[] fields = [.. "SFATAL\0VFATAL\0C08P01\0"u8, .. "Munsupported startup parameter in options: geqo\0\0"u8];
        using var strict = Listening.WithoutTls([(byte)'E', 0, 0, 0, (byte)(fields.Length + 4), .. fields]);

        await RefusedAsync(
            strict, "the login as app was refused: unsupported startup parameter in options: geqo (08P01)", "?options=-c%20geqo%3Doff");
    }

    private async Task RefusedAsync(Listening server, string reason, string more = "")
    {
        var result = await project.RunAsync("size", "--measure", server.Uri + more);

        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.EndsWith(
            $"error: app@127.0.0.1:{server.Port}/shop cannot be measured: {reason}; "
                + "fix: correct the address, the password (PGPASSWORD, PGPASSFILE) or the server\n",
            result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_LocalTargetThatDoesNotRun_SaysHowToStartIt() =>
        (await project.RunAsync("size", "--measure")).Refused(2, "error: the local target has not been set up; fix: run ./infra up local\n");
}
