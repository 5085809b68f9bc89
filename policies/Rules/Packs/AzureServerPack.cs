using System.Collections.Immutable;
using Infra.Policies.Rules.Checks.Azure;
using Infra.Policies.Rules.Checks.Clients;
using Infra.Pooling.FlexibleServer;

namespace Infra.Policies.Rules.Packs;

/// <summary>The PgBouncer inside a Flexible Server.</summary>
internal static class AzureServerPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<BurstableFacts>(
            new(
                "azure-pgbouncer-burstable", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack,
                "The built-in PgBouncer is on only where the tier has one.")
            {
                Why = "The Burstable tier has no PgBouncer: the parameter is refused, and nothing listens on port 6432.",
                Example = "`pgbouncer.enabled: true` on a server of `Standard_B2s`.",
                Fix = "Choose a SKU of General Purpose or Memory Optimized, or leave PgBouncer off.",
                Source = "Azure documentation, \"PgBouncer in Azure Database for PostgreSQL\", limitations.",
                Question = "whether the tier has a PgBouncer",
            },
            new NotBurstable(),
            facts => $"PgBouncer is on for {facts.Server}, and the Burstable tier{(facts.Sku is null ? "" : $" ({facts.Sku})")} has none; "
                + "choose General Purpose or Memory Optimized, or set it to false"),
        new PackedRule<ClientFacts>(
            new(
                "azure-port", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack,
                "Clients use port 6432 if and only if PgBouncer is on.")
            {
                Why = "Both ports have one host name, so that a wrong port is easily missed: 6432 refuses clients where "
                    + "PgBouncer is off, 5432 goes past it where it is on.",
                Example = "`postgres://app@db.postgres.database.azure.com:5432/app` for a server with `pgbouncer.enabled: true`.",
                Fix = "Connect to port 6432, or say `route: direct` in a claim where a program needs the server itself.",
                Source = "Azure documentation, \"PgBouncer in Azure Database for PostgreSQL\", switching your application.",
                Question = "whether the port fits the server",
            },
            new PortOfPooler(),
            facts => $"{facts.Client} {facts.What}; {facts.Fix}"),
        new PackedRule<HiddenFacts>(
            new(
                "azure-params-hidden", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "PgBouncer's parameters are set only where it is on.")
            {
                Why = "While pgbouncer.enabled is false Azure hides the other parameters of PgBouncer, and a deployment that "
                    + "sets them fails.",
                Example = "`pgbouncer.default_pool_size: 20` without `pgbouncer.enabled: true`.",
                Fix = "Set pgbouncer.enabled to true first and let the others depend on it, or remove them.",
                Source = "Azure documentation, \"PgBouncer in Azure Database for PostgreSQL\", enable and configure.",
                Question = "whether PgBouncer is on",
            },
            new ParametersShown(),
            facts => $"PgBouncer is off for {facts.Server}, so that Azure does not know {Listing.Of(facts.Parameters)}; "
                + $"set pgbouncer.enabled to true first, or remove {(facts.Parameters.Length == 1 ? "it" : "them")}"),
        new PackedRule<SilentFacts>(
            new(
                "azure-diagnostics-for-alerts", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "Where an alert watches PgBouncer, its server sends PgBouncer's metrics.")
            {
                Why = "Without metrics.pgbouncer_diagnostics there are no such metrics, and an alert on one of them never fires.",
                Example = "A MetricAlert on client_connections_waiting, with `metrics.pgbouncer_diagnostics: off`, which is the default.",
                Fix = "Set pgbouncer.enabled to true and metrics.pgbouncer_diagnostics to on.",
                Source = "Azure documentation, \"Monitoring metrics in Azure Database for PostgreSQL\", PgBouncer metrics.",
                Question = "whether the alert can fire",
            },
            new AlertsFed(),
            facts => $"the alert on {facts.Metric} never fires, because {facts.Parameter} of {facts.Server} is off; "
                + $"set it to {(facts.Parameter == ServerParameters.Enabled ? "true" : "on")}"),
    ];
}
