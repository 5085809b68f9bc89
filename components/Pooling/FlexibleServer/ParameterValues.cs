using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.FlexibleServer;

/// <summary>The value of every parameter that is written, from sizes, time-outs and the user's own choices.</summary>
internal static class ParameterValues
{
    /// <summary>PgBouncer's settings without their prefix, and PostgreSQL's parameters.</summary>
    public static ImmutableSortedDictionary<string, string> Of(
        PoolingSpecification specification, TimeoutPlan timeouts, BuiltInSizing sizing)
    {
        var (database, server) = (specification.Database, specification.Database.FlexibleServer);
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Pooler(specification, timeouts, sizing))
            values[ServerParameter.PoolerPrefix + name] = value;
        foreach (var (name, value) in timeouts.DatabaseParameters)
            values[name] = value;
        values["require_secure_transport"] = "on";
        values["ssl_min_protocol_version"] = "TLSv1.2";
        values[ServerParameters.Diagnostics] = server.Alerts ? "on" : "off";
        if (database.MaxConnections is { } max)
            values[ServerParameters.MaxConnections] = Text(max);
        foreach (var (name, value) in server.Parameters)
            values[name] = value;
        return values.ToImmutable();
    }

    private static Dictionary<string, string> Pooler(PoolingSpecification specification, TimeoutPlan timeouts, BuiltInSizing sizing)
    {
        var pooler = specification.Pooler;
        var settings = new Dictionary<string, string>(timeouts.PoolerSettings, StringComparer.Ordinal)
        {
            // JDBC and the exporter send extra_float_digits. `options` must be in the list, or the list opens CVE-2026-107349.
            ["ignore_startup_parameters"] = "extra_float_digits,options",
            // Only a role that exists may be named, and the administrator does from the first minute.
            ["stats_users"] = specification.Database.FlexibleServer.Administrator,
        };
        foreach (var (name, value) in pooler.Settings)
            settings[name] = value;
        settings["enabled"] = "true";
        settings["pool_mode"] = Spelling.Of(pooler.Mode);
        settings["default_pool_size"] = Text(sizing.DefaultPoolSize.Value);
        settings["min_pool_size"] = Text(sizing.MinPoolSize.Value);
        settings["max_client_conn"] = Text(sizing.MaxClientConn.Value);
        settings["max_prepared_statements"] = Text(sizing.MaxPreparedStatements.Value);
        return settings;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
