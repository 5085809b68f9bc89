using Infra.Cli.Configuration;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking;

/// <summary>Which line of a stack's file decides about what a finding is about.</summary>
internal sealed class StackPlaces(Workspace workspace, StackFile stack)
{
    private const string Config = "config";
    private const string ClaimType = "pooling:index:ConnectionClaim";

    /// <summary>What a claim calls its figures, and what the specification calls them.</summary>
    private static readonly Dictionary<string, string> ClaimTerms = new(StringComparer.Ordinal)
    {
        ["poolSize"] = "pool.size",
        ["poolOverflow"] = "pool.overflow",
        ["minReplicas"] = "replicas.min",
        ["maxReplicas"] = "replicas.max",
        ["surge"] = "replicas.surge",
        ["processes"] = "processes",
        ["route"] = "route",
        ["user"] = "user",
    };

    private readonly ProgramSources _program = new(workspace.Root, "infra");

    private readonly YamlPlaces _yaml = new(File.ReadAllText(Path.Combine(workspace.Root, stack.Path)), stack.Path.Replace('\\', '/'));

    /// <summary>URN of the stack itself, of which the findings of a specification are.</summary>
    public static string RootOf(string stack) => $"urn:pulumi:{stack}::infra::pulumi:pulumi:Stack::infra-{stack}";

    /// <summary>Where the program makes a resource that the specification does not know of; null where that cannot be told.</summary>
    public Place? OfProgram(ResourceGraph graph, string urn) => _program.Find(graph, urn);

    public Place OfSpecification(string path) => _yaml.Find(path, Config, StackFile.SpecificationKey);

    /// <summary>Where a value of the specification is written; null where it is a default, or comes from elsewhere.</summary>
    public TextSpan? TextOf(string path) => _yaml.TextOf(path, Config, StackFile.SpecificationKey);

    public Place OfPolicies(string path)
    {
        const string Prefix = $"{PolicyFile.StackKey}.";
        return _yaml.Find(path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path, Config, PolicyFile.StackKey);
    }

    public Place Of(RuleFinding finding) => finding.Subject.Urn switch
    {
        "" => OfPolicies(finding.Subject.Path),
        var urn when urn == RootOf(stack.Name) => OfSpecification(finding.Subject.Path),
        var urn => OfSpecification(PartOf(urn.Split("::"), finding.Subject.Path)),
    };

    /// <summary>The part of the specification that a resource is made from.</summary>
    private string PartOf(string[] urn, string property) => urn is not [_, _, var chain, .. var name] ? "" : chain.Split('$')[^1] switch
    {
        ClaimType => Workload(string.Join("::", name)) is var index and >= 0 ? $"workloads[{index}].{ClaimTerms.GetValueOrDefault(property, "")}" : "workloads",
        var type when type.StartsWith("aws:rds/proxy", StringComparison.Ordinal) || type.StartsWith("kubernetes:", StringComparison.Ordinal) => "pooler",
        var type when type.StartsWith("aws:rds/", StringComparison.Ordinal) || type.StartsWith("azure-native:", StringComparison.Ordinal) => "database",
        _ => "",
    };

    private int Workload(string name)
    {
        var workloads = stack.Specification?["workloads"]?.AsArray() ?? [];
        return workloads.Index().Where(entry => entry.Item?["name"]?.ToString() == name).Select(entry => entry.Index).DefaultIfEmpty(-1).First();
    }
}
