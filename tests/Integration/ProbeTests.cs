using System.Collections.Immutable;
using Infra.Cli.Local;

namespace Infra.Integration;

public sealed class ProbeTests(TestTarget target) : IClassFixture<TestTarget>
{
    private static readonly string[] All = ["write", "read-only", "prepared statement", "time-outs", "TLS", "clients"];

    [RealServersFact]
    public async Task RunAsync_NineHundredClientsOnFiftyBackends_EveryProbeHolds()
    {
        target.Fixture = new Fixture
        {
            MaxConnections = 100,
            Settings = ImmutableSortedDictionary<string, string>.Empty.Add("default_pool_size", "25"),
        };
        await target.UpAsync();

        ImmutableArray<Probe> probes = await RunAsync(50, 900, TimeSpan.FromSeconds(15));

        Assert.All(probes, probe => Assert.True(probe.Ok, $"{probe.Name}: {probe.Detail}"));
        Assert.Equal(All, probes.Select(probe => probe.Name));
    }

    [RealServersFact]
    public async Task RunAsync_PlanThatDoesNotMatch_NamesEachDifference()
    {
        await target.ResetAsync();

        ImmutableArray<Probe> probes = await RunAsync(4, 30, TimeSpan.FromSeconds(16));

        Assert.Equal(["time-outs", "clients"], probes.Where(probe => !probe.Ok).Select(probe => probe.Name));
        Assert.Equal(
            "lock_timeout 15 s (planned 16 s), statement_timeout 20 s, idle_in_transaction_session_timeout 60 s, query_wait_timeout 8 s",
            probes.Single(probe => probe.Name == "time-outs").Detail);
        Assert.Contains("(planned 4)", probes.Single(probe => probe.Name == "clients").Detail, StringComparison.Ordinal);
    }

    private async Task<ImmutableArray<Probe>> RunAsync(int backends, int clients, TimeSpan lockTimeout)
    {
        LocalMachine machine;
        using (LocalTarget held = target.Hold())
            machine = await held.PrepareAsync(target, CancellationToken.None);
        return await new LocalProbes(machine, TimeProvider.System).RunAsync(new ProbeRequest
        {
            ReadWrite = target.Pooled(),
            ReadOnly = target.Pooled("app_ro"),
            Direct = target.Direct(),
            Admin = target.Connection(target.Ports.Pooler, "pgbouncer", pooling: false, "infra_admin"),
            PlannedBackends = backends,
            Clients = clients,
            Lock = lockTimeout,
            Statement = TimeSpan.FromSeconds(20),
            IdleInTransaction = TimeSpan.FromSeconds(60),
            QueueWait = TimeSpan.FromSeconds(8),
        }, target, CancellationToken.None);
    }
}
