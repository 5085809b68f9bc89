using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Sizing;
using Infra.Pooling;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Tests.Sizing;

public sealed class SizeTests : IDisposable
{
    private readonly Project _project = Project.WithShippedStacks();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Flags_Load_GivesTablesReasonsAndYaml()
    {
        var result = await _project.RunAsync(
            "size", "--rps", "1000", "--query", "20ms", "--busy", "0.1", "--vcpu", "8", "--max-connections", "70", "--replicas", "4");

        result.Fine();
        foreach (var title in new[] { "Settings of the pooler", "What the pools will do at the peak", "Pools in the applications", "Rules of thumb that say something else" })
            Assert.Contains(title, result.Output, StringComparison.Ordinal);
        Assert.Contains("\n│ default_pool_size                         │          14 │\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("default_pool_size: 1000 transactions/s × 20 ms keep 20 connections busy on average.", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "\nreserve_pool_size: 8: with one of 2 pods lost, each of the others needs 26 connections instead of 14, cut from 12 by the budget. "
            + "PgBouncer opens them only when a client has waited for `reserve_pool_timeout`.\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.EndsWith(
            """
            # For a stack's file:
            config:
              "infra:pooling":
                target: kubernetes
                database:
                  name: app
                  user: app
                  host: db.example.com
                  maxConnections: 70
                workloads:
                - name: app
                  replicas: 4
                  load:
                    peakRps: 1000
                    meanQuery: "20ms"
                    busy: 0.1
                  pool:
                    size: 8
                    overflow: 1
                pooler:
                  settings:
                    default_pool_size: 14
                    reserve_pool_size: 8
                    max_client_conn: 100
                    max_prepared_statements: 200

            """.ReplaceLineEndings("\n"),
            result.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rps 1000 --query 20ms --busy 0.1 --vcpu 8")]
    [InlineData("--rps 1000 --query 20ms --transactions 2 --variation 1.5 --busy 0.1 --max-connections 500 --pods 3 --reserve 20 --wait 5ms")]
    [InlineData("--rps 2000 --query 20ms --reads 0.8 --read-replicas 1 --sku Standard_D16ds_v5")]
    [InlineData("--rps 200 --query 20ms --busy 0.3 --reads 0.8 --read-replicas 2 --instance-class db.r7g.2xlarge")]
    [InlineData("--rps 200 --query 20ms --busy 0.3 --reads 1 --read-replicas 1 --max-connections 200 --processes 3")]
    public async Task Flags_Yaml_IsReadBackAsTheSameSpecification(string flags)
    {
        var document = (await _project.RunAsync(["size", "--json", .. flags.Split(' ')])).Json;

        var read = YamlReader.Read(document["yaml"]!.ToString(), "pasted")!["config"]!["infra:pooling"]!.AsObject();
        Assert.True(JsonNode.DeepEquals(read, document["specification"]));
        var specification = PoolingSpecification.Read(SizeFlags.Element(read));
        Assert.All(
            document["settings"]!.AsArray().Where(setting => setting!["path"]?.ToString().StartsWith("pooler.settings.", StringComparison.Ordinal) == true),
            setting => Assert.Equal(setting!["value"]!.ToString(), specification.Pooler.Settings[setting["name"]!.ToString()]));
        Assert.Equal(
            document["clients"]!.AsArray().Select(client => $"{client!["workload"]} {client["size"]} {client["overflow"]}"),
            specification.Workloads.Select(workload => $"{workload.Name} {workload.Pool!.Size} {workload.Pool.Overflow}"));
        Assert.All(
            PoolPlan.Create(specification, new DateOnly(2026, 11, 1)).Budget.Scenarios,
            scenario => Assert.NotEqual(Verdict.Exceeded, scenario.Verdict));
    }

    [Theory]
    [InlineData("fides")]
    [InlineData("fides-medium")]
    [InlineData("fides-dev")]
    [InlineData("prod-aws")]
    [InlineData("prod-azure")]
    [InlineData("prod-kubernetes")]
    [InlineData("reducto-aws")]
    [InlineData("reducto-azure")]
    [InlineData("staging-aws")]
    public async Task Stack_WithALoad_GetsSectionsThatTakeThePlaceOfItsOwn(string stack)
    {
        var result = await _project.RunAsync("size", stack, "--json");

        result.Fine();
        Assert.Equal(stack, result.Json["stack"]!.ToString());
        Assert.True(result.Json["served"]!.GetValue<bool>());
        var given = StackFile.Load(new Workspace(_project.Root), stack).Specification!;
        foreach (var (section, value) in YamlReader.Read(result.Json["yaml"]!.ToString(), "pasted")!["config"]!["infra:pooling"]!.AsObject().ToList())
            given[section] = value!.DeepClone();
        Assert.True(JsonNode.DeepEquals(given, result.Json["specification"]));
        var plan = PoolPlan.Create(PoolingSpecification.Read(SizeFlags.Element(given)), new DateOnly(2026, 11, 1));
        Assert.All(plan.Budget.Scenarios, scenario => Assert.Equal(Verdict.Within, scenario.Verdict));
    }

    [Fact]
    public async Task Json_Flags_HasTheShapeOfTheContract()
    {
        var document = (await _project.RunAsync("size", "--rps", "100", "--query", "5ms", "--json")).Json.AsObject();

        Assert.Equal(
            ["stack", "served", "needed", "server", "pools", "settings", "clients", "checks", "notes", "specification", "yaml"], Keys(document));
        Assert.Equal(["vCpu", "source", "usable"], Keys(document["server"]!));
        Assert.Equal(["route", "user", "database", "pools", "size", "bound", "bestPerSecond", "prediction", "reason"], Keys(document["pools"]![0]!));
        Assert.Equal(
            ["connections", "perSecond", "utilisation", "processorUtilisation", "waitProbability", "meanHold", "meanWait", "p99Wait", "doubts"],
            Keys(document["pools"]![0]!["prediction"]!));
        Assert.Equal(["name", "path", "value", "reason"], Keys(document["settings"]![0]!));
        Assert.Equal(["workload", "processes", "size", "overflow", "reason"], Keys(document["clients"]![0]!));
        Assert.Equal(["rule", "formula", "says", "model", "agrees", "comment"], Keys(document["checks"]![0]!));
        Assert.Null(document["stack"]);
    }

    [Fact]
    public async Task Flags_ImpossibleDemand_FailsAndSaysWhatItTakes()
    {
        var result = await _project.RunAsync("size", "--rps", "1000", "--query", "20ms", "--busy", "0.5", "--vcpu", "4");

        Assert.Equal(1, result.Code);
        Assert.Contains(
            "\nnot served: The pool of app (readWrite) gets 1000/s and can do 400/s. It takes servers of 15 vCPU, shorter transactions, or more replicas for what only reads.\n",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flags_AbsurdDemand_EndsSoon()
    {
        var result = await _project.RunAsync("size", "--rps", "1000000000", "--query", "24h", "--busy", "0.001", "--vcpu", "1024", "--json");

        Assert.Equal(1, result.Code);
        Assert.False(result.Json["served"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Flags_Mistakes_AreAllReportedAtOnce() =>
        (await _project.RunAsync(
            "size", "--rps", "0", "--query", "-5ms", "--busy", "NaN", "--variation", "-1", "--vcpu", "0", "--wait", "3", "--pods", "0", "--reads", "80%",
            "--transactions", "many", "--max-connections", "10", "--read-replicas", "-1", "--processes", "1.5", "--reserve", "all")).Refused(2,
            """
            error: --max-connections: is too small (received 10); allowed: a whole number from 25 to 262143; fix: raise it to 25 or more
            error: --read-replicas: is too small (received -1); allowed: a whole number from 0 to 15; fix: raise it to 0 or more
            error: --reserve: is not a whole number (received "all"); allowed: a whole number from 0 to 100000; fix: write digits only, such as 0
            error: --pods: is too small (received 0); allowed: a whole number from 1 to 100000; fix: raise it to 1 or more
            error: --processes: is not a whole number (received 1.5); allowed: a whole number from 1 to 1024; fix: write digits only, such as 1
            error: --rps: is too small (received 0); allowed: a number from 0.001 to 1000000000; fix: raise it to 0.001 or more
            error: --query: is not a duration (received "-5ms"); allowed: a duration from 0.0001ms to 24h; fix: write a number and one of ms, s, m, h, such as `15s`
            error: --transactions: is not a number (received "many"); allowed: a number from 0.001 to 1000; fix: write digits, with a point where it is needed
            error: --variation: is too small (received -1); allowed: a number from 0 to 100; fix: raise it to 0 or more
            error: --busy: is not a number (received "NaN"); allowed: a number from 0 to 1; fix: write digits, with a point where it is needed
            error: --reads: is not a number (received "80%"); allowed: a number from 0 to 1; fix: write digits, with a point where it is needed
            error: --vcpu: cannot be used (received 0); allowed: a number above 0, at most 1024; fix: write the number of processors, such as 4
            error: --wait: cannot be used (received 3); allowed: a duration from 0.0001ms to 24h; fix: write a number and one of ms, s, m, h, such as `50ms`
            see: ./infra size --help

            """);

    [Fact]
    public async Task Flags_None_AsksForALoad() =>
        (await _project.RunAsync("size")).Refused(2,
            """
            error: --rps: is missing; allowed: a number from 0.001 to 1000000000; fix: add `--rps 100`, or name a stack
            error: --query: is missing; allowed: a duration from 0.0001ms to 24h; fix: add `--query 20ms`, or name a stack
            see: ./infra size --help

            """);

    [Fact]
    public async Task Flags_UnknownServers_NameTheNearest() =>
        (await _project.RunAsync("size", "--rps", "1", "--query", "1ms", "--instance-class", "db.r7g.larg")).Refused(2,
            """
            error: --instance-class: is not in the catalogue (received db.r7g.larg); allowed: a name from the catalogue, of which db.r7g.large, db.m7g.large, db.r6g.large are near, or any with `database.maxConnections`; fix: write `db.r7g.large`, or state `database.maxConnections`
            see: ./infra size --help

            """);

    [Fact]
    public async Task Flags_TooManyReadersOfACluster_AreRefused() =>
        (await _project.RunAsync("size", "--rps", "1", "--query", "1ms", "--instance-class", "db.r7g.large", "--read-replicas", "16")).Refused(2,
            """
            error: --read-replicas: cannot be used; allowed: a whole number from 0 to 15; fix: write how many servers only read
            see: ./infra size --help

            """);

    [Theory]
    [InlineData("1e-10", "app")]
    [InlineData("0.9999999999", "app-reads")]
    [InlineData("0.5", "app app-reads")]
    public async Task Flags_ReadsWithAReplica_AreAWorkloadOfTheirOwn(string reads, string workloads)
    {
        var document = (await _project.RunAsync("size", "--rps", "10", "--query", "1ms", "--reads", reads, "--read-replicas", "1", "--json")).Json;

        Assert.Equal(workloads.Split(' '), document["clients"]!.AsArray().Select(client => client!["workload"]!.ToString()));
    }

    [Fact]
    public async Task Flags_WithAStack_AreRefused() =>
        (await _project.RunAsync("size", "fides", "--rps", "3", "--pods", "2")).Refused(2,
            """
            error: --rps describes a load without a stack; change the stack fides instead, or leave it out
            error: --pods describes a load without a stack; change the stack fides instead, or leave it out
            see: ./infra size --help

            """);

    [Fact]
    public async Task Stack_WithoutALoad_AsksForOne() =>
        (await _project.RunAsync("size", "olympus")).Refused(2,
            """
            error: infra:pooling has 1 fault:
              `workloads[0].load`: no workload that uses the pooler says how much it does; allowed: `load` with `peakRps` and `meanQuery` for at least one; fix: add `load: {peakRps: 100, meanQuery: 20ms}`

            """);

    private static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(item => item.Key);
}
