using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Checks.PgBouncers;

namespace Infra.Policies.Rules.Packs;

/// <summary>PgBouncer in pods: its image, its neighbours, its secrets and its end.</summary>
internal static class PgBouncerPodPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<ModeFacts>(
            new(
                "pgbouncer-mode", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "PgBouncer shares server connections among clients that need no session of their own.")
            {
                Why = "In session mode every client keeps a server connection, so that PgBouncer saves none. In transaction mode "
                    + "what a client sets for its session hits others.",
                Example = "A pgbouncer.ini without pool_mode, whose default is session; `SET search_path` as the initial SQL of "
                    + "a pool in transaction mode.",
                Fix = "Set `pool_mode = transaction`, and give an entry of its own in session mode to programs that need sessions.",
                Source = "PgBouncer documentation, \"pool_mode\" and \"Feature matrix for pooling modes\".",
                Question = "whether the pool mode fits",
            },
            new ModeFits(),
            facts => $"{facts.What}; {facts.Fix}"),
        new PackedRule<PeerFacts>(
            new(
                "pgbouncer-peering", EnforcementLevel.Advisory, RuleSeverity.Low, RuleScope.Stack,
                "Pods of PgBouncer know each other as peers.")
            {
                Why = "A cancel request comes on a connection of its own, and so may reach another pod. Without peers it is lost "
                    + "there, and the query runs on.",
                Example = "A Deployment of PgBouncer with 2 replicas and no [peers].",
                Fix = "Run a StatefulSet with a headless Service, give each pod a peer_id from its number, and list all of them "
                    + "in [peers].",
                Source = "PgBouncer documentation, \"peer_id\" and \"Section [peers]\".",
                Question = "whether cancel requests reach the right pod",
            },
            new PeersKnown(),
            facts => $"{(facts.Most is { } most ? most.ToString(CultureInfo.InvariantCulture) : "several")} pods of {facts.Pooler} are no peers, so that cancel requests get lost; "
                + "give each a peer_id, and list them in [peers]"),
        new PackedRule<IgnoredFacts>(
            new(
                "pgbouncer-ignore-startup", EnforcementLevel.Advisory, RuleSeverity.High, RuleScope.Stack,
                "PgBouncer ignores what drivers send when they connect.")
            {
                Why = "PgBouncer refuses a client that asks for a parameter which it neither tracks nor ignores. Before 1.26.1 a "
                    + "list without `options` lets a client make it spin for ever.",
                Example = "`ignore_startup_parameters = extra_float_digits` in PgBouncer 1.24.1; an empty list in front of JDBC.",
                Fix = "Set `ignore_startup_parameters = extra_float_digits,options`. With the level `remediate`, `options` is added to a list that is not empty.",
                Source = "PgBouncer documentation, \"ignore_startup_parameters\"; PgBouncer 1.26.1 release notes, CVE-2026-107349.",
                Question = "whether startup parameters are ignored without a known hole",
            },
            new StartupIgnored(),
            facts => $"{facts.What}; add {Listing.Of(facts.Missing.Select(name => $"`{name}`"))} to ignore_startup_parameters"),
        new PackedRule<DrainFacts>(
            new(
                "pgbouncer-drain", EnforcementLevel.Advisory, RuleSeverity.High, RuleScope.Stack,
                "A pod of PgBouncer ends without an error for its clients.")
            {
                Why = "A pod that stops at once, that is killed while clients wait, or that has no other beside it, fails "
                    + "clients at every rollout and node drain.",
                Example = "No preStop hook; `terminationGracePeriodSeconds: 30` with a query_wait_timeout of 120; 2 replicas "
                    + "without a PodDisruptionBudget.",
                Fix = "Let preStop sleep, give more grace than the longest wait, run 2 pods or more, and add a PodDisruptionBudget.",
                Source = "PgBouncer documentation, \"Signals\"; Kubernetes documentation, \"Pod Lifecycle: Termination of Pods\" "
                    + "and \"Disruptions\".",
                Question = "whether pods end without errors",
            },
            new PodsDrain(),
            facts => $"{facts.What}; {facts.Fix}"),
        new PackedRule<SecretFacts>(
            new(
                "pgbouncer-secrets", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Stack,
                "No ConfigMap holds passwords, and both sides of PgBouncer speak TLS.")
            {
                Why = "Whoever may read ConfigMaps reads the passwords in them, and whoever listens on the network reads what is "
                    + "sent without TLS.",
                Example = "A ConfigMap with userlist.txt; `client_tls_sslmode = disable`, which is the default; "
                    + "`server_tls_sslmode = prefer`, the other default.",
                Fix = "Keep user lists in Secrets, as SCRAM verifiers; set client_tls_sslmode to require and server_tls_sslmode "
                    + "to verify-full.",
                Source = "PgBouncer documentation, \"TLS settings\" and \"Authentication file format\".",
                Question = "whether secrets stay secret",
            },
            new SecretsKept(),
            facts => $"{facts.What}; {facts.Fix}"),
        new PackedRule<VersionFacts>(
            new(
                "pgbouncer-version-floor", EnforcementLevel.Mandatory, RuleSeverity.Critical, RuleScope.Stack,
                "The image of PgBouncer names a version without known vulnerabilities.")
            {
                Why = "Before 1.26.1 a role that logs in by SCRAM can become any other, and a client can make PgBouncer spin for "
                    + "ever. An image without a version may be anything.",
                Example = "`edoburu/pgbouncer:latest`; `bitnami/pgbouncer:1.24.1`.",
                Fix = "Run 1.26.1 or newer. List the tags of a distribution that has put the fixes into an older version under `patched`.",
                Source = "PgBouncer 1.26.1 release notes: CVE-2026-107350 and CVE-2026-107349.",
                Question = "whether the image has known vulnerabilities",
                Parameters = [new TextsParameter(VersionPatched.Patched, "Tags of images of older versions into which a distribution has put the fixes.", [])],
            },
            new VersionPatched(),
            facts => facts.Version is { } version
                ? $"PgBouncer {version} has known vulnerabilities; run {VersionPatched.Floor} or newer"
                : $"the image has {(facts.Tag is null ? "no tag" : $"the tag {facts.Tag}")}, and so may be any version; write one, {VersionPatched.Floor} or newer"),
    ];
}
