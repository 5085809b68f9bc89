using System.Text.Json.Nodes;
using Infra.Cli.Checking;
using Infra.Cli.Checking.Reading;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules;
using Infra.Pooling.Budget;

namespace Infra.Policies.Parity;

/// <summary>The stacks of this repository as their programs make them now: the rules read the same budget out of the resources as the plan has.</summary>
public class OwnStackTests
{
    private static readonly Session Session =
        new(TextWriter.Null, TextWriter.Null, TimeProvider.System, Workspace.Find(AppContext.BaseDirectory, named: null));

    public static TheoryData<string> Stacks => [.. StackFile.Names(Session.Workspace)];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Evaluate_OfAStack_FindsNothingAndHasTheFiguresOfItsPlan(string name)
    {
        var file = StackFile.Load(Session.Workspace, name);
        var stack = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(Session, file), Session.Today);

        var report = PolicyEngine.Evaluate([EvaluatedGraph.Of(stack)], PolicyFile.Load(Session.Workspace, named: null).For(file).Configuration);

        Assert.Equal(Figures(stack.Plan.Budget.ToJson()), Figures(Assert.Single(report.Budgets).ToJson()));
        // How much stays free is set by the specification, of which resources tell nothing.
        Assert.Empty(report.Findings.Where(finding => finding.Rule != "budget-headroom").Select(finding => $"{finding.Rule} {finding.Kind}: {finding.Message}"));
    }

    private static string Figures(JsonObject budget) => string.Join('\n', budget["scenarios"]!.AsArray().Select(scenario =>
            $"{scenario!["name"]}: clients {scenario["clientDemand"]!.ToJsonString()} of {scenario["clientCapacity"]?.ToJsonString()}, "
            + $"server {scenario["serverDemand"]!.ToJsonString()} of {scenario["usable"]?.ToJsonString()}, {scenario["verdict"]}")
        .Prepend($"{budget["maxConnections"]} − {budget["reserved"]} − {budget["admin"]} − {budget["other"]} = {budget["usable"]}"));
}
