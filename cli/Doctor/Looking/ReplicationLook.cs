using System.Globalization;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Looking;

/// <summary>Where a server stands in replication, and whether it catches up.</summary>
internal static class ReplicationLook
{
    private const string OfPrimary =
        """
        SELECT pg_current_wal_lsn() - '0/0' AS position, (SELECT count(*) FROM pg_stat_replication) AS streams,
        (SELECT string_agg(slot_name, ',' ORDER BY slot_name) FROM pg_replication_slots WHERE slot_type = 'physical' AND NOT active) AS idle
        """;

    private const string OfReplica =
        """
        SELECT pg_last_wal_replay_lsn() - '0/0' AS position, pg_last_wal_receive_lsn() - '0/0' AS received,
        (SELECT count(*) FROM pg_stat_wal_receiver) AS streams, pg_is_wal_replay_paused() AS paused
        """;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    public static async Task<ReplicationFacts> OfPrimaryAsync(WireConnection connection, CancellationToken cancellation)
    {
        var row = (await connection.QueryAsync(OfPrimary, cancellation)).One;
        return new()
        {
            Position = Bytes(row("position")),
            Streams = long.Parse(row("streams")!, CultureInfo.InvariantCulture),
            IdleSlots = [.. (row("idle") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
        };
    }

    /// <summary>
    /// Waits until the replica has replayed what its primary had written, or what it had received itself where the primary was not
    /// seen, for no longer than a step. The age of the last transaction says little: on a quiet primary it grows without any lag.
    /// </summary>
    public static async Task<ReplicationFacts> OfReplicaAsync(
        WireConnection connection, decimal? written, TimeProvider time, CancellationToken cancellation)
    {
        decimal? goal = written;
        var began = time.GetTimestamp();
        while (true)
        {
            var row = (await connection.QueryAsync(OfReplica, cancellation)).One;
            goal ??= Bytes(row("received"));
            var facts = new ReplicationFacts
            {
                Position = Bytes(row("position")),
                Streams = long.Parse(row("streams")!, CultureInfo.InvariantCulture),
                IsPaused = row("paused") == "t",
            };
            facts = facts with { Behind = goal is { } wanted && facts.Position is { } position ? Math.Max(0, wanted - position) : null };
            if (facts is { IsPaused: true } or { Behind: null or 0 } || time.GetElapsedTime(began) + _pause > Steps.Limit)
                return facts;
            await Task.Delay(_pause, time, cancellation);
        }
    }

    private static decimal? Bytes(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
