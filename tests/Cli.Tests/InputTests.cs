namespace Infra.Cli.Tests;

/// <summary>Stack files that cannot be used.</summary>
public sealed class InputTests : IDisposable
{
    private readonly Project _project = new();

    public static TheoryData<string, string> Faulty => new()
    {
        {
            "config:\n  infra:pooling:\n    target: kubernetes\n   database: {}\n",
            "stacks/config/Pulumi.bad.yaml:4:4: not valid YAML: While parsing a block mapping, did not find expected key; fix: correct the YAML at that line and column"
        },
        {
            "config:\n  infra:pooling: {target: \"kubernetes\n",
            "stacks/config/Pulumi.bad.yaml:2:27: not valid YAML: While scanning a quoted scalar, found unexpected end of stream; fix: correct the YAML at that line and column"
        },
        {
            "config:\n  list: [1, 2\n  other: 3\n",
            "stacks/config/Pulumi.bad.yaml:2:11: not valid YAML: a list or mapping is not closed; fix: correct the YAML at that line and column"
        },
        {
            "config:\n  infra:pooling:\n\t  target: kubernetes\n",
            "stacks/config/Pulumi.bad.yaml:3:1: not valid YAML: While scanning a mapping, found invalid tab as indentation; fix: correct the YAML at that line and column"
        },
        {
            "config:\n  one: 1\n  one: 2\n",
            "stacks/config/Pulumi.bad.yaml:3:3: not valid YAML: Duplicate key one; fix: correct the YAML at that line and column"
        },
        { "config: {}\n---\nconfig: {}\n", "stacks/config/Pulumi.bad.yaml: 2 YAML documents where one is expected; fix: remove the `---` separators" },
        { "config:\n  ? [a, b]\n  : 1\n", "stacks/config/Pulumi.bad.yaml:2:5: a key that is not a scalar; fix: use plain text as the key" },
        { "config:\n  infra:pooling: &a [*a]\n", "stacks/config/Pulumi.bad.yaml:2:18: nested more than 100 levels deep; fix: flatten the document" },
        { "", "stacks/config/Pulumi.bad.yaml: no `config` mapping at the top level; fix: write `config:` with `infra:pooling:` below it" },
        { "other: {}\n", "stacks/config/Pulumi.bad.yaml: no `config` mapping at the top level; fix: write `config:` with `infra:pooling:` below it" },
        { "- config\n", "stacks/config/Pulumi.bad.yaml: no `config` mapping at the top level; fix: write `config:` with `infra:pooling:` below it" },
        { "config: {}\n", "stacks/config/Pulumi.bad.yaml: `infra:pooling` is missing or not a mapping; fix: describe the database and its workloads there" },
        { "config: {infra:pooling: text}\n", "stacks/config/Pulumi.bad.yaml: `infra:pooling` is missing or not a mapping; fix: describe the database and its workloads there" },
    };

    public void Dispose() => _project.Dispose();

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Preview_FaultyFile_IsRefusedWithItsPlace(string yaml, string message) =>
        (await _project.Stack("bad", yaml).RunAsync("preview", "bad")).Refused(2, $"error: {message}\n");

    [Theory]
    [InlineData("outputs", "bad")]
    [InlineData("up", "local", "--stack", "bad")]
    public async Task Command_FaultyFile_IsRefusedBeforeAnythingElse(params string[] arguments)
    {
        _project.Stack("bad", "config: {}\n");

        (await _project.RunAsync(arguments)).Refused(2,
            "error: stacks/config/Pulumi.bad.yaml: `infra:pooling` is missing or not a mapping; fix: describe the database and its workloads there\n");
        Assert.False(Directory.Exists(Path.Combine(_project.Root, ".infra")));
    }

    [Fact]
    public async Task Preview_FaultySpecification_ShowsEveryFaultAtOnce()
    {
        _project.Specified("bad",
            """
            target: kubernets
            database: {name: app, user: app, host: db, replicas: 99}
            workloads: []
            """);

        (await _project.RunAsync("preview", "bad")).Refused(2,
            """
            error: infra:pooling has 3 faults:
              `target`: is not one of the known values (received "kubernets"); allowed: aws, azure, kubernetes; fix: did you mean `kubernetes`?
              `database.replicas`: is too large (received 99); allowed: a whole number from 0 to 15; fix: lower it to 15 or less
              `workloads`: is empty (received a list); allowed: a list of one or more workloads; fix: add a workload

            """);
    }

    [Theory]
    [InlineData("target: kubernetes\ndatabase: text\nworkloads: []", "database")]
    [InlineData("target: kubernetes\ndatabase: {name: app, user: app, host: local}\npooler: text\nworkloads: []", "pooler")]
    public async Task Preview_TextInsteadOfASection_IsAFaultOfThatSection(string specification, string section)
    {
        var result = await _project.Specified("bad", specification).RunAsync("preview", "bad");

        Assert.Equal(2, result.Code);
        Assert.Contains($"  `{section}`: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_NamePgBouncerCannotRead_IsAFaultOfTheInput()
    {
        _project.Specified("bad",
            """
            target: kubernetes
            database: {name: "a b", user: app, host: db, maxConnections: 100}
            pooler: {version: 1.24.1}
            workloads:
              - {name: api, replicas: 2, pool: {size: 10}}
            """);

        (await _project.RunAsync("preview", "bad")).Refused(2,
            """
            error: infra:pooling has 1 fault:
              `[databases] a b`: PgBouncer 1.24.1 cannot read the name (received a b); allowed: letters, digits, `_`, `.`, `-` and `*`, or PgBouncer 1.25 or newer; fix: rename the entry or run a newer PgBouncer

            """);
    }

    [Fact]
    public async Task Preview_UnreadableFile_IsRefused()
    {
        var path = _project.Specified("good").Write("stacks/config/Pulumi.bad.yaml", "");
        File.Delete(path);
        File.CreateSymbolicLink(path, "nowhere");

        var result = await _project.RunAsync("preview", "bad");

        Assert.Equal(2, result.Code);
        Assert.StartsWith("error: stacks/config/Pulumi.bad.yaml cannot be read: ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("; fix: make the file readable\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_Debug_AddsTheTrace()
    {
        _project.Stack("bad", "config: {}\n");

        var plain = await _project.RunAsync("preview", "bad");
        var debug = await _project.RunAsync("preview", "bad", "--debug");

        Assert.DoesNotContain("   at ", plain.Error, StringComparison.Ordinal);
        Assert.StartsWith($"{plain.Error}Infra.Cli.UsageException: ", debug.Error, StringComparison.Ordinal);
        Assert.Contains("   at Infra.Cli.", debug.Error, StringComparison.Ordinal);
    }
}
