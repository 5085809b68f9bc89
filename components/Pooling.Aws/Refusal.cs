using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>Ends a constructor before it has registered anything.</summary>
internal static class Refusal
{
    /// <summary>Gives the type token back when nothing is wrong, so that it can be asked inside the call of a base constructor.</summary>
    /// <exception cref="SpecificationException">Something is wrong; with every fault.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan.</exception>
    public static string Unless(string token, PoolPlan plan, IEnumerable<Fault> faults)
    {
        if (faults.ToImmutableArray() is { IsEmpty: false } all)
            throw new SpecificationException(all);
        var mandatory = plan.Findings.Where(finding => finding.Level == FindingLevel.Mandatory).Select(finding => finding.Message);
        return plan.IsRefused ? throw new RunException(string.Join('\n', mandatory)) : token;
    }
}
