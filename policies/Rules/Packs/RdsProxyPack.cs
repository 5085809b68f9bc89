using System.Collections.Immutable;
using Infra.Policies.Rules.Checks;
using Infra.Policies.Rules.Checks.RdsProxies;

namespace Infra.Policies.Rules.Packs;

/// <summary>RDS Proxy.</summary>
internal static class RdsProxyPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<NoFacts>(
            new("rdsproxy-tls", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Resource, "RDS Proxy refuses clients without TLS.")
            {
                Why = "RDS Proxy takes clients without TLS unless it is told otherwise: passwords and data then cross the network in the clear.",
                Example = "`aws:rds:Proxy` without `requireTls`.",
                Fix = "Set `requireTls: true`. With the level `remediate` that is done for you.",
                Source = "AWS Security Hub, control RDS.43; Amazon RDS User Guide, \"Using TLS/SSL with RDS Proxy\".",
                Question = "whether the proxy refuses clients without TLS",
            },
            new TlsRequired(),
            _ => "the proxy takes clients without TLS; set requireTls to true"),
    ];
}
