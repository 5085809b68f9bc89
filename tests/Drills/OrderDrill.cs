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
        await Target.ResetAsync();
        await using Traffic traffic = await Traffic.StartAsync(Target);

        ImmutableArray<PoolerAnswer> paused = await Target.OrderAsync(PoolerOrders.Pause);
        long servers = await TestTarget.ScalarAsync<long>(Target.Superuser(), "SELECT count(*) FROM pg_stat_activity WHERE usename = 'app'");
        // While clients are at work it may close a connection that is just being made, which PgBouncer takes for a failed login.
        ImmutableArray<PoolerAnswer> reconnected = await Target.OrderAsync(PoolerOrders.Reconnect);
        ImmutableArray<PoolerAnswer> resumed = await Target.OrderAsync(PoolerOrders.Resume);
        TimeSpan took = await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        Print($"orders: {paused.Length} pods paused with {servers} server connections left, all clients at work {took.TotalSeconds:0.0} s after the resume",
            $"{traffic.Done} transactions, {traffic.Failures.Length} failed");
        Assert.All([.. paused, .. resumed, .. reconnected], answer => Assert.Null(answer.Failure));
        Assert.Equal(0, servers);
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
}
