using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Timeouts;

/// <summary>The settings of each pooler that carry time-outs, in seconds and by the pooler's own names.</summary>
internal static class PoolerTimeoutSettings
{
    /// <summary>What the time-outs of a specification come to, with the user's own settings in place of ours.</summary>
    public static ImmutableSortedDictionary<string, string> For(TimeoutOptions options, PoolerOptions pooler)
    {
        var settings = Derived(options, pooler.Kind).ToBuilder();
        foreach (var name in settings.Keys.ToArray())
            settings[name] = pooler.Settings.GetValueOrDefault(name) ?? settings[name];
        return settings.ToImmutable();
    }

    /// <summary>The limits that settings amount to. A value that is no number says nothing here; the pooler's catalogue reports it.</summary>
    public static PoolerTimeouts Read(PoolerOptions pooler, TimeoutOptions options)
    {
        var derived = Derived(options, pooler.Kind);
        return pooler.Kind == PoolerKind.RdsProxy
            ? new PoolerTimeouts
            {
                QueueWait = Value("connectionBorrowTimeout", zeroIsOff: false),
                ClientIdle = Value("idleClientTimeout"),
                ClientLifetime = TimeSpan.FromHours(24),
            }
            : new PoolerTimeouts
            {
                QueueWait = Value("query_wait_timeout"),
                ServerConnect = Value("server_connect_timeout"),
                ServerLoginRetry = Value("server_login_retry", zeroIsOff: false),
                ReservePool = Value("reserve_pool_timeout"),
                ServerIdle = Value("server_idle_timeout"),
                Query = Value("query_timeout"),
                Transaction = Value("transaction_timeout"),
                IdleTransaction = Value("idle_transaction_timeout"),
                ClientIdle = Value("client_idle_timeout"),
                Keepalive = Value("tcp_keepidle"),
            };

        TimeSpan? Value(string name, bool zeroIsOff = true)
        {
            var seconds = Seconds(pooler.Settings.GetValueOrDefault(name)) ?? Seconds(derived.GetValueOrDefault(name));
            return seconds is null || (seconds == 0 && zeroIsOff) ? null : TimeSpan.FromMilliseconds((double)(seconds.Value * 1000));
        }
    }

    private static ImmutableSortedDictionary<string, string> Derived(TimeoutOptions options, PoolerKind kind)
    {
        var queue = (long)options.QueueWait.TotalSeconds;
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (kind == PoolerKind.RdsProxy)
        {
            Set("connectionBorrowTimeout", queue);
            Set("idleClientTimeout", 1800);
            return settings.ToImmutable();
        }

        Set("query_wait_timeout", queue);
        // Below Azure's 4 minutes and AWS's 350 s, after which a box between may have forgotten the connection.
        Set("server_idle_timeout", 180);
        if (kind == PoolerKind.BuiltIn)
            return settings.ToImmutable();

        // A server that does not answer is given up, and asked again, while the client that waits for it still waits.
        Set("server_connect_timeout", Math.Clamp(queue / 2, 1, 15));
        Set("server_login_retry", Math.Clamp(queue / 4, 1, 15));
        Set("reserve_pool_timeout", Math.Clamp(queue / 2, 1, 5));
        // Later than the server's own limit, whose message is the better one; it counts where the server's is not ours to set.
        Set("idle_transaction_timeout", (long)Math.Ceiling(options.IdleInTransaction.TotalSeconds) + 5);
        // The server and the client limit a statement already; a third limit would only overrule a role that is allowed longer ones.
        Set("query_timeout", 0);
        // Clients end their own connections, by lifetime; a pooler that does it makes errors.
        Set("client_idle_timeout", 0);
        Set("tcp_keepalive", 1);
        Set("tcp_keepidle", (long)KeepaliveTimes.Idle.TotalSeconds);
        Set("tcp_keepintvl", (long)KeepaliveTimes.Interval.TotalSeconds);
        Set("tcp_keepcnt", KeepaliveTimes.Count);
        return settings.ToImmutable();

        void Set(string name, long value) => settings[name] = value.ToString(CultureInfo.InvariantCulture);
    }

    // A year is beyond every range and within every type.
    private static decimal? Seconds(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 366 * 86_400 ? seconds : null;
}
