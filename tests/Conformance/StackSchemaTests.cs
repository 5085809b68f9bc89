using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Schema;
using Infra.Pooling.Specification;
using Infra.Pooling.Specification.Outline;

namespace Infra.Conformance;

/// <summary>The JSON schema of a stack's file, judged by a validator that is not ours, against the reader.</summary>
public class StackSchemaTests
{
    private static readonly Workspace Sources = Workspace.Find(AppContext.BaseDirectory, named: null);

    /// <summary>
    /// What the reader says where one key contradicts another, or a text is of the right form and yet means nothing: no schema of one
    /// key can say so.
    /// </summary>
    private static readonly ImmutableArray<string> BeyondOneKey =
    [
        "is not a value that max_worker_processes takes", "is not a value that pgbouncer.query_wait_timeout takes", "the value does not suit the parameter",
        "cannot be chosen", "is not to be had on", "cannot work on aws", "is not a mode of RDS Proxy",
        "is not `database.name`", "pins the server connections", "does not survive transaction pooling", "is not a database of the server", "is not at most the longest borrow time-out",
        "is not below `timeouts.", "is not above `timeouts.", "is below `min`", "names no kind of network",
        "says how replicas are read", "puts PgBouncer in front of read replicas", "describes PgBouncer in front of read replicas", "there is no replica", "asks for a virtual endpoint",
        "is too large for pods that know each other",
    ];

    [NpmFact]
    public void Schema_TakesEveryStack()
    {
        var names = StackFile.Names(Sources);
        var documents = names.Select(name => YamlReader.Read(File.ReadAllText(Path.Combine(Sources.StackFolder, $"Pulumi.{name}.yaml")), name)).ToList();

        var complaints = Complaints(documents);

        Assert.NotEmpty(names);
        Assert.All(names.Zip(complaints), item => Assert.True(item.Second.Length == 0, $"{item.First}: {item.Second}"));
    }

    [NpmFact]
    public void Schema_RefusesWhatIsWrong()
    {
        (string Yaml, string Complaint)[] cases =
        [
            ("config: {}", "/config must have required property 'infra:pooling'"),
            ("config: {infra:pooling: {target: gcp}}", "/config/infra:pooling/target must be equal to one of the allowed values"),
            ("config: {infra:pooling: {target: kubernetes, database: {name: app, user: app, host: a, sise: 1}, workloads: []}}", "/config/infra:pooling/database must NOT have additional properties"),
            ("config: {infra:polices: {}, infra:pooling: {}}", "/config property name must be valid"),
        ];

        var complaints = Complaints(cases.Select(item => YamlReader.Read(item.Yaml, "case")));

        Assert.All(cases.Zip(complaints), item => Assert.Contains(item.First.Complaint, item.Second, StringComparison.Ordinal));
    }

    [NpmFact]
    public void Schema_TakesEveryExample()
    {
        var samples = KeySet.Roots.SelectMany(root => KeySet.Walk(root.Root).Select(key => (root.Target, key.Path, Example: KeySamples.Example(key, root.Target))))
            .Where(sample => sample.Path.Length > 0 && sample.Example is not null).ToList();

        // "…" stands for what everybody has to put in.
        var complaints = Complaints(samples.Select(sample => Document(
            sample.Target, sample.Path, sample.Example!.ToJsonString().Replace("\\u2026", "x", StringComparison.Ordinal))));

        Assert.True(complaints.Count(complaint => complaint.Length == 0) > 150);
        // An example stands alone, also where other keys are required beside it.
        Assert.All(samples.Zip(complaints), item => Assert.True(
            item.Second.Length == 0 || item.Second.Contains("must have required property", StringComparison.Ordinal), $"{item.First}: {item.Second}"));
    }

    [NpmFact]
    public void Schema_AndReader_Agree()
    {
        var samples = KeySet.Roots.SelectMany(root => KeySet.Walk(root.Root).Where(key => key.Path.Length > 0)
            .SelectMany(key => Values(key).Select(value => (root.Target, Path: key.Path, Value: value?.ToJsonString() ?? "null")).Distinct())).ToList();

        var complaints = Complaints(samples.Select(sample => Document(sample.Target, sample.Path, sample.Value)));

        var disagreements = new List<string>();
        foreach (var ((target, path, value), complaint) in samples.Zip(complaints))
        {
            var faults = KeySamples.Faults(target, path, JsonNode.Parse(value));
            var own = faults.Where(fault => Holds(KeySamples.Concrete(path), fault.Path)
                && (path, fault.Problem) is not (("database.rds.maxStorageGiB", "is too small") or ("database.replicas", "is missing") or ("workloads[].pool", "is missing"))
                && !BeyondOneKey.Any(words => fault.Problem.StartsWith(words, StringComparison.Ordinal))).ToList();
            // A pattern can tell the range of whole numbers with a unit, but not of those with a decimal point.
            if (complaint.Length == 0 && value.Contains('.', StringComparison.Ordinal) && DurationText.TryParse(value.Trim('"'), out _))
                continue;
            if (complaint.Length > 0 && faults.IsEmpty)
                disagreements.Add($"{target} {path} = {value}: only the schema complains: {complaint}");
            else if (complaint.Length == 0 && own.Count > 0)
                disagreements.Add($"{target} {path} = {value}: only the reader complains: {own[0].Problem}");
        }

        Assert.True(samples.Count > 20_000, $"{samples.Count} values");
        Assert.True(disagreements.Count == 0, $"{disagreements.Count} of {samples.Count}:\n{string.Join('\n', disagreements.Take(400))}");
    }

