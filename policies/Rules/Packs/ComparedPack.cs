using System.Collections.Immutable;
using Infra.Policies.Rules.Baselines;
using Infra.Policies.Rules.Checks;
using Infra.Policies.Rules.Waivers;

namespace Infra.Policies.Rules.Packs;

/// <summary>Rules that need more than resources: an earlier report, or the waivers with their day.</summary>
internal static class ComparedPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<NoFacts>(
            new(BudgetGrowth.Rule, EnforcementLevel.Advisory, RuleSeverity.Low, RuleScope.Stack, "A change adds few connections to a server.")
            {
                Why = "A server fills up one small change at a time; the change that grows it most is the one to talk about.",
                Example = "A pull request that takes the rollout of one server from 75 connections to 120.",
                Fix = "Make the pools smaller, or raise `connections` and `percent` of this rule once the growth is meant.",
                Source = "docs/policies.md, \"Pull requests\".",
                Question = "whether the connections grow",
                Parameters =
                [
                    new NumberParameter(BudgetGrowth.Connections, "Growth of one server in connections that is not worth telling.", 0, 1_000_000, 50),
                    new NumberParameter(BudgetGrowth.Percent, "Growth of one server in percent that is not worth telling.", 0, 1000, 20),
                ],
            },
            new NotByResources<NoFacts>(),
            _ => ""),
        new PackedRule<NoFacts>(
            new(WaiverJudge.Rule, EnforcementLevel.Mandatory, RuleSeverity.Medium, RuleScope.Stack, "Every waiver has an owner, a reason, an end and a use.")
            {
                Why = "A waiver that nobody owns, that never ends or that covers nothing hides the next overrun.",
                Example = "`until: 2026-10-31` in November 2026; `until: 9999-12-31`; a waiver of an overrun without `connections`.",
                Fix = "Complete, renew or remove the waiver that the finding names.",
                Source = "docs/policies.md, \"Waivers\".",
                Question = "whether the waiver is valid",
                Parameters =
                [
                    new NumberParameter(WaiverJudge.MostDays, "Days that a waiver may last from today on.", 1, 1000, 366),
                    new WaiversParameter(WaiverJudge.Waivers, "Waivers, for a host that reads no file of them: the Pulumi engine."),
                ],
            },
            new NotByResources<NoFacts>(),
            _ => ""),
    ];
}
