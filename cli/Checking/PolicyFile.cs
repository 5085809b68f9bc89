using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Checking.Reading;
using Infra.Cli.Configuration;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Waivers;
using Infra.Pooling.Specification;

namespace Infra.Cli.Checking;

/// <summary>
/// What a team decides about the rules: the file <c>policies.yaml</c> (or another), and over it, for one stack, what its own file says
/// under <c>infra:policies</c>. Both hold <c>rules</c> and <c>waivers</c>.
/// </summary>
internal sealed class PolicyFile
{
    public const string DefaultName = "policies.yaml";

    /// <summary>The key in a stack's file.</summary>
    public const string StackKey = "infra:policies";

    private readonly ObjectValue _rules;

    private PolicyFile(ObjectValue rules, ImmutableArray<Waiver> waivers, YamlPlaces? places)
    {
        _rules = rules;
        Waivers = waivers;
        Places = places;
        Configuration = RuleConfiguration.Read(rules).Configuration;
    }

    /// <summary>Levels and parameters where a stack says nothing else.</summary>
    public RuleConfiguration Configuration { get; }

    /// <summary>The waivers of the file.</summary>
    public ImmutableArray<Waiver> Waivers { get; }

    /// <summary>Where its values stand; null where there is no file.</summary>
    public YamlPlaces? Places { get; }

    /// <summary>Reads a file; without a name, the one in the project's folder if there is one.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    /// <exception cref="CheckInputException">It is not as it should be; with every fault.</exception>
    public static PolicyFile Load(Workspace workspace, string? named)
    {
        var path = named ?? Path.Combine(workspace.Root, DefaultName);
        if (named is null && !File.Exists(path))
            return new(ObjectValue.Empty, [], null);
        var shown = named ?? DefaultName;
        var text = ReadText(path, shown);
        var node = YamlReader.Read(text, shown);
        var (rules, waivers) = Sections(node, "", shown);
        return new(rules, waivers, new(text, shown));
    }

    /// <summary>Levels, parameters and waivers of a stack: the file's, and over them the stack's own.</summary>
    /// <exception cref="CheckInputException">The stack's part is not as it should be; with every fault.</exception>
    public (RuleConfiguration Configuration, ImmutableArray<Waiver> Waivers) For(StackFile stack)
    {
        if (!stack.Config.TryGetPropertyValue(StackKey, out var section))
            return (Configuration, []);
        var (rules, waivers) = Sections(section, $"{StackKey}.", stack.Path);
        return (RuleConfiguration.Read(Merged(_rules, rules)).Configuration, [.. waivers.Select(waiver => waiver with { Stack = stack.Name })]);
    }

    private static (ObjectValue Rules, ImmutableArray<Waiver> Waivers) Sections(JsonNode? node, string prefix, string file)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        if (node is not (null or JsonObject))
            faults.Add(new(prefix.TrimEnd('.'), "is no mapping", null, "a mapping with `rules` and `waivers`", "write `rules:` and `waivers:`"));
        var map = node as JsonObject ?? [];
        foreach (var (key, _) in map.Where(member => member.Key is not ("rules" or "waivers")))
        {
            var fix = RulePack.Find(key) is null ? "remove it" : $"move it below `{prefix}rules`";
            faults.Add(new(prefix + key, "is not known", null, "rules, waivers", fix));
        }

        var rules = NodeValues.Of(map["rules"]) is var value and not NullValue ? value : ObjectValue.Empty;
        var reading = RuleConfiguration.Read(rules);
        faults.AddRange(reading.Faults
            .Select(fault => fault with { Path = $"{prefix}rules{(fault.Path.Length == 0 ? "" : ".")}{fault.Path}" }));
        var (waivers, wrong) = WaiverReader.Read(NodeValues.Of(map["waivers"]), $"{prefix}waivers");
        faults.AddRange(wrong);
        // Those of the configuration that the Pulumi engine takes count here as they do there.
        waivers = [.. waivers, .. reading.Configuration.Waivers.Select(waiver => waiver with { Path = $"{prefix}rules.{waiver.Path}" })];
        return faults.Count == 0 ? ((ObjectValue)rules, waivers) : throw Wrong(file, faults.ToImmutable());
    }

    private static ObjectValue Merged(ObjectValue below, ObjectValue above)
    {
        var merged = new Dictionary<string, PropertyValue>(below.Members, StringComparer.Ordinal);
        foreach (var (rule, value) in above.Members)
            merged[rule] = merged.TryGetValue(rule, out var general) ? Over(general, value) : value;
        return new(merged);
    }

    private static ObjectValue Over(PropertyValue general, PropertyValue own) => new(
        Section(general).Concat(Section(own)).GroupBy(member => member.Key).ToDictionary(same => same.Key, same => same.Last().Value));

    // A level alone is short for a mapping with only a level.
    private static IEnumerable<KeyValuePair<string, PropertyValue>> Section(PropertyValue value) => value switch
    {
        ObjectValue map => map.Members,
        TextValue => [KeyValuePair.Create("enforcementLevel", value)],
        _ => [],
    };

    private static CheckInputException Wrong(string file, ImmutableArray<Fault> faults) => new(
        $"{file} has {(faults.Length == 1 ? "1 fault" : $"{faults.Length} faults")}:\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}");

    private static string ReadText(string path, string shown)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            var reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            throw new UsageException($"{shown} cannot be read: {reason}", "name a readable file of rules and waivers");
        }
    }
}
