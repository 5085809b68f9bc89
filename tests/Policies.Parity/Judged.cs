using Infra.Policies.Parity;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>Asks every host about all rules wherever a test of the rules asks about one; all must say the same.</summary>
internal static partial class Judged
{
    private static readonly AsyncLocal<HashSet<string>?> Listening = new();

    /// <summary>The rules of which tests find something; no host is asked.</summary>
    public static async Task<IReadOnlySet<string>> FoundByAsync(Func<Task> tests)
    {
        Listening.Value = new(StringComparer.Ordinal);
        await tests();
        return Listening.Value;
    }

    static partial void Reported(PolicyReport report, RuleConfiguration configuration, ResourceGraph[] graphs)
    {
        if (Listening.Value is { } found)
            found.UnionWith(report.Findings.Select(finding => finding.Rule));
        else
            Hosts.SayTheSame(report, graphs, configuration);
    }
}
