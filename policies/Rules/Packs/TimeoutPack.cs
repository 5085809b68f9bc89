using System.Collections.Immutable;
using Infra.Policies.Rules.Checks.Timeouts;

namespace Infra.Policies.Rules.Packs;

/// <summary>Time-outs of servers, poolers and clients.</summary>
internal static class TimeoutPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<OrderFacts>(
            new("timeout-order", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "lock_timeout ends before statement_timeout, and that before the client gives up.")
            {
                Why = "A wait for a lock that ends as a statement time-out hides its cause, and a statement that outlives its client works for nobody.",
                Example = "lock_timeout 30 s with statement_timeout 20 s; statement_timeout 60 s with Command Timeout 30.",
                Fix = "Lower the one that the finding names, or raise the other.",
                Source = "PostgreSQL documentation, \"Client Connection Defaults\": lock_timeout, statement_timeout.",
                Question = "whether the time-outs end in order",
            },
            new TimeoutOrder(),
            facts => $"{facts.Lower} {OrderFacts.Text(facts.LowerSeconds)} is not below {facts.Upper} {OrderFacts.Text(facts.UpperSeconds)}; "
                + $"allowed is less than {OrderFacts.Text(facts.UpperSeconds)}; lower it, or raise {facts.Upper}"),
    ];
}
