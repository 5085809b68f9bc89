using System.Text.Json.Nodes;
using Infra.Policies.Rules;

namespace Infra.Cli.Tests.Checking;

/// <summary>The generated documents.</summary>
public sealed class RulesTests : IDisposable
{
    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("docs/RULES.md", new[] { "rules" })]
    [InlineData("docs/policies.schema.json", new[] { "rules", "--schema" })]
    public async Task Document_OfThePack_IsCurrent(string file, string[] arguments)
    {
        var result = await _project.RunAsync(arguments);

        result.Fine();
        Assert.True(
            result.Output == await File.ReadAllTextAsync(ActionsTests.Full(file)), $"{file} is not what the pack says; run ./infra {string.Join(' ', arguments)} > {file}");
    }

    [Fact]
    public async Task Catalogue_HasASectionForEachRule()
    {
        var text = (await _project.RunAsync("rules")).Output;

        Assert.Equal(RulePack.All.Select(rule => rule.Id), text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.Contains(
            """

            ## budget-delta

            A change adds few connections to a server. Level advisory, severity low.

            - Why: A server fills up one small change at a time; the change that grows it most is the one to talk about.
            - Example: A pull request that takes the rollout of one server from 75 connections to 120.
            - Fix: Make the pools smaller, or raise `connections` and `percent` of this rule once the growth is meant.
            - Source: docs/policies.md, "Pull requests".

            | Parameter | Allowed | Default | Meaning |
            |---|---|---|---|
            | `connections` | a whole number from 0 to 1000000 | 50 | Growth of one server in connections that is not worth telling. |
            | `percent` | a whole number from 0 to 1000 | 20 | Growth of one server in percent that is not worth telling. |

            """,
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_HoldsRulesAndWaivers()
    {
        var schema = JsonNode.Parse((await _project.RunAsync("rules", "--schema")).Output)!;

        Assert.Equal(["rules", "waivers"], schema["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(RulePack.All.Select(rule => rule.Id).Prepend("all"), schema["properties"]!["rules"]!["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal("""["rule","owner","reason","until"]""", schema["properties"]!["waivers"]!["items"]!["required"]!.ToJsonString());
    }
}
