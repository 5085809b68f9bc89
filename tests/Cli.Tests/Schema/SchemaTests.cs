using System.Text.Json;
using Infra.Cli.Schema;
using Infra.Pooling;
using Infra.Pooling.Specification;
using Infra.Pooling.Specification.Outline;

namespace Infra.Cli.Tests.Schema;

/// <summary>What is made of the reader: the schema, the reference, and the words in them.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    public static TheoryData<string> Keys => [.. KeySet.All.Select(item => item.Key.Path)];

    [Theory]
    [InlineData("docs/pooling.schema.json", new[] { "schema" })]
    [InlineData("docs/specification.md", new[] { "schema", "--reference" })]
    public async Task Document_IsWhatTheCommandPrints(string document, string[] arguments)
    {
        var result = await _project.RunAsync(arguments);

        result.Fine();
        Assert.True(
            result.Output == await File.ReadAllTextAsync(Path.Combine(Project.Shipped.Root, document)),
            $"{document} is not what the reader says; run ./infra {string.Join(' ', arguments)} > {document}");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_HasAMeaning(string path) =>
        Assert.True(path.EndsWith("[]", StringComparison.Ordinal) || path.EndsWith(".*", StringComparison.Ordinal) || KeyTexts.Of(path).Length > 0, path);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_SaysWhatIsWrong(string path)
    {
        var (key, targets) = KeySet.All.Single(item => item.Key.Path == path);

        // The whole cannot be put below itself.
        Assert.All(targets.Where(_ => path.Length > 0), target => Assert.NotNull(KeySamples.Wrong(key, target)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_HasAnExampleThatIsNotWrong(string path)
    {
        var (key, targets) = KeySet.All.Single(item => item.Key.Path == path);
        // What has keys of its own is shown by them, and settings by their catalogues.
        if (key.Values is [OutlineObject or OutlineMap or OutlineList, ..] || path.EndsWith(".*", StringComparison.Ordinal))
            return;
        foreach (var target in targets)
        {
            var example = KeySamples.Example(key, target);
            Assert.NotNull(example);
            // "…" stands for what everybody has to put in.
            if (!example.ToString().Contains('…', StringComparison.Ordinal))
                Assert.DoesNotContain(KeySamples.Faults(target, path, example), fault => fault.Problem == KeySamples.Wrong(key, target)!.Problem);
        }
    }

    public static TheoryData<Target, string> Conflicts
    {
        get
        {
            TheoryData<Target, string> data = [];
            foreach (var (target, texts) in KeyConflicts.All)
            {
                foreach (var text in texts)
                    data.Add(target, text);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Conflicts))]
    public void Conflict_IsRefused(Target target, string text) => Assert.NotEmpty(KeyConflicts.Faults(target, text));

    [Theory]
    [InlineData(Target.Kubernetes, "pooler.replicas", "2")]
    [InlineData(Target.Kubernetes, "pooler.replicas.max", null)]
    [InlineData(Target.Aws, "database.rds.readPooler.replicas", "2")]
    [InlineData(Target.Azure, "database.flexibleServer.reads", "virtualEndpoint")]
    [InlineData(Target.Azure, "database.flexibleServer.reader", "1")]
    [InlineData(Target.Azure, "database.flexibleServer.promote.option", "planned")]
    [InlineData(Target.Kubernetes, "database.host", null)]
    public void Default_OfAKey_IsWhatTheReaderTakes(Target target, string path, string? expected) =>
        Assert.Equal(expected, KeyDefaults.Of(target, path)?.ToString());

    [Fact]
    public void Default_OfALoad_IsWhatAPlanTakes()
    {
        var silent = new LoadOptions(300, TimeSpan.FromMilliseconds(20));

        var transactions = KeyDefaults.Of(Target.Kubernetes, "workloads[].load.transactions")!.GetValue<double>();

        Assert.Equal(silent.PerSecond, (silent with { Transactions = (decimal)transactions }).PerSecond);
    }

    [Fact]
    public void Default_OfASettingOfRdsProxy_IsWhatThePlanSays()
    {
        var specification = PoolingSpecification.Read(KeyDefaults.Smallest(Target.Aws).Deserialize<JsonElement>());

        var proxy = PoolPlan.Create(specification, new(2026, 11, 30)).RdsProxy!;

        Assert.Equal(proxy.MaxConnectionsPercent / 2, proxy.MaxIdleConnectionsPercent);
        Assert.Equal(specification.Timeouts.QueueWait, proxy.ConnectionBorrowTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1800), proxy.IdleClientTimeout);
        Assert.Contains("lock_timeout", proxy.InitQuery, StringComparison.Ordinal);
        Assert.False(proxy.DebugLogging);
    }

    [Fact]
    public void Keys_OfEveryTarget_AreThoseThatItsReaderKnows()
    {
        var kubernetes = SpecificationOutline.Of(Target.Kubernetes);
        var database = (OutlineObject)Assert.IsType<OutlineObject>(kubernetes.Values.Single()).Keys.Single(key => key.Name == "database").Values.Single();

        Assert.Equal(
            ["name", "user", "version", "host", "port", "readHosts", "maxConnections", "replicas", "reserve"],
            database.Keys.Where(key => !key.Values.IsEmpty).Select(key => key.Name));
        Assert.Equal(["name", "user", "host"], database.Keys.Where(key => key.IsRequired).Select(key => key.Name));
    }

    [Fact]
    public void Pattern_OfADuration_KnowsItsRangeAndItsStep()
    {
        var pattern = new OutlineDuration("", TimeSpan.FromSeconds(2), TimeSpan.FromHours(1), TimeSpan.FromSeconds(1)).Pattern;

        Assert.All(["2s", "3000ms", "60m", "1h", "3600s", "1.5m"], text => Assert.Matches(pattern, text));
        Assert.All(["1s", "2500ms", "61m", "2h", "3601s", "15", "15 s", "s", "-5s"], text => Assert.DoesNotMatch(pattern, text));
    }

    [Theory]
    [InlineData(0, 100_000)]
    [InlineData(14, 18)]
    [InlineData(25, 5000)]
    [InlineData(1024, 65535)]
    [InlineData(7, 123)]
    [InlineData(100, 100)]
    [InlineData(20, 65536)]
    public void Pattern_OfARange_MatchesItsNumbersAlone(int min, int max)
    {
        var pattern = new System.Text.RegularExpressions.Regex(new OutlineWhole("", min, max).Pattern);

        var wrong = Enumerable.Range(0, max + 2000).Where(number => pattern.IsMatch($"{number}") != (number >= min && number <= max));

        Assert.Empty(wrong);
    }
}
