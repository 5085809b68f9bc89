using Npgsql;

namespace Samples.AspNetService;

/// <summary>Failures that another attempt may not meet.</summary>
public static class Transient
{
    /// <summary>
    /// Npgsql knows broken connections, time-outs and servers that start. It does not know that a failover lies between two attempts:
    /// the old primary refuses writes (25006) or ends its sessions (57P01, 57P02), and PgBouncer answers in its place (08P01) when a
    /// client waited too long for a server.
    /// </summary>
    public static bool Is(NpgsqlException exception) => exception is { IsTransient: true } or PostgresException
    {
        SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.ProtocolViolation,
    };
}
