using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

public sealed class BudgetFindingsTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Of_DirectWorkload_OffersASizeAndACapacityThatWork()
    {
        var input = new BudgetInput(
            Given.Server(200, superuser: 10),
            new NoPoolerInput(),
            [Given.Workload(0, "api", Given.Replicas(12), new(20))])
        { HeadroomPercent = 0 };

        Assert.Equal(
            [
                "Mandatory budget-within-capacity `workloads[0].replicas.max`: at steady, peak, rollout and failover, "
                + "12 × 1 × (20 + 0) = 240 server connections exceed the 190 available (200 minus 10 reserved); "
                + "use at most 15 a replica or raise max_connections to at least 250.",
            ],
            Texts(input));
        Assert.Empty(Texts(input with { Workloads = [input.Workloads[0] with { Pool = new(15) }] }));
        Assert.Single(Texts(input with { Workloads = [input.Workloads[0] with { Pool = new(16) }] }));
        Assert.Empty(Texts(input with { Capacity = Given.Server(250, superuser: 10) }));
        Assert.Single(Texts(input with { Capacity = Given.Server(249, superuser: 10) }));
    }

    [Fact]
    public void Of_SurgePod_BlamesTheRolloutAndKeepsTheClientsServed()
    {
        var input = new BudgetInput(
            Given.Server(500, superuser: 0),
            Given.PgBouncer(Given.Replicas(6, surge: 1), 100, Given.Pool(75)),
            [Given.Workload(0, "api", Given.Replicas(5), new(100))])
        { HeadroomPercent = 0 };

        // Five pods would fit the server, but admit only 400 clients: that way out is not offered.
        Assert.Equal(
            [
                "Mandatory budget-within-capacity `pooler.settings.default_pool_size`: at rollout, "
                + "(6 + 1) × 1 × (75 + 0) = 525 server connections exceed the 500 available (500 minus 0 reserved); "
                + "set default_pool_size to at most 71 or raise max_connections to at least 525.",
            ],
            Texts(input));
        Assert.Contains(
            "set default_pool_size to at most 71, run at most 5 pods or raise max_connections to at least 525.",
            Texts(input with { Workloads = [] }).Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SeveralLines_NamesThemAll()
    {
        var input = new BudgetInput(
            Given.Server(100, admin: 10),
            Given.PgBouncer(Given.Replicas(2), 1000, Given.Pool(40, 5)),
            [Given.Workload(0, "migrate", Given.Replicas(1), new(2), Route.Direct)]);

        Assert.Equal(
            [
                "Mandatory budget-within-capacity `pooler.settings.default_pool_size`: at steady, peak, rollout and failover, "
                + "app 2 × 1 × (40 + 5) + migrate 1 × 1 × (2 + 0) = 92 server connections exceed the 87 available (100 minus 13 reserved); "
                + "set default_pool_size to at most 37, run at most 1 pod or raise max_connections to at least 105.",
            ],
            Texts(input));
    }

    [Fact]
    public void Of_RdsProxyWithoutRoom_DoesNotOfferALargerServer() =>
        Assert.Equal(
            [
                "Mandatory budget-within-capacity `pooler.settings.maxConnectionsPercent`: at steady, peak, rollout and failover, "
                + "floor(200 × 100 / 100) = 200 server connections exceed the 181 available (200 minus 19 reserved); set maxConnectionsPercent to at most 90.",
            ],
            Texts(new(Given.Server(200, superuser: 9, admin: 10), new RdsProxyInput(Interval.Exactly(100)), [])));

    [Fact]
    public void Of_NoSingleFix_SaysSo() =>
        Assert.Equal(
            [
                "Mandatory budget-within-capacity `workloads[0].replicas.max`: at steady, peak, rollout and failover, "
                + "a 200000 × 1 × (1 + 0) + b 200000 × 1 × (1 + 0) = 400000 server connections exceed the 97 available (100 minus 3 reserved); "
                + "no single change makes it fit: use fewer connections in several places.",
            ],
            Texts(new(
                Given.Server(100),
                new NoPoolerInput(),
                [Given.Workload(0, "a", Given.Replicas(200000), new(1)), Given.Workload(1, "b", Given.Replicas(200000), new(1))])));

    [Fact]
    public void Of_TooManyClients_OffersAPoolAndALimit() =>
        Assert.Equal(
            [
                "Mandatory budget-within-capacity `workloads[0].replicas.max`: at peak and failover, 10 × 8 × (4 + 8) = 960 client connections "
                + "exceed the 500 that the pooler admits (500 × 1 × (2 − 1)); use at most 4 a process or raise max_client_conn to at least 1248.",
                "Mandatory budget-within-capacity `workloads[0].replicas.max`: at rollout, (10 + 3) × 8 × (4 + 8) = 1248 client connections "
                + "exceed the 500 that the pooler admits (500 × 1 × (2 − 1)); use at most 4 a process or raise max_client_conn to at least 1248.",
            ],
            Texts(new(
                Given.Server(200),
                Given.PgBouncer(Given.Replicas(2), 500, Given.Pool(20)),
                [Given.Workload(0, "http", new(2, 10, Surge.Percent(25)), new(4, 8), processes: 8)])));

    [Fact]
    public void Of_UnknownValues_NamesThem() =>
        Assert.Equal(
            [
                "Advisory budget-undecidable `database.maxConnections`: whether the connections fit at steady cannot be told; "
                + "state `database.maxConnections` and `workloads[0].pool`.",
                "Advisory budget-undecidable `database.maxConnections`: whether the connections fit at peak, rollout and failover cannot be told; "
                + "state `database.maxConnections`, `workloads[0].pool` and `workloads[0].replicas.max`.",
                "Advisory client-unbounded `workloads[0].pool`: nothing limits the connections that a process of api opens; "
                + "set a pool size of 1 or more and its overflow.",
            ],
            Texts(new(
                new CapacityInput(Interval.AtLeast(0)),
                new NoPoolerInput(),
                [Given.Workload(0, "api", new(1, null, Surge.Count(0)), null)])));

    [Fact]
    public void Of_LittleRoom_NamesTheTighterScenario()
    {
        var input = new BudgetInput(Given.Server(103), Given.PgBouncer(Given.Replicas(2, surge: 1), 100, Given.Pool(30)), []);

        Assert.Equal(
            [
                "Advisory budget-headroom `pooler.settings.default_pool_size`: at rollout, 90 of the 100 available server connections are taken, "
                + "which leaves 10 % free instead of 20 %; set default_pool_size to at most 26, run at most 1 pod or raise max_connections to at least 116.",
            ],
            Texts(input));
        Assert.Empty(Texts(input with { HeadroomPercent = 10 }));
        Assert.Empty(Texts(input with { Capacity = Given.Server(116) }));
    }

    [Fact]
    public void Of_WaiverInForce_TurnsTheOverrunIntoAnAdvisory() =>
        Assert.Equal(
            [
                "Advisory budget-within-capacity `pooler.settings.default_pool_size`: at rollout, "
                + "(6 + 1) × 1 × (75 + 0) = 525 server connections exceed the 500 available (500 minus 0 reserved); "
                + "db-team answers for it until 2026-11-20: resize booked.",
            ],
            Texts(Outage, Waiver("rollout", 25, Today)));

    [Fact]
    public void Of_WaiverTooSmall_StaysMandatory() =>
        Assert.Equal(
            [
                "Mandatory budget-within-capacity `pooler.settings.default_pool_size`: at rollout, "
                + "(6 + 1) × 1 × (75 + 0) = 525 server connections exceed the 500 available (500 minus 0 reserved); "
                + "the waiver of db-team covers 24 of the 25 too many; "
                + "set default_pool_size to at most 71, run at most 5 pods or raise max_connections to at least 525.",
            ],
            Texts(Outage, Waiver("rollout", 24, Today)));

    [Fact]
    public void Of_UselessWaivers_AreEachNamed() =>
        Assert.Equal(
            [
                "`budget.waivers[0]`: the waiver of db-team covers nothing: at peak the server connections fit; remove it.",
                "`budget.waivers[1].until`: the waiver of db-team for rollout ended on 2026-11-19; renew or remove it.",
                "`budget.waivers[2].scenario`: there is no scenario holiday; use steady, peak, rollout or failover.",
                "`budget.waivers[4]`: the waiver of db-team covers nothing: another one covers as much at rollout; remove it.",
            ],
            BudgetFindings.Of(
                BudgetPlan.Create(Outage),
                [
                    Waiver("peak", 25, Today),
                    Waiver("rollout", 25, Today.AddDays(-1)),
                    Waiver("holiday", 25, Today),
                    Waiver("rollout", 30, Today),
                    Waiver("rollout", 25, Today),
                ],
                Today)
                .Where(finding => finding is { Id: BudgetFindings.WaiverValid, Level: FindingLevel.Mandatory })
                .Select(finding => finding.Message));

    [Fact]
    public void Of_WaiverOfAnUndecidedScenario_IsNotCalledUseless() =>
        Assert.DoesNotContain(
            BudgetFindings.Of(
                BudgetPlan.Create(Outage with { Capacity = new CapacityInput(Interval.AtLeast(0)) }), [Waiver("rollout", 25, Today)], Today),
            finding => finding.Id == BudgetFindings.WaiverValid);

    [Fact]
    public void Of_RandomInputs_HasAnOverrunExactlyWhereTheBudgetIsExceeded()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var plan = BudgetPlan.Create(new RandomBudget(seed).Input);
            var findings = BudgetFindings.Of(plan, [], Today);
            Assert.Equal(
                (seed, plan.Scenarios.Any(scenario => scenario.Verdict == Verdict.Exceeded)),
                (seed, findings.Any(finding => finding.Level == FindingLevel.Mandatory)));
            Assert.Equal(
                (seed, plan.Scenarios.Any(scenario => scenario.Verdict == Verdict.Undecided)),
                (seed, findings.Any(finding => finding.Id == BudgetFindings.Undecidable)));
            Assert.All(findings, finding => Assert.StartsWith($"`{finding.Path}`: ", finding.Message, StringComparison.Ordinal));
        }
    }

    private static BudgetInput Outage => new(Given.Server(500, superuser: 0), Given.PgBouncer(Given.Replicas(6, surge: 1), 1000, Given.Pool(75)), [])
    {
        HeadroomPercent = 0,
    };

    private static WaiverOptions Waiver(string scenario, int connections, DateOnly until) => new(scenario, connections, "db-team", "resize booked", until);

    private static IEnumerable<string> Texts(BudgetInput input, params ImmutableArray<WaiverOptions> waivers) =>
        BudgetFindings.Of(BudgetPlan.Create(input), waivers, Today).Select(finding => $"{finding.Level} {finding.Id} {finding.Message}");
}
