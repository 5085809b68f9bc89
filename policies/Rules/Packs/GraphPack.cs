using System.Collections.Immutable;
using Infra.Policies.Rules.Checks;
using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Packs;

/// <summary>What must be readable before anything else can be judged.</summary>
internal static class GraphPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<Unreadable>(
            new("resources-readable", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "Everything that a budget depends on can be read.")
            {
                Why = "What cannot be read cannot be judged, and a check that passes over it passes by mistake.",
                Example = "A ConfigMap with a pgbouncer.ini whose section is not closed; a Deployment with `replicas: many`; two resources of one URN.",
                Fix = "Correct the place that the finding names.",
                Source = "PgBouncer documentation, \"pgbouncer.ini\"; the schemas of the providers.",
                Question = "whether it can be read",
            },
            new ResourcesReadable(),
            unreadable => $"{unreadable.Problem}{(unreadable.Received is null ? "" : $" (received {unreadable.Received})")}; allowed: {unreadable.Allowed}; fix: {unreadable.Fix}"),
    ];
}
