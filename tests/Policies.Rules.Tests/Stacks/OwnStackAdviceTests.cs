namespace Infra.Policies.Rules.Tests.Stacks;

public class OwnStackAdviceTests
{
    public static TheoryData<string> Stacks => Preview.Stacks;

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Evaluate_OfAStack_HasNoFindingBesideTheBudgetAndTheOneItChose(string stack) => Assert.Empty(
        PolicyEngine.Evaluate([Preview.Of(stack).Graph], RuleConfiguration.Default).Findings
            .Where(finding => !finding.Rule.StartsWith("budget-", StringComparison.Ordinal) && finding.Message != Chosen(stack))
            .Select(finding => $"{finding.Rule} {finding.Kind}: {finding.Message}"));

    /// <summary>These stacks ask for a surge, which a StatefulSet, and so a pooler with peers, does not have.</summary>
    private static string? Chosen(string stack) => stack is not ("fides" or "fides-medium" or "prefect-aws") ? null
        : "`data.pgbouncer.ini [peers]`: 2 pods of pooler are no peers, so that cancel requests get lost; give each a peer_id, and list them in [peers].";
}
