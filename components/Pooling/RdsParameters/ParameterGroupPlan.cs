using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification;

namespace Infra.Pooling.RdsParameters;

/// <summary>A parameter as a parameter group holds it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, without a unit.</param>
/// <param name="ApplyMethod"><c>immediate</c> or <c>pending-reboot</c>; AWS refuses the first for a static parameter.</param>
public sealed record GroupParameter(string Name, string Value, string ApplyMethod);

/// <summary>The parameter group of a database on AWS.</summary>
public sealed record ParameterGroupPlan
{
    private ParameterGroupPlan()
    {
    }

    /// <summary>The family: <c>postgres16</c> or <c>aurora-postgresql16</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The parameters by name.</summary>
    public required ImmutableArray<GroupParameter> Parameters { get; init; }

    /// <summary>What a change of which parameter waits for, one sentence each.</summary>
    public required ImmutableArray<string> RebootRequired { get; init; }

    /// <summary>Makes the group of a specification.</summary>
    /// <param name="specification">One for AWS.</param>
    /// <param name="planned">Parameters that the plan sets.</param>
    public static ParameterGroupPlan Create(PoolingSpecification specification, IReadOnlyDictionary<string, string> planned)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(planned);
        var database = specification.Database;
        var options = planned.ToDictionary(item => item.Key, item => new RdsParameterOptions(item.Value));
        // RDS demands TLS by default only from PostgreSQL 15 on.
        options["rds.force_ssl"] = new("1");
        foreach (var (name, chosen) in database.Rds.Parameters)
            options[name] = chosen;

        var isProxied = specification.Pooler.Kind == PoolerKind.RdsProxy;
        ImmutableArray<(RdsParameter Known, GroupParameter Set)> parameters =
        [
            .. from item in options
               orderby item.Key
               let known = RdsParameterCatalogue.Find(item.Key)
                   ?? throw new ArgumentException($"{item.Key} is not in the catalogue of parameters", nameof(planned))
               select (known, new GroupParameter(item.Key, known.Normalize(item.Value.Value) ?? item.Value.Value, Method(known, item.Value.Apply))),
        ];
        return new()
        {
            Family = (database.IsAurora ? "aurora-postgresql" : "postgres") + database.Version.ToString(CultureInfo.InvariantCulture),
            Parameters = [.. parameters.Select(pair => pair.Set)],
            RebootRequired = [.. parameters.Where(pair => isProxied || pair.Set.ApplyMethod == "pending-reboot").Select(pair => Reason(pair.Known, pair.Set, isProxied))],
        };
    }

    private static string Method(RdsParameter known, ParameterApply? chosen) =>
        known.IsStatic || chosen == ParameterApply.PendingReboot ? "pending-reboot" : "immediate";

    // Amazon RDS User Guide, "RDS Proxy concepts and terminology": a changed parameter group needs a restart before the proxy follows it.
    private static string Reason(RdsParameter known, GroupParameter set, bool isProxied) =>
        known.IsStatic ? $"{known.Name}: a change takes effect when the server restarts, because it is static"
        : set.ApplyMethod == "pending-reboot" ? $"{known.Name}: a change takes effect when the server restarts, as its `apply` says"
        : isProxied ? $"{known.Name}: a change reaches the connections of RDS Proxy when the server restarts, though the server itself follows at once"
        : "";
}
