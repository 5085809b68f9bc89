using Infra.Cli.Evaluation;
using Infra.Policies.Rules;

namespace Infra.Cli.Checking;

/// <summary>What a stack's specification makes. Whatever else its program makes, the plan knows nothing of.</summary>
internal sealed class SpecifiedResources
{
    private const string ClaimType = "pooling:index:ConnectionClaim";

    /// <summary>Components that the program makes from the specification, by their names there.</summary>
    private static readonly string[] Components = ["database", "pooler", "reads"];

    private readonly HashSet<string> _urns = new(StringComparer.Ordinal);

    public SpecifiedResources(EvaluatedStack stack)
    {
        var workloads = stack.Plan.Specification.Workloads.Select(workload => workload.Name).ToHashSet(StringComparer.Ordinal);
        // A parent is made before its children.
        foreach (var resource in stack.Resources)
        {
            var isSpecified = resource.Type == ClaimType ? workloads.Contains(resource.Name)
                : resource.Type.StartsWith("pooling:", StringComparison.Ordinal) && Components.Contains(resource.Name);
            if (isSpecified || (resource.Parent is { } parent && _urns.Contains(parent)))
                _urns.Add(resource.Urn);
        }

        // A server that is not made here, the plan knows by its host.
        _urns.Add(StackPlaces.RootOf(stack.Name));
    }

    public bool Has(string urn) => _urns.Contains(urn);

    /// <summary>Whether all that counts into a budget is the specification's, so that the plan has judged it.</summary>
    public bool HasAll(ServerBudget budget) => Has(budget.Server) && budget.Places.Values.All(place => Has(place.Urn));
}
