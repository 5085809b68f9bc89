using System.Reflection;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Baselines;
using Infra.Policies.Rules.Tests;
using Infra.Policies.Rules.Waivers;
using Xunit.Sdk;

namespace Infra.Policies.Parity;

/// <summary>A rule of which no stack makes a finding would be the same to every host whatever it said.</summary>
public class CoverageTests
{
    [Fact]
    public async Task TestsOfTheRules_FindSomethingOfEveryRule()
    {
        var found = await Judged.FoundByAsync(RunAllAsync);

        // These two judge a baseline and waivers, and no host but the check has them.
        Assert.Equal(
            RulePack.All.Select(rule => rule.Id).Except([BudgetGrowth.Rule, WaiverJudge.Rule]).Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal));
    }

    private static async Task RunAllAsync()
    {
        foreach (var test in typeof(Judged).Assembly.GetTypes()
            .Where(type => type is { IsPublic: true, IsAbstract: false } && type.Namespace!.StartsWith("Infra.Policies.Rules.Tests", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute)))))
        {
            var rows = test.IsDefined(typeof(TheoryAttribute)) ? test.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(test)) : [[]];
            foreach (var row in rows)
            {
                var instance = test.IsStatic ? null : Activator.CreateInstance(test.DeclaringType!);
                using (instance as IDisposable)
                {
                    if (test.Invoke(instance, row) is Task task)
                        await task;
                }
            }
        }
    }
}
