using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.Plan;

/// <summary>What holds for the plan of any specification that PgBouncer serves.</summary>
public sealed class PlanPropertyTests
{
    private const int Count = 1000;

    private static readonly Lazy<List<PoolPlan>> Plans = new(() =>
    [
        .. RandomSpecifications.Many(Count)
            .Where(specification => specification is { Target: Target.Kubernetes } && OnePort(specification))
            .Select(Planned).OfType<PoolPlan>(),
    ]);

    [Fact]
    public void Plans_OfRandomSpecifications_AreMany() => Assert.InRange(Plans.Value.Count, Count / 10, Count);

    [Fact]
    public void Render_EveryPlan_IsAcceptedAndReadsBack() => Each(plan =>
    {
        var configuration = plan.PgBouncer!;
        Assert.Empty(configuration.Faults());

        var document = IniParser.Parse("pgbouncer.ini", configuration.Render(), _ => null);

        Assert.Empty(document.Findings);
        Assert.Equal(configuration.Settings, document.Settings.Select(line => KeyValuePair.Create(line.Key, line.Value.Value)));
        Assert.Equal(
            configuration.Databases.Select(entry => (entry.Name, entry.Host, $"{entry.Port}", entry.DatabaseName)).OrderBy(entry => entry.Name, StringComparer.Ordinal),
            document.Databases.Values.Select(entry => (entry.Name, entry.Value("host"), entry.Value("port")!, entry.Value("dbname"))));
    });

    [Fact]
    public void Lint_EveryPlan_FindsNoError() => Each(plan => Assert.DoesNotContain(
        PgBouncerLint.Check(IniParser.Parse("pgbouncer.ini", plan.PgBouncer!.Render(), _ => null), plan.PgBouncer.Version),
        finding => finding.Severity == LintSeverity.Error));

    /// <summary>The most that the file allows on the routes that workloads take, whoever connects, is what the budget counts.</summary>
    [Fact]
    public void Budget_EveryPlan_CoversWhatTheFileAllows() => Each(plan =>
    {
        var document = IniParser.Parse("pgbouncer.ini", plan.PgBouncer!.Render(), _ => null);
        var pods = plan.Specification.Pooler.Replicas;
        foreach (var (kind, copies) in new (ScenarioKind, long?)[]
        {
            (ScenarioKind.Steady, pods.Min), (ScenarioKind.Peak, pods.Max), (ScenarioKind.Rollout, pods.MaxDuringRollout), (ScenarioKind.Failover, pods.Max),
        })
        {
            var servers = document.Databases.Values.Where(entry => Taken(plan, entry))
                .GroupBy(entry => kind != ScenarioKind.Failover && entry.Name.EndsWith("_ro", StringComparison.Ordinal) && plan.HasReadOnlyRoute)
                .Select(server => server.Aggregate((long?)0, (sum, entry) => sum + Allowed(document, entry))).ToList();
            var most = servers.Any(server => server is null) ? null : servers.DefaultIfEmpty(0).Max() is 0 ? 0 : servers.Max() * copies;
            Assert.True(
                plan.Budget[kind].ServerDemand.Max is not { } counted || most <= counted,
                $"{kind}: the file allows {most}, the budget counts {plan.Budget[kind].ServerDemand}");
        }
    });

    // Not Assert.All: it would print whole plans.
    private static void Each(Action<PoolPlan> check)
    {
        foreach (var plan in Plans.Value)
            check(plan);
    }

    private static bool Taken(PoolPlan plan, IniEntry entry) =>
        !BudgetPlanner.RolesOn(plan.Specification, entry.Name == plan.Specification.Database.Name ? Route.ReadWrite : Route.ReadOnly).IsEmpty;

    /// <summary>Connections that one process opens for an entry; null when the file sets no limit.</summary>
    private static long? Allowed(IniDocument document, IniEntry entry) =>
        Number(entry.Value("max_db_connections")) is > 0 and var own ? own
        : Number(document.Settings.GetValueOrDefault("max_db_connections")?.Value) is > 0 and var common ? common
        : null;

    private static long? Number(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private static bool OnePort(PoolingSpecification specification) => specification.Database.ReadHosts.Select(host => host.Port).Distinct().Count() <= 1;

    /// <summary>Null where PgBouncer cannot read a name: that is refused.</summary>
    private static PoolPlan? Planned(PoolingSpecification specification)
    {
        try
        {
            return PoolPlan.Create(specification, PoolPlanTests.Today);
        }
        catch (SpecificationException refused) when (refused.Faults.All(fault => fault.Path.StartsWith("[databases] ", StringComparison.Ordinal)))
        {
            return null;
        }
    }
}
