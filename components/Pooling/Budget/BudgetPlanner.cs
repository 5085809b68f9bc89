using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>Says a specification in the terms of the budget.</summary>
public static class BudgetPlanner
{
    /// <summary>The input of the budget.</summary>
    /// <param name="specification">What was asked for.</param>
    /// <param name="capacity">What one server admits.</param>
    /// <param name="pgBouncer">What PgBouncer is told; null when another pooler is used.</param>
    /// <param name="managed">The cloud's own pooler; null when there is none.</param>
    public static BudgetInput Input(
        PoolingSpecification specification, CapacityInput capacity, PgBouncerConfiguration? pgBouncer, PoolerInput? managed = null)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return new(
            capacity,
            pgBouncer is null ? managed ?? new NoPoolerInput() : Pooler(specification, pgBouncer),
            DemandInput.Of(specification))
        {
            HeadroomPercent = specification.Budget.HeadroomPercent,
        };
    }

    /// <summary>The roles that log in on a route, sorted: each is a pool of its own.</summary>
    public static ImmutableArray<string> RolesOn(PoolingSpecification specification, Route route)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return [.. specification.Workloads.Where(workload => workload.Route == route)
            .Select(workload => workload.User ?? specification.Database.User).Distinct().Order(StringComparer.Ordinal)];
    }

    private static PgBouncerInput Pooler(PoolingSpecification specification, PgBouncerConfiguration configuration)
    {
        var size = Limit(configuration, "default_pool_size");
        var reserve = Interval.Exactly(Number(configuration, "reserve_pool_size"));
        var cap = Number(configuration, "max_db_connections");
        PgBouncerDatabase Database(string name, Route route) =>
            new(name, route, [.. RolesOn(specification, route).Select(role => new PgBouncerPool(role, size, reserve))])
            {
                MaxDbConnections = cap > 0 ? Interval.Exactly(cap) : null,
                AuthQueryPool = Interval.Exactly(AuthQuery.PoolOf(specification.Pooler)),
            };

        var database = specification.Database;
        ImmutableArray<PgBouncerDatabase> readWrite = specification.IsOfReads ? [] : [Database(database.Name, Route.ReadWrite)];
        return new(
            specification.Pooler.Replicas,
            Interval.Exactly(Number(configuration, "max_client_conn")),
            database.Replicas == 0 ? readWrite : readWrite.Add(Database(PgBouncerPlanner.ReadOnlyName(database.Name), Route.ReadOnly)))
        {
            Path = specification.PoolerPath,
            Processes = specification.Pooler.Pods.Processes,
            Draining = specification.Pooler.MostDraining,
        };
    }

    // Since PgBouncer 1.24 a pool size of 0 means that nothing limits the pool.
    private static Interval Limit(PgBouncerConfiguration configuration, string setting) =>
        Number(configuration, setting) is var number && number > 0 ? Interval.Exactly(number) : Interval.AtLeast(0);

    private static long Number(PgBouncerConfiguration configuration, string setting)
    {
        var text = configuration.Settings.GetValueOrDefault(setting)
            ?? SettingCatalogue.Find(SettingScope.Pooler, setting)?.DefaultIn(configuration.Version);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
