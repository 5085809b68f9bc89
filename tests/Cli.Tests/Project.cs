using System.Text.Json.Nodes;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;

namespace Infra.Cli.Tests;

/// <summary>A project's folder for one test, and the command line run in it.</summary>
internal sealed class Project : IDisposable
{
    /// <summary>The smallest specification that fits; a test replaces parts of it.</summary>
    public const string Specification = """
        target: kubernetes
        database: {name: app, user: app, host: db.example.com, maxConnections: 100}
        workloads:
          - {name: api, replicas: 2, pool: {size: 10}}
        """;

    public Project() => File.WriteAllText(Path.Combine(Root, "Pulumi.yaml"), "name: infra\nruntime: dotnet\n");

    public string Root { get; } = Directory.CreateTempSubdirectory("infra-").FullName;

    /// <summary>A folder with the stacks of this repository.</summary>
    public static Project WithShippedStacks()
    {
        var project = new Project();
        foreach (var name in StackFile.Names(Shipped))
            project.Stack(name, File.ReadAllText(Path.Combine(Shipped.StackFolder, $"Pulumi.{name}.yaml")));
        return project;
    }

    public static Workspace Shipped { get; } = Workspace.Find(AppContext.BaseDirectory, named: null);

    /// <summary>Writes a stack's file as it is.</summary>
    public Project Stack(string name, string yaml)
    {
        Write($"stacks/config/Pulumi.{name}.yaml", yaml);
        return this;
    }

    /// <summary>Writes a stack with this specification, and with further keys of its configuration.</summary>
    public Project Specified(string name, string specification = Specification, string more = "") =>
        Stack(name, $"config:\n  infra:pooling:\n{Indented(specification)}\n{more}");

    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<Result> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, new Session(output, error, new FixedClock(), new Workspace(Root)));
        return new(code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => $"    {line}"));

    /// <summary>The day on which waivers are judged.</summary>
    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    }
}

/// <summary>What a run of the command line left behind.</summary>
internal sealed record Result(int Code, string Output, string Error)
{
    /// <summary>The one document on standard output; anything else there fails the test.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>Refused with this on standard error and nothing on standard output.</summary>
    public void Refused(int code, string error)
    {
        Assert.Equal(error.ReplaceLineEndings("\n"), Error.ReplaceLineEndings("\n"));
        Assert.Equal("", Output);
        Assert.Equal(code, Code);
    }

    public void Fine()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, Code);
    }
}
