using System.Globalization;
using Infra.Cli.Doctor.Looking;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Doctor.Checks;

/// <summary>Which server an entry ends at, and whether replication is alive.</summary>
internal static class RoleChecks
{
    public const string Name = "role";
    public const string Replication = "replication";

    public const string ReadWrite = "readWrite";
    public const string ReadOnly = "readOnly";

    public static IEnumerable<CheckResult> Of(DoctorSight sight)
    {
        foreach (var entry in sight.Entries)
        {
            yield return OfRole(sight, entry);
            yield return OfReplication(sight, entry);
        }
    }

    private static CheckResult OfRole(DoctorSight sight, EntrySight entry)
    {
        if (entry.Server.Value is not { } server)
            return CheckResult.Skip(Name, entry.Name, entry.Server.Reason!);
        var found = $"{(server.IsReplica ? "a replica" : "the primary")}{(server.ServerPlace is { } place ? $" at {place}" : "")}";
        return ShouldBeReplica(sight, entry) switch
        {
            { } wanted when wanted != server.IsReplica => CheckResult.Fail(
                Name, entry.Name, $"{found}, but the entry is for {(wanted ? "reads from replicas" : "writes")}",
                "see the host of the entry; after a failover, let the pooler lead to the new primary"),
            _ => CheckResult.Ok(Name, entry.Name, found),
        };
    }

    /// <summary>What an entry is for; null when nobody said so.</summary>
    private static bool? ShouldBeReplica(DoctorSight sight, EntrySight entry)
    {
        if (entry.Name is ReadWrite or ReadOnly)
            return entry.Name == ReadOnly;
        if (sight.Plan is not { PgBouncer: not null, Specification.Database: var database })
            return null;
        if (entry.Address.Database == database.Name)
            return false;
        return entry.Address.Database == PgBouncerPlanner.ReadOnlyName(database.Name) ? true : null;
    }

    private static CheckResult OfReplication(DoctorSight sight, EntrySight entry)
    {
        if (IsAurora(entry))
            return CheckResult.Skip(
                Replication, entry.Name, "Aurora's instances share their storage and do not replicate to each other",
                "see AuroraReplicaLag in CloudWatch");
        if (entry.Replication.Value is not { } facts)
            return CheckResult.Skip(Replication, entry.Name, entry.Replication.Reason!);
        return entry.Server.Value!.IsReplica ? OfReplica(entry, facts) : OfPrimary(sight, entry, facts);
    }

    // Parameters that no other PostgreSQL has.
    private static bool IsAurora(EntrySight entry) =>
        entry.Settings.Value?.Keys.Any(
            name => name.StartsWith("apg_", StringComparison.Ordinal) || name.StartsWith("aurora", StringComparison.Ordinal)) == true;

    private static CheckResult OfReplica(EntrySight entry, ReplicationFacts facts) => facts switch
    {
        { IsPaused: true } => CheckResult.Fail(
            Replication, entry.Name, $"replay is paused{Missing(facts)}: readers see an old state", "end it on the replica: SELECT "
                + "pg_wal_replay_resume()"),
        { Behind: > 0 } => CheckResult.Fail(
            Replication, entry.Name, $"behind: after {Steps.Limit.TotalSeconds} s {Bytes(facts.Behind)} of what had been written were "
                + "not yet replayed",
            "see long queries on the replica (max_standby_streaming_delay), recovery_min_apply_delay, and the load of both servers"),
        { Streams: 0, Behind: null } => CheckResult.Skip(Replication, entry.Name, "the server tells nothing of its replication"),
        { Streams: 0 } => CheckResult.Fail(
            Replication, entry.Name, "no receiver runs: the replica is cut off from its primary", "see the replica's log, "
                + "primary_conninfo, and whether the primary runs"),
        { Behind: null } => CheckResult.Skip(Replication, entry.Name, "what the primary has written is not known"),
        _ => CheckResult.Ok(Replication, entry.Name, $"within {Steps.Limit.TotalSeconds} s it had replayed all that was written before"),
    };

    private static CheckResult OfPrimary(DoctorSight sight, EntrySight entry, ReplicationFacts facts)
    {
        var streams = facts.Streams.ToString(CultureInfo.InvariantCulture);
        if (sight.Plan is { Specification.Database.Replicas: > 0 and var planned } && facts.Streams < planned)
        {
            return CheckResult.Fail(
                Replication, entry.Name, $"{streams} of {planned.ToString(CultureInfo.InvariantCulture)} planned replicas are "
                    + $"connected{Slots(facts)}", "start the replica, or see its log");
        }

        return facts.IdleSlots.IsEmpty
            ? CheckResult.Ok(Replication, entry.Name, facts.Streams == 1 ? "1 replica is connected" : $"{streams} replicas are connected")
            : CheckResult.Fail(
                Replication, entry.Name, $"{streams} connected replicas{Slots(facts)}: the server keeps its log for it until the disk "
                    + "is full",
                "start the replica, or remove the slot: SELECT pg_drop_replication_slot(…)");
    }

    private static string Slots(ReplicationFacts facts) =>
        facts.IdleSlots.IsEmpty ? "" : $", and no replica uses the slot {string.Join(", ", facts.IdleSlots)}";

    private static string Missing(ReplicationFacts facts) => facts.Behind > 0 ? $", {Bytes(facts.Behind)} behind" : "";

    private static string Bytes(decimal? bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} bytes");
}
