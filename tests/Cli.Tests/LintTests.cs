namespace Infra.Cli.Tests;

public sealed class LintTests : IDisposable
{
    private const string Good = """
        [databases]
        app = host=db.example.com

        [pgbouncer]
        auth_type = scram-sha-256
        auth_file = userlist.txt
        pool_mode = transaction
        max_prepared_statements = 200
        max_db_connections = 50
        ignore_startup_parameters = extra_float_digits,options
        client_tls_sslmode = require
        client_tls_cert_file = tls.crt
        client_tls_key_file = tls.key
        server_tls_sslmode = verify-full
        server_tls_ca_file = ca.crt

        """;

    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Lint_GoodFile_IsFine()
    {
        var file = _project.Write("pgbouncer.ini", Good);

        var result = await _project.RunAsync("lint", file);

        result.Fine();
        Assert.Equal($"{file}: 0 errors, 0 warnings, 0 notes\n", result.Output);
    }

    [Fact]
    public async Task Lint_OwnConfiguration_HasNoError()
    {
        var preview = await _project.Specified("own").RunAsync("preview", "own", "--json");
        var ini = preview.Json["resources"]!.AsArray().Single(resource => resource!["type"]!.ToString() == "kubernetes:core/v1:ConfigMap")!["inputs"]!["data"]!["pgbouncer.ini"]!.ToString();

        var result = await _project.RunAsync("lint", _project.Write("pgbouncer.ini", ini));

        Assert.Equal(0, result.Code);
        // The peers are the pod program's.
        Assert.Equal(["warning lost-cancels"], Findings(result));
    }

    private static IEnumerable<string> Findings(Result result) =>
        result.Output.Split('\n').SkipLast(2).Select(line => line.Split(':')[2].Trim()).Order(StringComparer.Ordinal);

    [Fact]
    public async Task Lint_BadFile_FailsWithEveryFinding()
    {
        var file = _project.Write("pgbouncer.ini", Good.Replace("pool_mode = transaction", "pool_mode = transacton\nmax_cleint_conn = 5", StringComparison.Ordinal));

        var result = await _project.RunAsync("lint", file);

        Assert.Equal(1, result.Code);
        Assert.Equal("", result.Error);
        Assert.Contains($"{file}:7: error ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}:8: error unknown-setting: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean `max_client_conn`?", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LintJson_BadFile_IsOneDocument()
    {
        var file = _project.Write("pgbouncer.ini", Good.Replace("pool_mode = transaction", "max_cleint_conn = 5", StringComparison.Ordinal));

        var result = await _project.RunAsync("lint", file, "--json");

        Assert.Equal(1, result.Code);
        var finding = Assert.Single(result.Json.AsArray(), item => item!["id"]!.ToString() == "unknown-setting")!;
        Assert.Equal(["id", "severity", "file", "line", "message"], finding.AsObject().Select(item => item.Key));
        Assert.Equal($"error {file} 7", $"{finding["severity"]} {finding["file"]} {finding["line"]}");
    }

    [Fact]
    public async Task LintJson_GoodFile_IsAnEmptyList()
    {
        var result = await _project.RunAsync("lint", _project.Write("pgbouncer.ini", Good), "--json");

        result.Fine();
        Assert.Empty(result.Json.AsArray());
    }

    [Fact]
    public async Task Lint_Password_IsNotShown()
    {
        var file = _project.Write("pgbouncer.ini", Good.Replace("host=db.example.com", "host=db.example.com password=hunter2", StringComparison.Ordinal));

        var result = await _project.RunAsync("lint", file);

        Assert.Contains(":2: ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_MissingFile_IsRefused() => (await _project.RunAsync("lint", "nowhere.ini")).Refused(2,
        "error: there is no file nowhere.ini; fix: name an existing pgbouncer.ini\n");

    [Fact]
    public async Task Lint_Folder_IsRefused() => (await _project.RunAsync("lint", _project.Root)).Refused(2,
        $"error: there is no file {_project.Root}; fix: name an existing pgbouncer.ini\n");

    [Fact]
    public async Task Lint_VersionThatIsNone_IsRefused() => (await _project.RunAsync("lint", _project.Write("pgbouncer.ini", Good), "--pgbouncer-version", "new")).Refused(2,
        """
        error: --pgbouncer-version: new is not a version; allowed: a version such as 1.26.1
        see: ./infra lint --help

        """);

    [Fact]
    public async Task Lint_OlderVersion_KnowsFewerSettings()
    {
        var file = _project.Write("pgbouncer.ini", Good);

        var result = await _project.RunAsync("lint", file, "--pgbouncer-version", "1.18");

        Assert.Equal(1, result.Code);
        Assert.Contains($"{file}:8: error ", result.Output, StringComparison.Ordinal);
    }
}
