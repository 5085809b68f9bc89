using Infra.Cli;
using Infra.Cli.Bench;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Local;

namespace Infra.Integration.Bench;

/// <summary>A clone of the project in which only a bench has ever run; it shares the tools of this one.</summary>
internal sealed class Clone : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("infra-bench-test-");

    public Clone()
    {
        // The servers' account may pass, as it may in a usual clone.
        File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        Directory.CreateDirectory(Path.Combine(Root, ".infra"));
        Directory.CreateSymbolicLink(Path.Combine(Root, ".infra", "tools"), TestTarget.Repository(".infra", "tools"));
    }

    public string Root => root.FullName;

    public async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(arguments, new Session(output, error, TimeProvider.System, new Workspace(Root)));
        Assert.DoesNotContain("error:", error.ToString(), StringComparison.Ordinal);
        return (code, output.ToString());
    }

    /// <summary>A bench that is interrupted as soon as it measures.</summary>
    public async Task MeasureAsync(CancellationTokenSource interrupt)
    {
        LocalFolders folders = new(Path.Combine(Root, ".infra", "bench"), Path.Combine(Root, ".infra", "tools"));
        await using BenchServers servers = await BenchServers.StartAsync(folders, TimeProvider.System, new Reports(_ => { }), interrupt.Token);
        Assert.NotEmpty(Processes());
        BenchOptions options = BenchCommand.Options(quick: true, ["select-50"], ["zalando"], 2);
        await new BenchRunner(servers, options, new DateOnly(2026, 11, 20), new Reports(_ => interrupt.CancelAfter(TimeSpan.FromMilliseconds(100))), TimeProvider.System)
            .RunAsync(interrupt.Token);
    }

    /// <summary>No process and no data is left.</summary>
    public void IsDown()
    {
        Assert.Empty(Processes());
        Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(Path.Combine(Root, ".infra", "bench")).Select(Path.GetFileName));
    }

    public void Dispose() => root.Delete(recursive: true);

    private IEnumerable<ServerProcess> Processes() => ServerProcess.Where(arguments => arguments.Any(argument => argument.Contains(Root, StringComparison.Ordinal)));

    private sealed class Reports(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
