using System.Text.Json.Nodes;

namespace Infra.Policies.Rules.Tests.Stacks;

public class OwnStackTests
{
    public static TheoryData<string> Stacks => Preview.Stacks;

    [Fact]
    public void Stacks_OfTheRepository_AreAllHere() => Assert.Equal(13, Stacks.Count);

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Budget_OfAStack_HasTheFiguresOfItsPlan(string stack)
    {
        var preview = Preview.Of(stack);

        var budget = Assert.Single(Report(preview).Budgets).ToJson();

        Assert.Equal(Figures(preview.Budget), Figures(budget));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Evaluate_OfAStack_HasNoMandatoryFinding(string stack) => Assert.Empty(
        Report(Preview.Of(stack)).Findings.Where(finding => finding.Level == EnforcementLevel.Mandatory).Select(finding => $"{finding.Rule}: {finding.Message}"));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Evaluate_OfAStack_LeavesNoBudgetUndecided(string stack) => Assert.Empty(
        Report(Preview.Of(stack)).Findings.Where(finding => finding.Rule == "budget-undecidable").Select(finding => finding.Message));

    private static PolicyReport Report(Preview preview) => PolicyEngine.Evaluate([preview.Graph], RuleConfiguration.Default);

    private static string Figures(JsonObject budget) => string.Join('\n', budget["scenarios"]!.AsArray().Select(scenario =>
            $"{scenario!["name"]}: clients {scenario["clientDemand"]!.ToJsonString()} of {scenario["clientCapacity"]?.ToJsonString()}, "
            + $"server {scenario["serverDemand"]!.ToJsonString()} of {scenario["usable"]?.ToJsonString()}, {scenario["verdict"]}")
        .Prepend($"{budget["maxConnections"]} − {budget["reserved"]} − {budget["admin"]} − {budget["other"]} = {budget["usable"]}"));
}
