using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Cli.Checking;
using Infra.Cli.Checking.Reading;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;

namespace Infra.Samples.Tests;

/// <summary>What is found in a program of somebody else's is shown where its sources make the resource.</summary>
public sealed partial class PlaceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("infra-").FullName;

    public static TheoryData<string> Names => SampleTests.Names;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Resource_OfASample_IsFoundInItsSources(string name)
    {
        var graph = EvaluatedGraph.Of("dev", (await Sample.Of(name).PreviewAsync()).Resources);
        var sources = new ProgramSources(Repository.Path(), name);

        foreach (var resource in graph.Resources.Where(resource => resource.Type != "pulumi:pulumi:Stack"))
        {
            var place = sources.Find(graph, resource.Urn);

            Assert.True(place is not null, $"{resource.Urn} is nowhere");
            Assert.StartsWith($"samples/{name}/", place.File, StringComparison.Ordinal);
            var line = (await File.ReadAllLinesAsync(Repository.Path(place.File.Split('/'))))[place.Line - 1];
            // Its own constructor, or that of the component which makes it.
            var outermost = resource;
            while (outermost.Parent is { } parent && graph.Find(parent) is { Type: not "pulumi:pulumi:Stack" } above)
                outermost = above;
            Assert.Contains($"new {outermost.Type.Split(':')[^1]}(", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sarif_OfASampleThatDoesNotFit_HasTheLineOfItsProgram()
    {
        var sample = Sample.Of("pgbouncer");
        foreach (var file in (string[])["Pulumi.yaml", "OrdersStack.cs", "Program.cs"])
            File.Copy(sample.File(file), Path.Combine(_root, file));
        var preview = Path.Combine(_root, "preview.json");
        // 3 are kept by the server, so that next to nothing is left.
        await File.WriteAllTextAsync(
            preview, MaxConnections().Replace((await sample.PreviewAsync()).ToEngineJson().ToJsonString(), "\"maxConnections\":20"));
        using var output = new StringWriter();

        var code = await CommandLine.RunAsync(
            ["check", "--preview-json", preview, "--format", "sarif"], new Session(output, TextWriter.Null, TimeProvider.System, new Workspace(_root)));

        Assert.Equal(1, code);
        var results = JsonNode.Parse(output.ToString())!["runs"]![0]!["results"]!.AsArray().Where(result => result!["level"]!.ToString() == "error").ToArray();
        Assert.NotEmpty(results);
        var lines = await File.ReadAllLinesAsync(Path.Combine(_root, "OrdersStack.cs"));
        Assert.All(results, result =>
        {
            var place = result!["locations"]![0]!["physicalLocation"]!;
            Assert.Equal("OrdersStack.cs", place["artifactLocation"]!["uri"]!.ToString());
            Assert.Matches(@"= new (PgBouncerPool|ConnectionClaim)\(", lines[(int)place["region"]!["startLine"]! - 1]);
        });
    }

    [GeneratedRegex("\"maxConnections\":\\d+")]
    private static partial Regex MaxConnections();
}
