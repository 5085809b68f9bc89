using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Cli.Sizing;

/// <summary>
/// The options of <c>infra size</c> that describe a load and a server without a stack. They become a specification, so that the
/// specification's own reader judges them and what is printed can be pasted.
/// </summary>
internal sealed class SizeFlags
{
    private const string Load = "workloads[0].load";

    /// <summary>The smallest rate that a specification takes.</summary>
    private const decimal LeastRps = 0.001m;

    /// <summary>Each option, and the place of the specification that it stands for.</summary>
    private readonly ImmutableArray<(Option<string> Option, string Path)> _places;
    private readonly Option<string> _rps = new("--rps") { Description = "Requests a second at the peak" };
    private readonly Option<string> _query = new("--query") { Description = "Mean time that a transaction holds a server connection, such as 20ms" };
    private readonly Option<string> _transactions = new("--transactions") { Description = "Transactions of one request; default 1" };
    private readonly Option<string> _variation = new("--variation") { Description = "Standard deviation of those times divided by their mean; default 1" };
    private readonly Option<string> _busy = new("--busy") { Description = "Share of those times in which a processor of the server works, 0 to 1; default 0.5 at most" };
    private readonly Option<string> _reads = new("--reads") { Description = "Share of the requests that only read, 0 to 1; with --read-replicas they go there" };
    private readonly Option<string> _copies = new("--replicas") { Description = "Pods of the application; default 2" };
    private readonly Option<string> _processes = new("--processes") { Description = "Processes in each of them; default 1" };
    private readonly Option<string> _max = new("--max-connections") { Description = "max_connections of the server" };
    private readonly Option<string> _class = new("--instance-class") { Description = "AWS: the instance class, such as db.r7g.large, behind RDS Proxy" };
    private readonly Option<string> _sku = new("--sku") { Description = "Azure: the SKU, such as Standard_D4ds_v5, with its built-in PgBouncer" };
    private readonly Option<string> _readReplicas = new("--read-replicas") { Description = "Read replicas of the server; default 0" };
    private readonly Option<string> _reserve = new("--reserve") { Description = "Connections to keep for other programs; default 0" };
    private readonly Option<string> _pods = new("--pods") { Description = "Pods of PgBouncer; default as many as the load takes, with one of them lost" };

    public SizeFlags() => _places =
    [
        (_rps, $"{Load}.peakRps"), (_query, $"{Load}.meanQuery"), (_transactions, $"{Load}.transactions"), (_variation, $"{Load}.variation"),
        (_busy, $"{Load}.busy"), (_reads, $"{Load}.reads"), (_copies, "workloads[0].replicas"), (_processes, "workloads[0].processes"),
        (_max, "database.maxConnections"), (_class, "database.instanceClass"), (_sku, "database.sku"), (_readReplicas, "database.replicas"),
        (_reserve, "database.reserve.other"), (_pods, "pooler.replicas"),
    ];

    public IEnumerable<Option> All => _places.Select(place => place.Option);

    /// <summary>The options that were given.</summary>
    public IEnumerable<string> Given(CommandResult result) =>
        _places.Where(place => result.GetResult(place.Option) is not null).Select(place => place.Option.Name);

    /// <summary>The specification that the options describe, or everything that is wrong with them.</summary>
    public (JsonObject Specification, ImmutableArray<string> Faults) Read(CommandResult result)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (result.GetResult(_class) is not null && result.GetResult(_sku) is not null)
            faults.Add("--instance-class and --sku exclude each other; name one of them");
        var specification = Describe(result);
        try
        {
            if (CapacityCatalog.For(PoolingSpecification.Read(Element(specification))) is CatalogAnswer.Missing missing)
                faults.Add(Named(missing.Fault));
        }
        catch (SpecificationException exception)
        {
            faults.AddRange(exception.Faults.Select(Named));
        }

