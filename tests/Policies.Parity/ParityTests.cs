using Infra.Cli.Checking;
using Infra.Cli.Checking.Reading;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Tests;

namespace Infra.Policies.Parity;

/// <summary>What the comparison itself must notice; the rules' own tests, compiled here too, are what it is asked about.</summary>
public class ParityTests
{
    [Fact]
    public void SayTheSame_OneFindingTooFew_IsNoticed()
    {
        var stack = Given.Stack(Given.Resource("aws:rds/proxy:Proxy", "main", """{"requireTls": false}"""));
        var report = PolicyEngine.Evaluate([stack], RuleConfiguration.Default);
        Assert.NotEmpty(report.Findings);

        Hosts.SayTheSame(report, [stack], RuleConfiguration.Default);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Hosts.SayTheSame(report with { Findings = [] }, [stack], RuleConfiguration.Default));
    }

    [Theory]
    [InlineData("\"?\"")]
    [InlineData("\"!yes\"")]
    [InlineData("{\"a\": [\"!b\", \"?\", 1.5, null, true], \"c\": {}}")]
    public void Values_OfEveryForm_ComeThroughEveryHost(string value)
    {
        var stack = Given.Stack(Given.Resource("aws:rds/proxy:Proxy", "main", $$"""{"requireTls": {{value}} }"""));

        Hosts.SayTheSame(PolicyEngine.Evaluate([stack], RuleConfiguration.Default), [stack], RuleConfiguration.Default);
    }

    [Fact]
    public async Task Stacks_OfThisRepository_AreTheSameToEveryHost()
    {
        var session = new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System, Workspace.Find(AppContext.BaseDirectory, named: null));
        foreach (var name in StackFile.Names(session.Workspace))
        {
            var stack = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, StackFile.Load(session.Workspace, name)), session.Today);
            ResourceGraph[] graph = [EvaluatedGraph.Of(stack)];
            Assert.NotEmpty(graph[0].Resources);

            Hosts.SayTheSame(PolicyEngine.Evaluate(graph, RuleConfiguration.Default), graph, RuleConfiguration.Default);
        }
    }

    /// <summary>A check of a stack says what the other hosts say of it, but what a plan judges it leaves to the plan.</summary>
    [Fact]
    public async Task Stacks_OfThisRepository_AreCheckedAsByTheOtherHosts()
    {
        var session = new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System, Workspace.Find(AppContext.BaseDirectory, named: null));
        foreach (var name in StackFile.Names(session.Workspace))
        {
            var file = StackFile.Load(session.Workspace, name);
            var stack = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, file), session.Today);
            var check = new StackCheck(file, stack, new(session.Workspace, file), RuleConfiguration.Default, [], session.Today);
            var report = PolicyEngine.Evaluate([EvaluatedGraph.Of(stack)], RuleConfiguration.Default);

            Assert.Equal(
                report.Findings.Where(finding => !StackCheck.Judged.Contains(finding.Rule)),
                check.Findings.Select(judged => judged.Finding).Where(finding => finding.Subject.Urn != StackPlaces.RootOf(name)));
            // What the rules refuse of what a plan judges, the plan refuses too, whatever its words are.
            Assert.True(check.Findings.Any(judged => judged.IsMandatory) || !report.IsRefused, name);
        }
    }

    [Fact]
    public void Graphs_OfOneName_AreOneLedger()
    {
        ResourceGraph[] stacks = [Given.Stack(Claim("one")), Given.Stack(Claim("two"))];

        Hosts.SayTheSame(PolicyEngine.Evaluate(stacks, RuleConfiguration.Default), stacks, RuleConfiguration.Default);

        static ResourceNode Claim(string name) => Given.Resource("pooling:index:ConnectionClaim", name, $$"""
            {"workload": "{{name}}", "database": "d", "user": "u", "route": "direct", "host": "db.example.com", "maxConnections": 100,
             "minReplicas": 1, "maxReplicas": 5, "surge": "0", "processes": 1, "poolSize": 12}
            """);
    }
}
