using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Cli.Local;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra test</c>: every test of the solution, and one line that sums them up.</summary>
internal static class TestCommand
{
    private const string Drills = "tests/Drills";

    public static Command Create(Session session)
    {
        var filter = new Option<string?>("--filter") { Description = "Run only the tests whose full name contains this text" };
        var drills = new Option<bool>("--drills") { Description = "Run the drills instead, the long ones too, and print their figures" };
        var json = CommonOptions.Json();
        var command = new Command("test", "Run all tests; a missing backend skips its tests, or fails them when CI=true") { filter, drills, json };
        command.SetAction((result, cancellation) => RunAsync(session, result.GetValue(filter), result.GetValue(drills), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string? filter, bool drills, bool json, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(session.Workspace.Root, "Infra.sln")))
            throw new UsageException($"{session.Workspace.Root} has no Infra.sln, and `test` builds and tests the sources", "run it in a clone of Infra");
        var results = Path.Combine(session.Workspace.Root, ".infra", "test-results");
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);

        var target = drills ? Drills : "Infra.sln";
        if (await BuildAsync(session, target, json, cancellation) is not 0)
            return ExitCode.Failed;
        string[] conditions = [.. drills ? [] : new[] { "Duration!=Minutes" }, .. filter is null ? [] : new[] { $"FullyQualifiedName~{filter}" }];
        string[] arguments =
        [
            "test", target, "--no-build", "--nologo", "--logger", "trx", "--results-directory", results,
            .. conditions.Length == 0 ? [] : new[] { "--filter", string.Join('&', conditions) },
        ];
        var exitCode = await RunAsync(session, json, arguments, cancellation);

        if (drills)
        {
            foreach (var figures in Figures(results))
                await (json ? session.Error : session.Output).WriteLineAsync(figures);
        }

        var (passed, failed, skipped) = Count(results);
        if (json)
            session.WriteJson(new JsonObject { ["passed"] = passed, ["failed"] = failed, ["skipped"] = skipped });
        else
            await session.Output.WriteLineAsync($"{passed} passed, {failed} failed, {skipped} skipped");
        return exitCode == 0 && failed == 0 && passed > 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    /// <summary>Builds with one compiler for all projects, which starts once instead of once for each; it ends with the build.</summary>
    private static async Task<int> BuildAsync(Session session, string target, bool json, CancellationToken cancellation)
    {
        var compiler = $"infra-test-{Environment.ProcessId}";
        try
        {
            string[] arguments = ["build", target, "--nologo", "--verbosity", "quiet", "-p:UseSharedCompilation=true", $"-p:SharedCompilationId={compiler}"];
            return await RunAsync(session, json, arguments, cancellation);
        }
        finally
        {
            foreach (var process in ServerProcess.Where(arguments => arguments.Any(argument => argument.EndsWith($":{compiler}", StringComparison.Ordinal))).ToArray())
                process.Signal(Native.Terminate);
        }
    }

    private static async Task<int> RunAsync(Session session, bool json, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = session.Workspace.Root, RedirectStandardOutput = true })!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
                await (json ? session.Error : session.Output).WriteLineAsync(line);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static (int Passed, int Failed, int Skipped) Count(string folder)
    {
        var outcomes = Results(folder)
            .Select(result => (string?)result.Attribute("outcome"))
            .ToList();
        var passed = outcomes.Count(outcome => outcome == "Passed");
        var skipped = outcomes.Count(outcome => outcome == "NotExecuted");
        return (passed, outcomes.Count - passed - skipped, skipped);
    }

    /// <summary>The line that each drill wrote.</summary>
    private static IEnumerable<string> Figures(string folder) => Results(folder)
        .SelectMany(result => result.Descendants().Where(element => element.Name.LocalName == "StdOut"))
        .SelectMany(output => output.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<XElement> Results(string folder) => !Directory.Exists(folder) ? [] : Directory.GetFiles(folder, "*.trx")
        .SelectMany(file => XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "UnitTestResult"));
}