        return (Split(specification), faults.ToImmutable());
    }

    public static JsonElement Element(JsonObject node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    private JsonObject Describe(CommandResult result)
    {
        string? Text(Option<string> option) => result.GetValue(option);
        var load = new JsonObject();
        foreach (var (option, path) in _places.Where(place => place.Path.StartsWith(Load, StringComparison.Ordinal)))
            Set(load, path[(Load.Length + 1)..], Text(option));
        var database = new JsonObject { ["name"] = "app", ["user"] = "app" };
        Set(database, "instanceClass", Text(_class));
        Set(database, "sku", Text(_sku));
        if (Text(_class) is null && Text(_sku) is null)
            database["host"] = "db.example.com";
        Set(database, "maxConnections", Text(_max));
        // RDS Proxy serves the readers of a cluster only.
        if (Text(_class) is null)
            AddReplicas(database, Text(_readReplicas), ofOwn: Text(_sku) is null);
        else if (Text(_readReplicas) is { } readers)
            database["aurora"] = new JsonObject { ["instances"] = Value(Instances(readers)) };
        if (Text(_reserve) is { } other)
            database["reserve"] = new JsonObject { ["other"] = Value(other) };
        var specification = new JsonObject
        {
            ["target"] = Text(_class) is not null ? "aws" : Text(_sku) is not null ? "azure" : "kubernetes",
            ["database"] = database,
        };
        if (Text(_pods) is { } pods)
            specification["pooler"] = new JsonObject { ["replicas"] = Value(pods) };
        var workload = new JsonObject { ["name"] = "app", ["replicas"] = Value(Text(_copies) ?? "2") };
        Set(workload, "processes", Text(_processes));
        workload["load"] = load;
        specification["workloads"] = new JsonArray(workload);
        return specification;
    }

    /// <summary>Replicas that somebody else runs have hosts, whose names nobody asked for.</summary>
    private static void AddReplicas(JsonObject database, string? replicas, bool ofOwn)
    {
        Set(database, "replicas", replicas);
        if (ofOwn && int.TryParse(replicas, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 15)
            database["readHosts"] = new JsonArray([.. Enumerable.Range(1, count).Select(index => JsonValue.Create($"db-replica-{index}.example.com"))]);
    }

    private static string Instances(string readers) =>
        int.TryParse(readers, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < int.MaxValue
            ? (count + 1).ToString(CultureInfo.InvariantCulture)
            : readers;

    /// <summary>Two workloads where the reads have a server of their own.</summary>
    private static JsonObject Split(JsonObject specification)
    {
        var workload = specification["workloads"]![0]!.AsObject();
        var load = workload["load"]!.AsObject();
        var hasReplica = (specification["database"]!["replicas"] ?? specification["database"]!["aurora"]?["instances"])?.ToString() is { } count
            && count != (specification["database"]!["aurora"] is null ? "0" : "1");
        if (!hasReplica || Number(load["reads"]) is not ({ } reads and > 0 and <= 1) || Number(load["peakRps"]) is not { } rps)
            return specification;
        var (reading, writing) = (Plain(rps * reads), Plain(rps * (1 - reads)));
        if (reading < LeastRps)
            return specification;
        load.Remove("reads");
        var replica = workload.DeepClone().AsObject();
        replica["name"] = "app-reads";
        replica["route"] = "readOnly";
        replica["load"]!["peakRps"] = reading;
        load["peakRps"] = writing;
        specification["workloads"] = writing < LeastRps ? new JsonArray(replica) : new JsonArray(workload.DeepClone(), replica);
        return specification;
    }

    private static decimal? Number(JsonNode? node) =>
        decimal.TryParse(node?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Equal numbers must read the same: 1.50 is 1.5.
    private static decimal Plain(decimal number) => number / 1.000000000000000000000000000000m;

    private static void Set(JsonObject node, string key, string? value)
    {
        if (value is not null)
            node[key] = Value(value);
    }

    /// <summary>A number as one, and anything else as it was written, for the reader to judge.</summary>
    private static JsonValue Value(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(Plain(number))
            : JsonValue.Create(text);

    /// <summary>A fault under the name that the user knows.</summary>
    private string Named(Fault fault)
    {
        var option = _places.FirstOrDefault(place => place.Path == fault.Path).Option?.Name
            ?? (fault.Path.StartsWith("database.aurora", StringComparison.Ordinal) ? _readReplicas.Name : null);
        if (option is null)
            return fault.ToString();
        // A cluster's instances are one more than its readers.
        if (option == _readReplicas.Name && fault.Path != "database.replicas")
            return $"{option}: cannot be used; allowed: a whole number from 0 to 15; fix: write how many servers only read";
        var example = option == _rps.Name ? "100" : "20ms";
        // An option takes one number; what else a stack may write there is of no use here.
        fault = fault with { Path = "", Allowed = fault.Allowed.Split(", or an object")[0] };
        return fault is { Received: null, Problem: "is missing" }
            ? $"{option}: is missing; allowed: {fault.Allowed}; fix: add `{option} {example}`, or name a stack"
            : $"{option}: {fault}";
    }
}
