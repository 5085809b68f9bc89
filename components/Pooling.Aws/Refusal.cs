using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>Ends a constructor before it has registered anything.</summary>
internal static class Refusal
{
    /// <summary>Gives the type token back when nothing is wrong, so that it can be asked inside the call of a base constructor.</summary>
    /// <exception cref="ComponentArgumentException">Something is wrong; with every fault.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan.</exception>
    public static string Unless<T>(string token, string name, T args, Func<T, IEnumerable<Fault>> faults, Func<T, PoolPlan> planOf)
        where T : class
    {
        ComponentArgumentException.ThrowIfAny(token[(token.LastIndexOf(':') + 1)..], name, args, faults, given => planOf(given).Specification);
        var plan = planOf(args);
        var mandatory = plan.Findings.Where(finding => finding.Level == FindingLevel.Mandatory).Select(finding => finding.Message);
        return plan.IsRefused ? throw new RunException(string.Join('\n', mandatory)) : token;
    }

    /// <summary>What is missing of that which every component here needs.</summary>
    public static IEnumerable<Fault> Missing(PoolPlan? plan, AwsNetwork? network) =>
    [
        .. ComponentArgumentException.Missing("plan", plan, "a plan", "make one with PoolPlan.Create"),
        .. ComponentArgumentException.Missing("network", network, "a VPC and its subnets", "make one with new AwsNetwork { … }"),
    ];
}
