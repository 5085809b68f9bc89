using System.Diagnostics;

namespace Infra.Cli.Tests;

/// <summary>The built command line as a process of its own: what only shows there.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly Project _project = Project.WithShippedStacks();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Process_PreviewJson_PrintsTheSameDocument()
    {
        var result = await RunAsync("preview", "local", "--json");

        result.Fine();
        Assert.Equal((await _project.RunAsync("preview", "local", "--json")).Output, result.Output);
    }

    [Fact]
    public async Task Process_PreviewRedirected_HasNoColours()
    {
        var result = await RunAsync("preview", "local");

        result.Fine();
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Contains("Do the connections fit?", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_UnknownStack_Is2() =>
        (await RunAsync("preview", "nope")).Refused(2,
            $"error: there is no stack `nope`; allowed: {string.Join(", ", Infra.Cli.Configuration.StackFile.Names(Project.Shipped))}; fix: name one of them, or write stacks/config/Pulumi.nope.yaml\n");

    [Fact]
    public async Task Process_ExceededBudget_Is1()
    {
        _project.Specified("exceeded", Project.Specification.Replace("maxConnections: 100", "maxConnections: 100, reserve: {admin: 90}", StringComparison.Ordinal)
            + "\npooler: {settings: {default_pool_size: 50}}");

        Assert.Equal(1, (await RunAsync("preview", "exceeded", "--json")).Code);
    }

    [Fact]
    public async Task Process_OutsideAProject_IsRefused()
    {
        using var elsewhere = new Project();
        File.Delete(Path.Combine(elsewhere.Root, "Pulumi.yaml"));

        (await RunInAsync(elsewhere.Root, root: null, "preview", "local")).Refused(2,
            $"error: no Pulumi.yaml in {elsewhere.Root} or any folder above it; fix: run this inside the project, or set INFRA_ROOT to its folder\n");
    }

    [Fact]
    public async Task Process_BelowAProject_FindsIt()
    {
        var below = Directory.CreateDirectory(Path.Combine(_project.Root, "some", "folder")).FullName;

        Assert.Equal(0, (await RunInAsync(below, root: null, "preview", "dev", "--json")).Code);
    }

    private Task<Result> RunAsync(params string[] arguments) => RunInAsync(_project.Root, _project.Root, arguments);

    private static async Task<Result> RunInAsync(string folder, string? root, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Infra.Cli.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["INFRA_ROOT"] = root;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, await error);
    }
}
