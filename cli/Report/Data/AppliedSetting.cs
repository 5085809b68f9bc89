using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.RdsParameters;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Data;

/// <summary>A setting of the plan, and what makes a change of it take effect.</summary>
/// <param name="Place">Where it is set.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Applies">What makes a change of it take effect.</param>
internal sealed record AppliedSetting(string Place, string Name, string Value, string Applies)
{
    private const string AtOnce = "at once";
    private const string Restart = "when the server restarts";

    /// <summary>Every setting of a plan, those of the pooler first.</summary>
    public static ImmutableArray<AppliedSetting> Of(PoolPlan plan) => [.. Pooler(plan), .. Server(plan)];

    private static IEnumerable<AppliedSetting> Pooler(PoolPlan plan)
    {
        if (plan.RdsProxy is { } proxy)
        {
            yield return new("RDS Proxy", "maxConnectionsPercent", $"{proxy.MaxConnectionsPercent}", AtOnce);
            yield return new("RDS Proxy", "maxIdleConnectionsPercent", $"{proxy.MaxIdleConnectionsPercent}", AtOnce);
            yield return new("RDS Proxy", "connectionBorrowTimeout", DurationText.Format(proxy.ConnectionBorrowTimeout), AtOnce);
            yield return new("RDS Proxy", "idleClientTimeout", DurationText.Format(proxy.IdleClientTimeout), AtOnce);
            yield return new("RDS Proxy", "initQuery", proxy.InitQuery, "with each new server connection");
        }

        if (plan.PgBouncer is not { } pgBouncer)
            yield break;
        foreach (var (name, value) in pgBouncer.Settings)
        {
            var reload = SettingCatalogue.Find(SettingScope.Pooler, name)?.ApplyByIn(pgBouncer.Version) == ApplyBy.Reload;
            yield return new("PgBouncer", name, value, reload ? "by a reload" : "when its pods are replaced");
        }
    }

    private static IEnumerable<AppliedSetting> Server(PoolPlan plan)
    {
        var specification = plan.Specification;
        if (plan.FlexibleServer is { } server)
        {
            var statics = server.Writes.Where(write => !write.IsDynamic).Select(write => write.Name).ToHashSet();
            return server.Parameters.Select(parameter => new AppliedSetting(
                "server", parameter.Key, parameter.Value, statics.Contains(parameter.Key) ? Restart : AtOnce));
        }

        if (specification.Target == Target.Aws)
        {
            if (specification.Database.Rds.Existing is not null)
                return [];
            return ParameterGroupPlan.Create(specification, plan.DatabaseParameters).Parameters.Select(parameter => new AppliedSetting(
                "server", parameter.Name, parameter.Value, parameter.ApplyMethod == "immediate" ? AtOnce : Restart));
        }

        // What a role can hold, the SQL of the stack gives to it; the rest is for whoever runs the server.
        return plan.DatabaseParameters.Select(parameter => new AppliedSetting(
            "server", parameter.Key, parameter.Value,
            parameter.Key.EndsWith("_timeout", StringComparison.Ordinal) ? "at the next login, once the stack's SQL has run"
                : parameter.Key == "max_connections" ? Restart
                : "by a reload of the server"));
    }
}
