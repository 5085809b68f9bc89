using System.Globalization;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>How long the pool of a client keeps its connections, as far as its connection string or its variables say it.</summary>
internal static class ClientLifetimes
{
    /// <summary>Idle time after which the pool drops a connection; none where nothing tells.</summary>
    public static ClientLimit? Idle(Client client) => client.Connection switch
    {
        { Form: ConnectionForm.Npgsql } text => Pools(text)
            // Npgsql documentation, "Connection String Parameters": dropped after 300 s, looked for every 10 s.
            ? new("Connection Idle Lifetime + Connection Pruning Interval",
                (text.Number("connection idle lifetime") ?? 300) + (text.Number("connection pruning interval") ?? 10), client.HostAt)
            : null,
        { } text when Go(text, "pool_max_conn_idle_time", "max_conn_idle_time") is { } idle => idle with { At = client.HostAt },
        // pgxpool documentation, "Config": 30 minutes.
        { } text when text.Options.ContainsKey("pool_max_conns") => new("pool_max_conn_idle_time", 1800, client.HostAt),
        _ => Milliseconds(client, "SPRING_DATASOURCE_HIKARI_IDLE_TIMEOUT", "SPRING_DATASOURCE_HIKARI_IDLETIMEOUT"),
    };

    /// <summary>Age at which the pool replaces a connection; no end is infinity; none where nothing tells.</summary>
    public static ClientLimit? Age(Client client) => client.Connection switch
    {
        { Form: ConnectionForm.Npgsql } text => Pools(text)
            ? new("Connection Lifetime", Endless(text.Number("connection lifetime", "load balance timeout") ?? 3600), client.HostAt)
            : null,
        { } text when Go(text, "pool_max_conn_lifetime", "max_conn_lifetime") is { } age => age with { At = client.HostAt },
        // pgxpool documentation, "Config": one hour.
        { } text when text.Options.ContainsKey("pool_max_conns") => new("pool_max_conn_lifetime", 3600, client.HostAt),
        _ => Milliseconds(client, "SPRING_DATASOURCE_HIKARI_MAX_LIFETIME", "SPRING_DATASOURCE_HIKARI_MAXLIFETIME")
            ?? Of(client, 1, "DB_POOL_RECYCLE", "DATABASE_POOL_RECYCLE", "SQLALCHEMY_POOL_RECYCLE"),
    };

    private static bool Pools(ConnectionText text) => !ClientTexts.Is(text, "pooling", "false");

    private static double Endless(double seconds) => seconds <= 0 ? double.PositiveInfinity : seconds;

    private static ClientLimit? Go(ConnectionText text, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (text.Options.TryGetValue(name, out var value) && DurationText.TryParse(value, out var duration))
                return new(name, Endless(duration.TotalSeconds), default);
        }

        return null;
    }

    private static ClientLimit? Milliseconds(Client client, params ReadOnlySpan<string> names) => Of(client, 1000, names);

    private static ClientLimit? Of(Client client, double divisor, params ReadOnlySpan<string> names)
    {
        if (client.Environment?.First(names) is not { } variable)
            return null;
        var isKnown = double.TryParse(variable.Value.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return new(variable.Name, isKnown ? Endless(number / divisor) : null, variable.At);
    }
}
