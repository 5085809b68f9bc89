using System.Collections.Immutable;
using Infra.Cli;
using Infra.Cli.Commands;
using Infra.Cli.Local;
using Infra.Pooling.PgBouncer;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class OrderDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    [RealServersFact]
    public async Task Order_EveryPod_HoldsClientsBackAndLetsThemGo()
    {
        await ResetAsync();
        await using Traffic traffic = await Traffic.StartAsync(Target);

        // Each one but the first while the pools fill again: PAUSE closes a connection that is just being made, which PgBouncer takes for
        // a failed login.
        ImmutableArray<PoolerAnswer> earlier = [];
        for (int time = 0; time < 5; time++)
            earlier = [.. earlier, .. await Target.OrderAsync(PoolerOrders.Pause), .. await Target.OrderAsync(PoolerOrders.Resume)];
        ImmutableArray<PoolerAnswer> paused = await Target.OrderAsync(PoolerOrders.Pause);
        // Who repeats an order must not undo it.
        ImmutableArray<PoolerAnswer> still = await Target.OrderAsync(PoolerOrders.Pause);
        long servers = await TestTarget.ScalarAsync<long>(Target.Superuser(), "SELECT count(*) FROM pg_stat_activity WHERE usename = 'app'");
        // While clients are at work it may close such a connection, too.
        ImmutableArray<PoolerAnswer> reconnected = await Target.OrderAsync(PoolerOrders.Reconnect);
        ImmutableArray<PoolerAnswer> resumed = await Target.OrderAsync(PoolerOrders.Resume);
        ImmutableArray<PoolerAnswer> again = await Target.OrderAsync(PoolerOrders.Resume);
        TimeSpan took = await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Print($"orders: {paused.Length} pods paused with {servers} server connections left, all clients at work {took.TotalSeconds:0.0} s after the resume",
            $"{traffic.Done} transactions, {traffic.Failures.Length} failed");
        Assert.All([.. earlier, .. paused, .. still, .. reconnected, .. resumed, .. again], answer => Assert.Null(answer.Failure));
        Assert.Equal(0, servers);
        Assert.Empty(traffic.Failures);
    }

    [RealServersFact]
    public async Task Switchover_WhateverBecomesOfItsCommand_LetsTheClientsGoOn()
    {
        await ResetAsync();
        await using Traffic traffic = await Traffic.StartAsync(Target);
        using StringWriter errors = new();
        Switchover switchover = new(new Session(TextWriter.Null, errors, TimeProvider.System), (order, _) => Target.OrderAsync(order));
        string marker = Path.Combine(Target.Folders.StateFolder, "switched");

        Assert.Equal(ExitCode.Fine, await switchover.RunAsync(["touch", marker], CancellationToken.None));
        await traffic.AllProceedAsync();
        Assert.Equal(ExitCode.Failed, await switchover.RunAsync(["sh", "-c", "exit 3"], CancellationToken.None));
        await traffic.AllProceedAsync();
        MachineException missing = await Assert.ThrowsAsync<MachineException>(
            () => switchover.RunAsync(["/no/such/program"], CancellationToken.None));
        await traffic.AllProceedAsync();
        using CancellationTokenSource interruption = new();
        Task<int> interrupted = switchover.RunAsync(["sleep", "60"], interruption.Token);
        interruption.CancelAfter(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted);
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Print($"switchover: a command that succeeds, one that fails, none and one that is interrupted",
            $"{traffic.Done} transactions, {traffic.Failures.Length} failed");
        Assert.True(File.Exists(marker));
        Assert.StartsWith("/no/such/program cannot be run (received ", missing.Message, StringComparison.Ordinal);
        const string Held = @"The clients go on; they were held back for at most \d+\.\d s\.\n";
        Assert.Matches($"^{Held}{Held}error: sh ended with exit code 3\n{Held}{Held}$", errors.ToString());
        Assert.Empty(traffic.Failures);
    }

    [RealServersFact]
    public async Task Order_ByAddress_ReachesTheConsoleWithThePasswordFromTheEnvironment()
    {
        await Target.ResetAsync();
        string passwords = Path.Combine(Target.Folders.StateFolder, "drill.pgpass");
        Files.Write(passwords, $"localhost:*:*:{PgBouncerPlanner.AdminRole}:{Target.Password(PgBouncerPlanner.AdminRole)}\n", null);
        Environment.SetEnvironmentVariable("PGPASSFILE", passwords);
        Environment.SetEnvironmentVariable("PGSSLROOTCERT", Path.Combine(Target.Folders.StateFolder, "tls", "ca.crt"));
        try
        {
            string address = $"postgresql://{PgBouncerPlanner.AdminRole}@localhost:{Target.Ports.Pooler}/pgbouncer?sslmode=verify-full";
            using StringWriter answers = new(), errors = new();

            int code = await CommandLine.RunAsync(["pooler", "reconnect", "--admin", address], new Session(answers, errors, TimeProvider.System));

            Assert.Equal(("", ExitCode.Fine), (errors.ToString(), code));
            Assert.Equal($"localhost:{Target.Ports.Pooler}: done\n", answers.ToString());
        }
        finally
        {
            Environment.SetEnvironmentVariable("PGPASSFILE", null);
            Environment.SetEnvironmentVariable("PGSSLROOTCERT", null);
        }
    }

    /// <summary>Pools that these clients fill at once, and keep full.</summary>
    private async Task ResetAsync()
    {
        await Target.ResetAsync();
        Target.Specification["pooler"]!["settings"]!["default_pool_size"] = 4;
        await Target.UpAsync();
    }
}
