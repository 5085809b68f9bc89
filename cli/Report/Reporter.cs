using System.Collections.Immutable;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Report.Data;

namespace Infra.Cli.Report;

/// <summary>Evaluates the stacks of a report.</summary>
internal static class Reporter
{
    /// <exception cref="UsageException">There is no stack at all, or one's configuration is not valid.</exception>
    public static async Task<ImmutableArray<StackReport>> EvaluateAsync(ImmutableArray<StackFile> stacks, DateOnly today)
    {
        if (stacks.IsEmpty)
            throw new UsageException("there are no stacks", "write stacks/config/Pulumi.<stack>.yaml");
        var reports = ImmutableArray.CreateBuilder<StackReport>();
        foreach (var stack in stacks)
            reports.Add(new(await StackEvaluator.EvaluateAsync(stack, today)));
        return reports.ToImmutable();
    }
}
