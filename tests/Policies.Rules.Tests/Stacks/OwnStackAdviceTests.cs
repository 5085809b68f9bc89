namespace Infra.Policies.Rules.Tests.Stacks;

public class OwnStackAdviceTests
{
    public static TheoryData<string> Stacks => Preview.Stacks;

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Evaluate_OfAStack_HasNoFindingBesideTheBudget(string stack) => Assert.Empty(
        PolicyEngine.Evaluate([Preview.Of(stack).Graph], RuleConfiguration.Default).Findings
            .Where(finding => !finding.Rule.StartsWith("budget-", StringComparison.Ordinal))
            .Select(finding => $"{finding.Rule} {finding.Kind}: {finding.Message}"));
}
