using Infra.Pooling.Budget;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.Advice;

/// <summary>Combinations that the four systems' guides warn of: each gets the advice that helps, with figures that were tried.</summary>
public sealed class WrongCombinationTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Findings_FidesTierHighOnASmallServer_NameThePoolAndTheServerThatServeIt() => Assert.Equal(
        "Advisory pool-serves-load workloads[0].load: `workloads[0].load`: 1000/s × 0.2 s keep 200 server connections busy, "
        + "but the pool of api has 2 × 9 = 18: clients wait until they give up; "
        + "set `pooler.settings.default_pool_size` to 150 on a server with max_connections of at least 613, expect at most 90/s, "
        + "or hold a connection for 18ms at most.",
        Findings(Sample.Kubernetes,
            ("database.maxConnections", "60"), ("database.replicas", "0"), ("workloads.0.profile", "\"fides\""), ("workloads.0.pool", null),
            ("pooler.replicas", """{"min": 2, "max": 2, "surge": 1}"""), ("workloads.0.load", """{"peakRps": 1000, "meanQuery": "200ms"}""")));

    [Fact]
    public void Findings_LoadThatThePoolServes_AreNone() => Assert.Equal("", Findings(Sample.Kubernetes,
        ("database.maxConnections", "200"), ("database.replicas", "0"), ("pooler.settings", """{"default_pool_size": 25}"""),
        ("workloads.0.load", """{"peakRps": 1000, "meanQuery": "50ms"}""")));

    [Fact]
    public void Findings_LoadBeyondEveryServer_AdviseSeveral() => Assert.Contains(
        "; use several servers, because no single one admits 150000 for each pool, expect at most ",
        Findings(Sample.Kubernetes,
            ("database.maxConnections", "200"), ("database.replicas", "0"), ("workloads.0.load", """{"peakRps": 1000000, "meanQuery": "200ms"}""")),
        StringComparison.Ordinal);

    [Fact]
    public void Findings_ClientLimitThatOnlyAnEvenSpreadKeeps_NameTheRoomThatItNeeds()
    {
        string Stated(int limit) => Findings(Sample.Kubernetes,
            ("database.maxConnections", "200"), ("database.replicas", "0"), ("pooler.replicas", """{"min": 1, "max": 1, "surge": 1}"""),
            ("pooler.processes", "2"), ("pooler.settings", $$"""{"default_pool_size": 5, "max_client_conn": {{limit}}}"""),
            ("workloads.0.replicas", """{"min": 1, "max": 1, "surge": 0}"""), ("workloads.0.processes", "1"),
            ("workloads.0.pool", """{"size": 998, "overflow": 0}"""));

        Assert.Equal(
            "Advisory client-spread pooler.settings.max_client_conn: `pooler.settings.max_client_conn`: at steady, "
            + "998 clients on 2 processes are 499 for each, but they spread at random, and a process refuses those above 500 while another "
            + "one has room; raise it to at least 611.",
            Stated(500));
        Assert.Equal("", Stated(611));
    }

    [Fact]
    public void Findings_TwentyHttpPodsOfReductoWithoutPooler_AdviseToGoThroughIt() => Assert.Equal(
        "Mandatory budget-within-capacity workloads[0].replicas.max: `workloads[0].replicas.max`: at peak and failover, "
        + "app 2 × 1 × 0 + api 20 × 8 × (4 + 8) = 1920 server connections exceed the 187 available (200 minus 13 reserved); raise max_connections to at least 2413.\n"
        + "Mandatory budget-within-capacity workloads[0].replicas.max: `workloads[0].replicas.max`: at rollout, "
        + "app 2 × 1 × 0 + api (20 + 5) × 8 × (4 + 8) = 2400 server connections exceed the 187 available (200 minus 13 reserved); raise max_connections to at least 2413.\n"
        + "Advisory demand-behind-pooler workloads[0].route: `workloads[0].route`: api opens 20 × 8 × (4 + 8) = 1920 connections past the pooler; "
        + "through it, 40 server connections at most would do; set `route: readWrite`.",
        Findings(Sample.Kubernetes,
            ("database.maxConnections", "200"), ("database.replicas", "0"), ("workloads.0.profile", "\"reducto-http\""), ("workloads.0.pool", null),
            ("workloads.0.route", "\"direct\""), ("workloads.0.replicas", """{"min": 1, "max": 20}""")));

    [Fact]
    public void Findings_DirectWorkloadThatNeedsItsSession_StaysWhereItIs() => Assert.DoesNotContain(
        "demand-behind-pooler",
        Findings(Sample.Kubernetes,
            ("database.maxConnections", "50"), ("database.replicas", "0"), ("workloads.0.route", "\"direct\""),
            ("workloads.0.replicas", "10"), ("workloads.0.needs", "[\"listenNotify\"]")),
        StringComparison.Ordinal);

    [Fact]
    public void Read_OlympusWithListenInTransactionMode_AdvisesAWayPastThePooler() => Assert.Equal(
        [
            "`workloads[0].needs[0]`: does not survive transaction pooling, on which workload api is routed (received \"listenNotify\"); "
            + "allowed: protocolPrepare; everything on `route: direct` or in mode session; "
            + "fix: set `route: direct` for the workload, or `pooler.mode: session`",
        ],
        Sample.Faults(Sample.With(Sample.Kubernetes, ("workloads.0.profile", "\"kratos\""), ("workloads.0.needs", "[\"listenNotify\"]"))));

    [Fact]
    public void Findings_PrefectWithStatementTimeoutBelowItsOperationTimeout_AdviseAGuardRailAboveIt() => Assert.Equal(
        "Advisory statement-above-operation timeouts.statement: `timeouts.statement`: 20s is not above the operation time-out of api "
        + "(PREFECT_API_DATABASE_TIMEOUT, 30s): the database would cancel what Prefect still waits for; "
        + "allowed is more than that, and Prefect recommends 60s to 120s; set `timeouts: {statement: 60s, command: 90s}`.",
        Findings(Sample.Kubernetes, ("database.maxConnections", "200"), ("database.replicas", "0"), ("workloads.0.profile", "\"prefect\"")));

    [Fact]
    public void Findings_PrefectAsAdvised_AreNone() => Assert.Equal("", Findings(Sample.Kubernetes,
        ("database.maxConnections", "200"), ("database.replicas", "0"), ("workloads.0.profile", "\"prefect\""),
        ("timeouts", """{"statement": "60s", "command": "90s"}""")));

    private static string Findings(string json, params (string Path, string? Value)[] changes) => string.Join('\n', PoolPlan
        .Create(Sample.Read(Sample.With(json, changes)), Today).Findings
        .Where(finding => finding.Id != BudgetFindings.Headroom)
        .Select(finding => $"{finding.Level} {finding.Id} {finding.Path}: {finding.Message}"));
}
