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

    /// <summary>Every resource is of a type that rules read, and is kept to the end: the heap may be no larger than five times the text.</summary>
    [Fact]
    public async Task Process_LargeStateOfReadResources_StaysWithinItsHeap()
    {
        var path = _project.Write("state.json", "");
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync("{\"deployment\":{\"resources\":[");
            var (text, labels) = (new string('x', 1500), string.Join(',', Enumerable.Range(0, 20).Select(label => $"\"label-{label}\":\"v\"")));
            for (var index = 0; index < 105_000; index++)
            {
                await file.WriteAsync($"{{\"urn\":\"urn:pulumi:prod::shop::kubernetes:core/v1:ConfigMap::c{index}\",\"type\":\"kubernetes:core/v1:ConfigMap\",");
                await file.WriteAsync($"\"inputs\":{{\"metadata\":{{\"name\":\"c{index}\",\"labels\":{{{labels}}}}},\"data\":{{\"a\":\"{text}\"}}}}}},\n");
            }

            await file.WriteAsync(Checking.Files.Claim().ToJsonString() + "]}}");
        }

        Assert.InRange(new FileInfo(path).Length, 200_000_000, 230_000_000);

        var result = await RunInAsync(_project.Root, _project.Root, heap: 1_150_000_000, "check", "--json", "--state", path);

        result.Fine();
        Assert.Equal("105001 105001", $"{result.Json["stacks"]![0]!["resources"]} {result.Json["stacks"]![0]!["judged"]}");
        Assert.Equal("db.example.com", result.Json["budgets"]![0]!["server"]!.ToString());
    }

    private Task<Result> RunAsync(params string[] arguments) => RunInAsync(_project.Root, _project.Root, arguments);

    private static Task<Result> RunInAsync(string folder, string? root, params string[] arguments) => RunInAsync(folder, root, heap: null, arguments);

    private static async Task<Result> RunInAsync(string folder, string? root, long? heap, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Infra.Cli.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["INFRA_ROOT"] = root;
        if (heap is { } most)
            start.Environment["DOTNET_GCHeapHardLimit"] = most.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, await error);
    }
}
