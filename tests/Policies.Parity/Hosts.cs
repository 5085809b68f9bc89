using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Cli.Checking;
using Infra.Cli.Checking.Reading;
using Infra.Cli.Evaluation;
using Infra.Policies.ConnectionBudget;
using Infra.Policies.ConnectionBudget.Protocol;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Parity;

/// <summary>Sends stacks through all three hosts, each in its own form, and compares what they say with what the rules say themselves.</summary>
internal static class Hosts
{
    public static void SayTheSame(PolicyReport report, IReadOnlyList<ResourceGraph> graphs, RuleConfiguration configuration)
    {
        // A graph keeps one resource for each URN: what was given twice cannot be told again.
        if (graphs.Any(graph => graph.Faults.Any(fault => fault.Problem.Contains("twice", StringComparison.Ordinal))))
            return;
        var told = new Told(graphs);
        var expected = Sorted(report.Findings.Select(finding => told.Text(finding.Rule, $"{finding.Level}", finding.Subject.Urn, finding.Message)));
        Assert.Equal(expected, Sorted(Files(told, told.States(), (files, folder) => StackFiles.Read([], files, folder), configuration)));
        // A preview shows no secret, so that no host can judge from it what only the secret tells.
        if (!told.HasSecrets)
            Assert.Equal(expected, Sorted(Files(told, told.Previews(), (files, folder) => StackFiles.Read(files, [], folder), configuration)));
        Assert.Equal(expected, Sorted(InProcess(told, configuration)));
        // The engine knows one stack at a time.
        if (graphs.Count == 1)
            Assert.Equal(expected, Sorted(Engine(told, graphs[0].Stack, configuration)));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> findings) => findings.Order(StringComparer.Ordinal);

    /// <summary>States or previews, written to files and read again.</summary>
    private static IEnumerable<string> Files(
        Told told, IEnumerable<string> texts, Func<string[], string, ImmutableArray<GraphSource>> read, RuleConfiguration configuration)
    {
        var folder = Directory.CreateTempSubdirectory("infra-").FullName;
        try
        {
            string[] files = [.. texts.Select((text, index) => Write(Path.Combine(folder, $"{index}.json"), text))];
            var check = new FileCheck(read(files, folder), configuration);
            return [.. check.Findings.Select(judged => judged.Finding).Where(finding => finding.Rule != Completeness.Rule)
                .Select(finding => Told.Line(finding.Rule, $"{finding.Level}", finding.Subject.Urn, told.WithoutProjects(finding.Message)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string path, string text)
    {
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Resources as the recorder of a program keeps them.</summary>
    private static IEnumerable<string> InProcess(Told told, RuleConfiguration configuration)
    {
        ResourceGraph[] graphs = [.. told.Stacks().Select(stack => EvaluatedGraph.Of(stack.Name, stack.Resources.Select(Recorded)))];
        return PolicyEngine.Evaluate(graphs, configuration).Findings.Select(finding => Told.Line(finding.Rule, $"{finding.Level}", finding.Subject.Urn, finding.Message));
    }

    private static RecordedResource Recorded(ResourceNode node) => new(
        node.Urn, node.Type, node.Name, node.IsCustom, node.Parent, Encoding.Clear(node.Properties), Encoding.Masked(node.Properties), node.Dependencies)
    {
        PropertyDependencies = node.PropertyDependencies.ToDictionary(member => member.Key, member => member.Value.ToArray()),
    };

    /// <summary>What the engine asks: each resource, then the stack.</summary>
    private static IEnumerable<string> Engine(Told told, string stack, RuleConfiguration configuration)
    {
        var analyzer = new Analyzer(TimeProvider.System);
        analyzer.ConfigureStack(new StackRequest { Stack = stack });
        analyzer.Configure(Configuration(configuration));
        var answers = new List<Findings>();
        var all = new ResourcesRequest();
        foreach (var node in told.Stacks().Single().Resources)
        {
            var properties = Struct.Parser.ParseJson(Encoding.Wire(node.Properties).ToJsonString()).ToByteString();
            var provider = node.IsCustom ? new Provider { Type = "pulumi:providers:any" } : null;
            answers.Add((Findings)analyzer.Analyze(new ResourceRequest
            {
                Urn = node.Urn,
                Type = node.Type,
                Name = node.Name,
                Properties = properties,
                Provider = provider,
                Options = new Options { Parent = node.Parent ?? "" },
            }, CancellationToken.None));
            var resource = new Resource { Urn = node.Urn, Type = node.Type, Name = node.Name, Properties = properties, Provider = provider, Parent = node.Parent ?? "" };
            resource.Dependencies.AddRange(node.Dependencies);
            foreach (var (property, urns) in node.PropertyDependencies)
                resource.PropertyDependencies[property] = new Urns { Urns_ = { urns } };
            all.Resources.Add(resource);
        }

        answers.Add((Findings)analyzer.AnalyzeStack(all.ToByteArray(), CancellationToken.None));
        return answers.SelectMany(answer => answer.Diagnostics).Select(found => Told.Line(found.Policy, $"{found.Level}", found.Urn, found.Message));
    }

    /// <summary>Levels and parameters of every rule, as the engine sends them.</summary>
    private static ConfigurationRequest Configuration(RuleConfiguration configuration)
    {
        var request = new ConfigurationRequest();
        // A rule that tells the undecided of others has no such parameter of its own: it follows what is said of all rules.
        request.Policies[RuleConfiguration.All] = new PolicySettings
        {
            Properties = new Struct { Fields = { ["undecided"] = Undecided(configuration.For(RulePack.Find("budget-undecidable")!)) } },
        };
        foreach (var rule in RulePack.All)
        {
            var settings = configuration.For(rule);
            var properties = new Struct();
            if (rule.Undecided == UndecidedReport.ByParameter)
                properties.Fields["undecided"] = Undecided(settings);
            foreach (var parameter in rule.Parameters)
            {
                properties.Fields[parameter.Name] = parameter switch
                {
                    NumberParameter => Value.ForNumber(settings.Number(parameter.Name)),
                    // The tests of the rules have none.
                    WaiversParameter => Value.ForList(),
                    WordParameter => Value.ForString(settings.Word(parameter.Name)),
                    _ => Value.ForList([.. settings.Texts(parameter.Name).Select(Value.ForString)]),
                };
            }

            request.Policies[rule.Id] = new PolicySettings { Level = PackDescription.Of(settings.Level), Properties = properties };
        }

        return request;

        static Value Undecided(RuleSettings settings) => Value.ForString(Pooling.Specification.Spelling.Of(settings.Undecided));
    }
}
