using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.FlexibleServer;

namespace Infra.Policies.Rules.Estates;

/// <summary>The PgBouncer inside a Flexible Server, as its parameters say it.</summary>
internal static class BuiltIn
{
    /// <summary>Its port.</summary>
    public const int Port = 6432;

    /// <summary>Whether it runs; so it does where that is not known yet.</summary>
    public static bool IsEnabled(DatabaseServer server) => server.Kind == ServerKind.FlexibleServer
        && server.Parameters.Find(ServerParameters.Enabled)?.Value is { } enabled
        && (enabled.IsUnknown || string.Equals(enabled.Text.Value, "true", StringComparison.OrdinalIgnoreCase) || enabled.Boolean is { IsKnown: true, Value: true });

    /// <summary>One of its settings, without the prefix; Azure's default where nothing sets it.</summary>
    public static Quantity Setting(DatabaseServer server, string name)
    {
        var full = $"pgbouncer.{name}";
        if (server.Parameters.Find(full) is not { } stated)
        {
            var byDefault = long.Parse(ServerParameters.Find(full)!.Default!, CultureInfo.InvariantCulture);
            return Quantity.Known(byDefault, new(server.At.Urn, full));
        }

        return stated.Value.WholeNumber is { IsKnown: true, Value: >= 0 } known ? Quantity.Known(known.Value, stated.At) : new(Interval.AtLeast(0), stated.At);
    }
}
