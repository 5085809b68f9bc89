using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Cli.Doctor;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Wire;
using Infra.Cli.Load;

namespace Infra.Integration.Doctor;

/// <summary>Poolers with one thing wrong each: all that the doctor finds, to the word.</summary>
[Collection(DoctorTargetGroup.Name)]
public sealed partial class BrokenPoolerTests(DoctorTarget target)
{
    private const string Reload = " → apply the plan and RELOAD; if it was SET on the console, a RELOAD is enough";

    [RealServersFact]
    public async Task Doctor_AsPlanned_FindsNothing()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);

        DoctorTarget.Same(await target.ProblemsAsync(pooler.Port));
    }

    [RealServersFact]
    public async Task Doctor_SessionMode_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("pool_mode", "session"));

        DoctorTarget.Same(await target.ProblemsAsync(pooler.Port),
            "Failed pool mode (readWrite): session: the console says so; planned transaction → set pool_mode = transaction and RELOAD",
            "Failed pool mode (readOnly): session: the console says so; planned transaction → set pool_mode = transaction and RELOAD",
            $"Failed plan: `pool_mode` is session, planned transaction{Reload}");
    }

    [RealServersFact]
    public async Task Doctor_NoTls_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("client_tls_sslmode", "disable"));

        DoctorTarget.Same(await target.ProblemsAsync(pooler.Port, tls: "Prefer"),
            "Failed TLS (readWrite): none: the server offers no TLS → set client_tls_sslmode = require with PgBouncer, ssl = on with "
                + "PostgreSQL",
            "Warning TLS required (readWrite): a client without TLS may log in → set client_tls_sslmode = require with PgBouncer, "
                + "hostssl in pg_hba.conf, rds.force_ssl or require_secure_transport in the clouds",
            "Failed TLS (readOnly): none: the server offers no TLS → set client_tls_sslmode = require with PgBouncer, ssl = on with "
                + "PostgreSQL",
            "Warning TLS required (readOnly): a client without TLS may log in → set client_tls_sslmode = require with PgBouncer, "
                + "hostssl in pg_hba.conf, rds.force_ssl or require_secure_transport in the clouds",
            $"Failed plan: `client_tls_sslmode` is disable, planned require{Reload}");
    }

    [RealServersFact]
    public async Task Doctor_ResetAfterEveryTransaction_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("server_reset_query_always", "1"));

        DoctorTarget.Same(await target.ProblemsAsync(pooler.Port),
            "Failed reset (readWrite): server_reset_query_always = 1 runs `DISCARD ALL` after every transaction, which costs a round "
                + "trip and every prepared plan"
                + " → set server_reset_query_always = 0 and RELOAD; a client that needs its session belongs in a pool by session",
            "Failed reset (readOnly): server_reset_query_always = 1 runs `DISCARD ALL` after every transaction, which costs a round "
                + "trip and every prepared plan"
                + " → set server_reset_query_always = 0 and RELOAD; a client that needs its session belongs in a pool by session",
            $"Failed plan: `server_reset_query_always` is 1, which the plan leaves at 0{Reload}");
    }

    [RealServersFact]
    public async Task Doctor_NoResetBetweenSessions_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("pool_mode", "session"), ("server_reset_query", ""));

        DoctorTarget.Same(await target.ProblemsAsync(pooler.Port),
            "Failed pool mode (readWrite): session: the console says so; planned transaction → set pool_mode = transaction and RELOAD",
            "Failed pool mode (readOnly): session: the console says so; planned transaction → set pool_mode = transaction and RELOAD",
            "Failed sessions (readWrite): a setting of one client was still there for the next → set server_reset_query = DISCARD ALL "
                + "and RELOAD",
            "Failed reset (readWrite): server_reset_query is empty, so that a client inherits the session of the one before → set "
                + "server_reset_query = DISCARD ALL and RELOAD",
            "Failed sessions (readOnly): a setting of one client was still there for the next → set server_reset_query = DISCARD ALL "
                + "and RELOAD",
            "Failed reset (readOnly): server_reset_query is empty, so that a client inherits the session of the one before → set "
                + "server_reset_query = DISCARD ALL and RELOAD",
            $"Failed plan: `pool_mode` is session, planned transaction{Reload}",
            $"Failed plan: `server_reset_query` is empty, which the plan leaves at DISCARD ALL{Reload}");
    }

    [RealServersFact]
    public async Task Doctor_NoPreparedStatements_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("max_prepared_statements", "0"));

        string[] problems = [.. (await target.ProblemsAsync(pooler.Port)).Select(problem => Own().Replace(problem, "\"…\""))];
        DoctorTarget.Same(problems,
            "Failed prepared statements (readWrite): a statement was gone in the client's next transaction: prepared statement \"…\" "
                + "does not exist (26000)"
                + " → set max_prepared_statements = 200 (PgBouncer 1.21 or newer), or turn them off in the drivers: Max Auto "
                + "Prepare=0, prepareThreshold=0, statement_cache_size=0",
            "Failed prepared statements (readOnly): a statement was gone in the client's next transaction: prepared statement \"…\" "
                + "does not exist (26000)"
                + " → set max_prepared_statements = 200 (PgBouncer 1.21 or newer), or turn them off in the drivers: Max Auto "
                + "Prepare=0, prepareThreshold=0, statement_cache_size=0",
            $"Failed plan: `max_prepared_statements` is 0, planned 200{Reload}");
    }

    [RealServersFact]
    public async Task Doctor_LargerPool_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(
            target, ("default_pool_size", "30"), ("server_idle_timeout", "300"));

        DoctorTarget.Same(await target.ProblemsAsync(pooler.Port),
            $"Failed plan: `default_pool_size` is 30, planned 10: more than the budget counts{Reload}",
            $"Failed plan: `server_idle_timeout` is 300, planned 180{Reload}",
            "Failed planned entries: `app: pool_size` is 30, planned 10: more than the budget counts → apply the plan and RELOAD",
            "Failed planned entries: `app_ro: pool_size` is 30, planned 10: more than the budget counts → apply the plan and RELOAD");
    }

    [RealServersFact]
    public async Task Doctor_LeakedSessionState_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);
        await using (WireConnection careless = await target.ClientAsync(pooler.Port))
        {
            await careless.QueryAsync(
                "CREATE TEMPORARY TABLE draft (number int); SET work_mem = '8MB'; SET default_transaction_read_only = on; SELECT "
                    + "pg_advisory_lock(42); PREPARE own AS SELECT 1; LISTEN news", CancellationToken.None);
        }

        DoctorTarget.Same(await target.ProblemsAsync(pooler.Port),
            "Failed sessions (readWrite): another client left behind on a server connection: prepared statement own, advisory lock "
                + "42, temporary table draft, LISTEN news, "
                + "setting default_transaction_read_only, setting work_mem → find the client that does it: SET LOCAL, "
                + "pg_advisory_xact_lock, temporary tables ON COMMIT DROP "
                + "and no SQL PREPARE end with the transaction; RECONNECT the pooler to be rid of what is there");
    }

    [RealServersFact]
    public async Task Doctor_PoolTooSmallForItsLoad_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("default_pool_size", "2"), ("stats_period", "2"));
        await using LoadClients clients = await LoadClients.ConnectAsync(
            target.Address(pooler.Port).ToNpgsql("load"), 20, TimeProvider.System, CancellationToken.None);
        using CancellationTokenSource stop = new();
        LoadRequest endless = new()
        {
            Clients = 20,
            Transactions = [new(LoadStep.Wait(10))],
            WarmUp = TimeSpan.Zero,
            Duration = TimeSpan.FromMinutes(5),
        };
        Task<LoadResult> load = clients.RunAsync(endless, null, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);

        string[] problems = await target.ProblemsAsync(
            new DoctorRequest([("app", target.Address(pooler.Port))], target.Address(pooler.Port, "pgbouncer", "pooler_stats"), null));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);

        Match found = Load().Match(problems.SingleOrDefault(problem => problem.StartsWith("Warning load", StringComparison.Ordinal)) ?? "");
        Assert.True(found.Success, string.Join('\n', problems));
        // Twenty clients on two connections wait nine times as long as they hold one.
        double held = double.Parse(found.Groups["held"].Value, CultureInfo.InvariantCulture);
        double waited = double.Parse(found.Groups["waited"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(held, 5, 100);
        Assert.InRange(waited / held, 4, 14);
    }

    [RealServersFact]
    public async Task Doctor_SessionModeSeenWithoutConsoleOrPlan_IsAWarning()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("pool_mode", "session"));

        DoctorTarget.Same(await target.ProblemsAsync(new DoctorRequest([("app", target.Address(pooler.Port))], null, null)),
            "Warning pool mode (app): session: no client met the server connection of another that was still there; each client holds "
                + "a server connection for as long as it stays"
                + " → set pool_mode = transaction where clients need no session features",
            "Skipped time-outs: how long a client may wait for a server connection is known to the console alone → give it with --admin",
            "Skipped reset (app): what resets a session is known to the console alone → give it with --admin",
            "Skipped pools: the console is not for this login: the login as app was refused: not allowed (08P01) → give the console "
                + "with --admin, as a member of stats_users",
            "Skipped load: the console is not for this login: the login as app was refused: not allowed (08P01) → give the console "
                + "with --admin, as a member of stats_users",
            "Skipped plan: no stack was named → name it with --stack");
    }

    [RealServersFact]
    public async Task Doctor_StatementMode_IsFound()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("pool_mode", "statement"));

        DoctorTarget.Same(await target.ProblemsAsync(pooler.Port),
            "Failed pool mode (readWrite): statement: the console says so; planned transaction → set pool_mode = transaction and RELOAD",
            "Failed pool mode (readOnly): statement: the console says so; planned transaction → set pool_mode = transaction and RELOAD",
            "Skipped prepared statements (readWrite): the pooler allows no transaction (max_prepared_statements is 200)",
            "Skipped prepared statements (readOnly): the pooler allows no transaction (max_prepared_statements is 200)",
            $"Failed plan: `pool_mode` is statement, planned transaction{Reload}");
    }

    [RealServersFact]
    public async Task Doctor_PoolOfOne_SkipsWhatNeedsTwoServerConnections()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target, ("default_pool_size", "1"));

        DoctorTarget.Same(await target.ProblemsAsync(new DoctorRequest(
            [("app", target.Address(pooler.Port))], target.Address(pooler.Port, "pgbouncer", "pooler_stats"), null)),
            "Skipped prepared statements (app): no second server connection could be had: no answer within 5 s "
                + "(max_prepared_statements is 200)",
            "Skipped prepared statements (app_ro): no second server connection could be had: no answer within 5 s "
                + "(max_prepared_statements is 200)",
            "Skipped plan: no stack was named → name it with --stack");
    }

    [RealServersFact]
    public async Task Doctor_PausedEntry_IsFoundInBoundedTime()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);
        await using (WireConnection console = await WireConnection.OpenAsync(
            target.Address(pooler.Port, "pgbouncer", "pooler_admin"), CancellationToken.None))
            await console.QueryAsync("PAUSE app_ro", CancellationToken.None);

        DoctorTarget.Same(
            await target.FailuresAsync(pooler.Port),
            "Failed connection (readOnly): no answer within 5 s after the password was accepted → see whether the server behind the "
                + "pooler runs and takes its connections, "
                + "whether the entry is paused, and the pooler's log",
            "Failed pools: the entry app_ro is paused: its clients wait → let it go on: RESUME app_ro");
    }

    [RealServersFact]
    public async Task Doctor_Visit_LeavesNothingBehind()
    {
        await using PrivateBouncer pooler = await PrivateBouncer.StartAsync(target);
        await target.ProblemsAsync(pooler.Port);
        await using WireConnection next = await target.ClientAsync(pooler.Port);

        WireTable left = await next.QueryAsync(
            """
            SELECT current_setting('infra.doctor', true) AS mark,
            (SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'infra%') AS statements,
            (SELECT count(*) FROM pg_stat_activity
                WHERE application_name = 'infra-doctor' AND state <> 'idle' AND pid <> pg_backend_pid()) AS busy
            """, CancellationToken.None);

        Assert.Equal(["", "0", "0"], left.Rows[0].AsEnumerable());
    }

    // The name is another at each visit.
    [GeneratedRegex("\"infra_doctor_[a-z]+\"")]
    private static partial Regex Own();

    [GeneratedRegex(
        @"^Warning load: \d+ transactions/s, (?<held>\d+\.\d) ms each, (?<waited>\d+\.\d) ms of waiting for a server connection: "
        + @"clients wait longer than they work → see \./infra size for the pool that this load needs$")]
    private static partial Regex Load();
}
