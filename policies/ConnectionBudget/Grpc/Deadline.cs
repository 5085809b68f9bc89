using System.Globalization;

namespace Infra.Policies.ConnectionBudget.Grpc;

/// <summary>The header <c>grpc-timeout</c>: one to eight digits and a unit.</summary>
internal static class Deadline
{
    private const int MostDigits = 8;

    // Timers take no more, and no preview takes as long.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Reads the header; null where there is none, which means no deadline.</summary>
    /// <exception cref="GrpcException">It is malformed.</exception>
    public static TimeSpan? Read(string? header)
    {
        if (string.IsNullOrEmpty(header))
            return null;
        if (header.Length > MostDigits + 1
            || !long.TryParse(header.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || TicksIn(header[^1]) is not { } ticks)
        {
            throw new GrpcException(GrpcCode.Internal, "malformed grpc-timeout; allowed: one to eight digits and one of H, M, S, m, u, n");
        }

        return TimeSpan.FromTicks((long)Math.Min(amount * ticks, Longest.Ticks));
    }

    private static double? TicksIn(char unit) => unit switch
    {
        'H' => TimeSpan.TicksPerHour,
        'M' => TimeSpan.TicksPerMinute,
        'S' => TimeSpan.TicksPerSecond,
        'm' => TimeSpan.TicksPerMillisecond,
        'u' => TimeSpan.TicksPerMicrosecond,
        'n' => 1d / TimeSpan.NanosecondsPerTick,
        _ => null,
    };
}