    private static bool Holds(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');

    /// <summary>Values of every kind, and those at the edges of what the key takes.</summary>
    private static IEnumerable<JsonNode?> Values(OutlineKey key) =>
    [
        null, true, "true", "yes", 0, 1, 5, -1, 1.5, 1e9, "5", "-1", "1.5", "", " ", "text", "Text-1", "a/b", "pg_role", "public", "x\ny", new string('a', 63), new string('a', 64),
        "10.0.0.1", "10.0.0.0/16", "fd00::1", "db.example.com", "db.example.com:5432", "https://db.example.com", "0s", "1ms", "15", "15s", "90m", "1.5s", "1.5h", "-5s", "999h", "10%", "101%",
        "2030-12-31", "2030-13-01", "1.24.1", "1.17", "1.99", "db.r7g.large", "Standard_D4ds_v5", "sg-0123", "vpc-0123", "/etc/ca.crt", "Issuer/x", "name:tag",
        "00000000-0000-0000-0000-000000000000",
        new JsonArray(), new JsonArray(5), new JsonArray("a"), new JsonArray("a", "a"), new JsonObject(), new JsonObject { ["unknown"] = 1 },
        KeySamples.Example(key, Target.Kubernetes) is { } example && key.Values is not [OutlineObject or OutlineList or OutlineMap, ..] ? example : null,
        .. key.Values.SelectMany(Edges),
    ];

    private static IEnumerable<JsonNode?> Edges(OutlineValue value) => value switch
    {
        OutlineWhole whole => [whole.Min, (long)whole.Min - 1, whole.Max, (long)whole.Max + 1, $"{whole.Max}", $"{(long)whole.Max + 1}", $"{(long)whole.Min - 1}"],
        OutlineNumber number => [number.Min, number.Min - 0.001m, number.Max, number.Max + 1, number.Min + 0.25m],
        OutlineWords words => words.Words.SelectMany(word => new JsonNode?[] { word, $"{word}x", word.ToUpperInvariant() }),
        OutlineDuration duration => new[] { duration.Min, duration.Max, duration.Min + duration.Step, duration.Max + TimeSpan.FromSeconds(1), duration.Min - TimeSpan.FromTicks(1), duration.Min + TimeSpan.FromTicks(10_001) }
            .Where(time => time > TimeSpan.Zero).Select(time => (JsonNode?)DurationText.Format(time)),
        OutlineVersion version => [version.Oldest.ToString(), version.Newest.ToString(), 1.24m, 1.3m],
        _ => [],
    };

    private static JsonObject Document(Target target, string path, string value)
    {
        var root = KeyDefaults.Smallest(target);
        KeySamples.Set(root, path, JsonNode.Parse(value));
        return new() { ["config"] = new JsonObject { [StackFile.SpecificationKey] = root } };
    }

    /// <summary>What the validator says to each document; empty where it is satisfied.</summary>
    private static List<string> Complaints(IEnumerable<JsonNode?> documents)
    {
        const string Validate = """
            const fs = require("fs"), read = file => JSON.parse(fs.readFileSync(file, "utf8"));
            const policies = read("policies.schema.json");
            delete policies.$schema;
            // Editors alone know the keyword patternErrorMessage.
            const ajv = new (require("ajv"))({ strict: false, allErrors: true, validateFormats: false }).addSchema(policies, "policies.schema.json");
            const validate = ajv.compile(read("pooling.schema.json"));
            console.log(JSON.stringify(read("documents.json").map(document =>
              validate(document) ? "" : validate.errors.map(error => `${error.instancePath} ${error.message}`).join("; "))));
            """;
        var folder = NodePackages.Install(Sources.Root);
        foreach (var schema in new[] { "policies.schema.json", "pooling.schema.json" })
            File.Copy(Path.Combine(Sources.Root, "docs", schema), Path.Combine(folder, schema), overwrite: true);
        File.WriteAllText(Path.Combine(folder, "documents.json"), new JsonArray([.. documents.Select(document => document?.DeepClone())]).ToJsonString());
        var (code, output) = NodePackages.Run(folder, "node", "-e", Validate);
        Assert.True(code == 0, output);
        return JsonSerializer.Deserialize<List<string>>(output)!;
    }
}
