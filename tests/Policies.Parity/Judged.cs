using Infra.Policies.Parity;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>Asks every host about all rules wherever a test of the rules asks about one; all must say the same.</summary>
internal static partial class Judged
{
    static partial void Reported(PolicyReport report, RuleConfiguration configuration, ResourceGraph[] graphs) =>
        Hosts.SayTheSame(report, graphs, configuration);
}
