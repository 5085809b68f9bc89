using System.Text.RegularExpressions;
using Npgsql;

namespace Infra.Integration.Doctor;

/// <summary>Servers with one thing wrong each, seen through a pooler as planned: all that the doctor finds, to the word.</summary>
[Collection(DoctorTargetGroup.Name)]
public sealed partial class BrokenServerTests(DoctorTarget target)
{
    private const string Who = " → see what sets it: the server's parameters, ALTER DATABASE, or ALTER ROLE app; then RECONNECT the pooler";

    [RealServersFact]
    public async Task Doctor_TimeoutsNotInForce_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);
        await target.ExecuteAsync("ALTER ROLE app SET idle_in_transaction_session_timeout = 0; ALTER ROLE app SET lock_timeout = '3s'");

        string[] problems = await target.ProblemsAsync(pooler.Port);

        await target.ExecuteAsync("ALTER ROLE app RESET ALL");
        DoctorTarget.Same(Numbers(problems),
            $"Failed time-outs (readWrite): `lock_timeout` is 3s, planned 15s{Who}",
            $"Failed time-outs (readWrite): `idle_in_transaction_session_timeout` is off, planned 1m{Who}",
            $"Failed time-outs (readOnly): `lock_timeout` is 3s, planned 15s{Who}",
            $"Failed time-outs (readOnly): `idle_in_transaction_session_timeout` is off, planned 1m{Who}");
    }

    [RealServersFact]
    public async Task Doctor_StatementTimeoutBelowLockTimeout_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);
        await target.ExecuteAsync("ALTER ROLE app SET statement_timeout = '10s'");

        string[] problems = await target.ProblemsAsync(pooler.Port);

        await target.ExecuteAsync("ALTER ROLE app RESET ALL");
        DoctorTarget.Same(Numbers(problems),
            $"Failed time-outs (readWrite): `statement_timeout` is 10s, planned 20s{Who}",
            "Failed time-out order (readWrite): `statement_timeout` 10s ends a wait for a lock before `lock_timeout` 15s does, so "
                + "that no error names the lock → set lock_timeout below statement_timeout",
            $"Failed time-outs (readOnly): `statement_timeout` is 10s, planned 20s{Who}",
            "Failed time-out order (readOnly): `statement_timeout` 10s ends a wait for a lock before `lock_timeout` 15s does, so that "
                + "no error names the lock → set lock_timeout below statement_timeout");
    }

    [RealServersFact]
    public async Task Doctor_ServerNearlyFull_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);
        string[] problems = await WhileUsedAsync(52, pooler.Port);

        DoctorTarget.Same(
            Numbers(problems),
            "Failed headroom (readWrite): N of 57 used (60 minus 3 reserved), N free: less than 10 % → lower default_pool_size or the "
                + "clients' pools, end idle sessions, or raise max_connections");
    }

    [RealServersFact]
    public async Task Doctor_ServerFull_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);

        string[] problems = await WhileUsedAsync(57, pooler.Port);

        const string Refused = "the login as app was refused: remaining connection slots are reserved for … (53300)";
        DoctorTarget.Same(
            [.. problems.Where(DoctorTarget.IsFailure).Select(problem => Reserved().Replace(problem, "…"))],
            $"Failed connection (readWrite): {Refused} → see the check headroom: lower the pools, or close clients that are not needed",
            $"Failed headroom (readWrite): the server takes no more connections: {Refused} → lower default_pool_size or the clients' "
                + "pools, end idle sessions, or raise max_connections");
    }

    [RealServersFact]
    public async Task Doctor_ReplicaStopped_IsFound()
    {
        await target.UpAsync();
        await target.StopReplicaAsync();
        string[] problems;
        // Gone before the target's own probes count server connections.
        await using (PrivateBouncer pooler = await PrivateBouncer.StartAsync(target))
            problems = await target.FailuresAsync(pooler.Port);

        await target.RestartAsync();
        DoctorTarget.Same(Numbers(problems),
            "Failed connection (readOnly): no answer within 5 s after the password was accepted → see whether the server behind the "
                + "pooler runs and takes its connections, "
                + "whether the entry is paused, and the pooler's log",
            "Failed replication (readWrite): 0 of 1 planned replicas are connected, and no replica uses the slot replica_0 → start "
                + "the replica, or see its log");
    }

    [RealServersFact]
    public async Task Doctor_ReplayPaused_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);
        await target.ExecuteAsync("SELECT pg_wal_replay_pause()", replica: true);
        await target.ExecuteAsync("CREATE TABLE written (number int); DROP TABLE written");

        string[] problems = await target.ProblemsAsync(pooler.Port);

        await target.ExecuteAsync("SELECT pg_wal_replay_resume()", replica: true);
        DoctorTarget.Same(Numbers(problems),
            "Failed replication (readOnly): replay is paused, N bytes behind: readers see an old state → end it on the replica: "
                + "SELECT pg_wal_replay_resume()");
    }

    [RealServersFact]
    public async Task Doctor_ReplicaBehind_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);
        await target.ExecuteAsync("ALTER SYSTEM SET recovery_min_apply_delay = '1h'", replica: true);
        await target.ExecuteAsync("SELECT pg_reload_conf()", replica: true);
        await target.ExecuteAsync("CREATE TABLE written (number int); DROP TABLE written");

        string[] problems = await target.ProblemsAsync(pooler.Port);

        await target.ExecuteAsync("ALTER SYSTEM RESET recovery_min_apply_delay", replica: true);
        await target.ExecuteAsync("SELECT pg_reload_conf()", replica: true);
        DoctorTarget.Same(Numbers(problems),
            "Failed replication (readOnly): behind: after 5 s N bytes of what had been written were not yet replayed "
                + "→ see long queries on the replica (max_standby_streaming_delay), recovery_min_apply_delay, and the load of both servers");
    }

    /// <summary>What is found while others hold so many of the primary's connections.</summary>
    private async Task<string[]> WhileUsedAsync(int connections, int port)
    {
        List<NpgsqlConnection> others = [await target.SuperuserAsync()];
        try
        {
            await using NpgsqlCommand count = new("SELECT sum(numbackends)::bigint FROM pg_stat_database", others[0]);
            while ((long)(await count.ExecuteScalarAsync())! < connections)
                others.Add(await target.SuperuserAsync());
            return await target.ProblemsAsync(port);
        }
        finally
        {
            foreach (NpgsqlConnection other in others)
                await other.DisposeAsync();
        }
    }

    // For whom differs between versions of the server.
    [GeneratedRegex("(?<=slots are reserved for )[^(]+(?= )")]
    private static partial Regex Reserved();

    // Positions in the log and the connections of a server's own workers differ from run to run.
    private static string[] Numbers(string[] problems) => [.. problems.Select(problem => Varying().Replace(problem, "N"))];

    [GeneratedRegex(@"\d+(?= bytes| of 57 used| free)")]
    private static partial Regex Varying();
}
