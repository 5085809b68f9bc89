using System.Collections.Immutable;
using Infra.Pooling.Advice;
using Infra.Pooling.Budget;
using Infra.Pooling.Catalog;
using Infra.Pooling.FlexibleServer;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.RdsProxy;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;
using Infra.Pooling.Specification.Reading;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling;

/// <summary>
/// What a specification comes to, down to the last setting. Components map it to resources and decide nothing themselves.
/// </summary>
public sealed partial record PoolPlan
{
    private PoolPlan()
    {
    }

    /// <summary>What was asked for.</summary>
    public required PoolingSpecification Specification { get; init; }

    /// <summary>The time-outs of the whole path.</summary>
    public required TimeoutPlan Timeouts { get; init; }

    /// <summary>The contents of pgbouncer.ini; null when another pooler is used.</summary>
    public required PgBouncerConfiguration? PgBouncer { get; init; }

    /// <summary>
    /// The plan of PgBouncer in front of RDS read replicas, with a budget of its own, where RDS Proxy serves everything else
    /// (<see cref="RdsReads.PgBouncer"/>); null otherwise.
    /// </summary>
    public PoolPlan? Reads { get; init; }

    /// <summary>What RDS Proxy is told; null when another pooler is used.</summary>
    public required RdsProxyPlan? RdsProxy { get; init; }

    /// <summary>What only an Azure Flexible Server needs; null on other targets.</summary>
    public required FlexibleServerPlan? FlexibleServer { get; init; }

    /// <summary>Server parameters in PostgreSQL's unit-less form.</summary>
    public required ImmutableSortedDictionary<string, string> DatabaseParameters { get; init; }

    /// <summary>Whether the connections fit.</summary>
    public required BudgetPlan Budget { get; init; }

    /// <summary>What stands against the plan, or should be known about it.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Whether a mandatory finding forbids to deploy the plan.</summary>
    public bool IsRefused => Findings.Any(finding => finding.Level == FindingLevel.Mandatory);

    /// <summary>Whether workloads may read from replicas.</summary>
    public bool HasReadOnlyRoute => Specification.Database.Replicas > 0;

    /// <summary>The roles that workloads log in as, sorted.</summary>
    public ImmutableArray<string> WorkloadRoles =>
        [.. Specification.Workloads.Select(UserOf).Append(Specification.Database.User).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// Every role that logs in to the pooler by password, those of its console and a managed server's administrator included, sorted.
    /// </summary>
    public ImmutableArray<string> Roles => !HasPasswords ? [] : [.. WorkloadRoles.Concat(OwnRoles).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether anybody logs in by password at all.</summary>
    public bool HasPasswords => Specification.Database.Rds.Authentication != RdsAuthentication.IamEndToEnd;

    private ImmutableArray<string> OwnRoles => this switch
    {
        { PgBouncer: not null } when Specification.Pooler.UsesAuthQuery =>
            [PgBouncerPlanner.AdminRole, PgBouncerPlanner.StatsRole, AuthQuery.Role],
        { PgBouncer: not null } or { Reads: not null } => [PgBouncerPlanner.AdminRole, PgBouncerPlanner.StatsRole],
        { FlexibleServer: not null } => [Specification.Database.FlexibleServer.Administrator],
        _ => [],
    };

    /// <summary>Whether clients on a route log in by password rather than by IAM token.</summary>
    public bool UsesPassword(Route route) => Specification.Database.Rds.Authentication switch
    {
        RdsAuthentication.Iam => Specification.PoolerOn(route) is not { Kind: PoolerKind.RdsProxy },
        RdsAuthentication.IamEndToEnd => false,
        _ => true,
    };

    /// <summary>Makes a plan.</summary>
    /// <param name="specification">A specification that was read or built.</param>
    /// <param name="today">The day on which waivers are judged.</param>
    /// <exception cref="SpecificationException">Its parts do not go together; with every fault.</exception>
    public static PoolPlan Create(PoolingSpecification specification, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var plan = Make(specification, today);
        var reads = specification.ForReads() is { } others ? Make(others, today) : null;
        if (reads is not null)
            reads = reads with { Findings = [.. reads.Findings, .. LoadFindings.Of(reads, today), .. SpreadFindings.Of(reads)] };
        return plan with { Reads = reads, Findings = [.. plan.Findings, .. reads?.Findings ?? [], .. PlanAdvice.Of(plan, today)] };
    }

    /// <summary>A plan without the advice that is found by making other plans.</summary>
    internal static PoolPlan Make(PoolingSpecification specification, DateOnly today)
    {
        // A specification that was built in code has not been read.
        if (DatabaseNames.Faults(specification).ToImmutableArray() is { IsEmpty: false } unknown)
            throw new SpecificationException(unknown);
        var timeouts = TimeoutPlan.Create(specification);
        var capacity = CapacityCatalog.For(specification) switch
        {
            CatalogAnswer.Found found => found.Capacity,
            CatalogAnswer.Missing missing => throw new SpecificationException([missing.Fault]),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer of the catalogue"),
        };
        specification = PodLimit.Bounded(specification, timeouts, capacity);
        var pgBouncer = specification.Pooler.Kind == PoolerKind.PgBouncer
            ? PgBouncerPlanner.Configure(specification, timeouts, PoolSizing.Recommend(specification, capacity))
            : null;
        if (pgBouncer?.Faults() is { IsEmpty: false } faults)
            throw new SpecificationException(faults);
        var builtIn = specification.Pooler.Kind == PoolerKind.BuiltIn ? BuiltInSizing.Recommend(specification, capacity) : null;
        var rdsProxy = specification.Pooler.Kind == PoolerKind.RdsProxy ? RdsProxyPlanner.Create(specification, timeouts, capacity) : null;
        PoolerInput? managed = rdsProxy is null ? builtIn?.ToBudget() : RdsProxyPlanner.Pooler(specification, rdsProxy.MaxConnectionsPercent);
        var budget = BudgetPlan.Create(BudgetPlanner.Input(specification, RdsProxyPlanner.Capacity(specification, capacity), pgBouncer, managed));
        return new()
        {
            Specification = specification,
            Timeouts = timeouts,
            PgBouncer = pgBouncer,
            RdsProxy = rdsProxy,
            FlexibleServer = builtIn is null ? null : FlexibleServerPlan.Create(specification, timeouts, builtIn, budget),
            DatabaseParameters = specification.Database.MaxConnections is { } max
                ? timeouts.DatabaseParameters.SetItem("max_connections", Invariant(max))
                : timeouts.DatabaseParameters,
            Budget = budget,
            Findings =
            [
                .. BudgetFindings.Of(budget, specification.Budget.Waivers, today),
                .. rdsProxy?.Findings ?? [],
                .. builtIn is null ? [] : FlexibleServerFindings.Of(specification, builtIn),
            ],
        };
    }

    /// <summary>The role of a workload.</summary>
    public string UserOf(WorkloadOptions workload) => workload.User ?? Specification.Database.User;

    /// <summary>The database of a workload.</summary>
    public string DatabaseOf(WorkloadOptions workload) => workload.Database ?? Specification.Database.Name;

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
