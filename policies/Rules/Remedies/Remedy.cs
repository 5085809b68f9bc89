using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Remedies;

/// <summary>A change that puts a resource right without asking anybody.</summary>
/// <param name="Rule">Id of the rule that it satisfies.</param>
/// <param name="Apply">The properties put right and what was changed; null where nothing is wrong or the fix is not certain.</param>
internal sealed record Remedy(string Rule, Func<ResourceNode, (ObjectValue Properties, string Message)?> Apply)
{
    public static ImmutableArray<Remedy> All { get; } = [new("rdsproxy-tls", RequireTls.Apply), new("pgbouncer-ignore-startup", IgnoreStartup.Apply)];
}
