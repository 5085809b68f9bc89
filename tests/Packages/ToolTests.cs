namespace Infra.Packages;

/// <summary>The tool, installed from its package, in a folder that has nothing to do with the sources.</summary>
[Collection(PackedCollection.Name)]
public sealed class ToolTests(PackedFolder packed) : IAsyncLifetime
{
    private const string Preview = """
        {"steps": [{"op": "create", "urn": "urn:pulumi:prod::shop::aws:rds/proxy:Proxy::one",
          "newState": {"urn": "urn:pulumi:prod::shop::aws:rds/proxy:Proxy::one", "custom": true, "type": "aws:rds/proxy:Proxy", "inputs": {"requireTls": false}}}]}
        """;

    private readonly string _folder = packed.Folder("elsewhere");

    private string Tool => Path.Combine(packed.Folder("tool"), OperatingSystem.IsWindows() ? "infra.exe" : "infra");

    public async Task InitializeAsync()
    {
        if (File.Exists(Tool))
            return;
        await Shell.MustAsync(
            packed.Folder("tool"), "dotnet", ["tool", "install", "Infra.Cli", "--version", packed.Version, "--tool-path", ".", "--add-source", packed.Feed], packed.Cache);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Lint_OfAFile_Works()
    {
        var file = Path.Combine(_folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(file, "[databases]\napp = host=db\n[pgbouncer]\npool_mode = transacton\n");

        var (code, output, _) = await RunAsync("lint", file);

        Assert.Equal(1, code);
        Assert.Contains("pool_mode", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAPreview_Works()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "preview.json"), Preview);

        var (code, output, error) = await RunAsync("check", "--preview-json", "preview.json");

        Assert.True(code == 1, output + error);
        Assert.Contains("rdsproxy-tls", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "rules" }, "# Rules\n")]
    [InlineData(new[] { "rules", "--schema" }, "{\n")]
    [InlineData(new[] { "schema" }, "{\n")]
    [InlineData(new[] { "schema", "--reference" }, "# Specification\n")]
    [InlineData(new[] { "completion", "bash" }, "# bash: source <(infra completion bash)\n")]
    public async Task Document_OfTheTool_NeedsNoProject(string[] arguments, string beginning)
    {
        var (code, output, error) = await RunAsync(arguments);

        Assert.True(code == 0, error);
        Assert.StartsWith(beginning, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("preview", "dev")]
    [InlineData("up", "local")]
    [InlineData("test")]
    public async Task Command_OfAProject_SaysThatItNeedsOne(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: no Pulumi.yaml in ", error, StringComparison.Ordinal);
        Assert.EndsWith("; fix: run this inside the project, or set INFRA_ROOT to its folder\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_InsideAProject_Works()
    {
        var project = packed.Folder("project");
        await File.WriteAllTextAsync(Path.Combine(project, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n");
        Directory.CreateDirectory(Path.Combine(project, "stacks", "config"));
        File.Copy(Repository.PathOf("stacks/config/Pulumi.dev.yaml"), Path.Combine(project, "stacks", "config", "Pulumi.dev.yaml"), overwrite: true);

        var (code, output, error) = await Shell.RunAsync(project, Tool, ["preview", "dev", "--json"]);

        Assert.True(code == 0, error);
        Assert.Contains("pooling:kubernetes:PgBouncerPool", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_InsideAProjectWithoutSources_SaysSo()
    {
        var project = packed.Folder("sourceless");
        await File.WriteAllTextAsync(Path.Combine(project, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n");

        var (code, output, error) = await Shell.RunAsync(project, Tool, ["test"]);

        Assert.Equal((2, ""), (code, output));
        Assert.Equal($"error: {project} has no Infra.sln, and `test` builds and tests the sources; fix: run it in a clone of Infra\n", error);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => Shell.RunAsync(_folder, Tool, arguments);
}
