using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules;

/// <summary>A resource put right.</summary>
/// <param name="Properties">All its properties, the changed ones included.</param>
/// <param name="Changes">What was changed.</param>
public sealed record Remediation(ObjectValue Properties, ImmutableArray<RemediationChange> Changes)
{
    /// <summary>Puts a resource right where the fix is certain and the rule's level is <see cref="EnforcementLevel.Remediate"/>.</summary>
    /// <param name="resource">The resource, with its inputs.</param>
    /// <param name="configuration">Levels and parameters.</param>
    /// <returns>The resource put right; null where there is nothing to change.</returns>
    public static Remediation? Of(ResourceNode resource, RuleConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(configuration);
        var properties = resource.Properties;
        var changes = ImmutableArray.CreateBuilder<RemediationChange>();
        foreach (var remedy in Remedies.Remedy.All)
        {
            if (configuration.LevelOf(remedy.Rule) == EnforcementLevel.Remediate
                && remedy.Apply(resource with { Properties = properties }) is ({ } changed, { } message))
            {
                properties = changed;
                changes.Add(new(remedy.Rule, message, changed));
            }
        }

        return changes.Count == 0 ? null : new(properties, changes.ToImmutable());
    }
}

/// <summary>One change of a remediation.</summary>
/// <param name="Rule">Id of the rule that asked for it.</param>
/// <param name="Message">What was changed, in one sentence without secrets.</param>
/// <param name="Properties">All properties after this change and the ones before it.</param>
public sealed record RemediationChange(string Rule, string Message, ObjectValue Properties);
