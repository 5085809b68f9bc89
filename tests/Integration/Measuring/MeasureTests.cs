using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli;
using Infra.Cli.Commands;
using Infra.Cli.Load;
using Infra.Cli.Local;
using Infra.Cli.Measuring;
using Npgsql;

namespace Infra.Integration.Measuring;

public sealed class MeasureTests(TestTarget target) : IClassFixture<TestTarget>
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private static MeasureRequest Sleeping => new()
    {
        Transaction = new(LoadStep.Wait(20)),
        Most = 8,
        VCpu = 2,
        Budget = TimeSpan.FromSeconds(5),
    };

    [RealServersFact]
    public async Task RunAsync_WorkThatWaits_TakesTheLargestPoolAndGivesTheSizeBack()
    {
        ImmutableArray<Pod> pods = await UpAsync();

        Measurement measured = await MeasureAsync(pods, CancellationToken.None);

        Assert.Equal((2, true, 8), (measured.Pools, measured.Sized, measured.Size));
        Assert.Equal([1, 2, 4, 8], measured.Sizes.Select(size => size.Connections));
        Assert.InRange(measured.Work.Hold.TotalMilliseconds, 20, 60);
        Assert.All(measured.Sizes, size => Assert.InRange(size.Utilisation!.Value, 0.3, 1.3));
        await AssertRestoredAsync(pods);
    }

    [RealServersFact]
    public async Task RunAsync_Interrupted_GivesTheSizeBack()
    {
        ImmutableArray<Pod> pods = await UpAsync();
        using CancellationTokenSource stop = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasureAsync(pods, stop.Token, _ => stop.Cancel()));

        await AssertRestoredAsync(pods);
    }

    [RealServersFact]
    public async Task DisposeAsync_PodThatFails_LeavesNoOtherAtTheSizeOfTheSweep()
    {
        ImmutableArray<Pod> pods = await UpAsync();
        LocalMachine machine;
        using (LocalTarget held = target.Hold())
            machine = await held.PrepareAsync(target, CancellationToken.None);
        LocalPool pool = new(pods, "app", machine, Clock);
        await pool.UseAsync(3, CancellationToken.None);
        File.Delete(pods[0].ReloadMarker);
        Directory.CreateDirectory(pods[0].ReloadMarker);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await pool.DisposeAsync());

        Directory.Delete(pods[0].ReloadMarker);
        await AssertRestoredAsync(pods);
    }

    [RealServersFact]
    public async Task RunAsync_PoolOfOthers_VariesTheClients()
    {
        await UpAsync();
        await using LoadClients clients = await LoadClients.ConnectAsync(target.Pooled(), 8, Clock, CancellationToken.None);
        await using GivenPool pool = new(null, "app", Clock);

        Measurement measured = await new PoolMeasurement(clients, pool, Sleeping, Clock, new Progress<string>()).RunAsync(CancellationToken.None);

        Assert.False(measured.Sized);
        Assert.Equal(8, measured.Sizes[^1].Connections);
        // A fit: near to what the transactions sleep, on either side of it; with their wait it would be 160 ms.
        Assert.InRange(measured.Work.Hold.TotalMilliseconds, 15, 60);
        Assert.True(measured.Sizes[^1].PerSecond > measured.Sizes[0].PerSecond * 3, $"{measured.Sizes[^1]}");
    }

    [RealServersFact]
    public async Task RunAsync_TransactionThatFails_StopsAtOnce()
    {
        await UpAsync();
        await using LoadClients clients = await LoadClients.ConnectAsync(target.Pooled(), 4, Clock, CancellationToken.None);
        await using GivenPool pool = new(null, "app", Clock);
        MeasureRequest writing = Sleeping with { Transaction = new(new LoadStep { Query = "CREATE TABLE never (id int)" }) };

        MachineException stopped = await Assert.ThrowsAsync<MachineException>(
            () => new PoolMeasurement(clients, pool, writing, Clock, new Progress<string>()).RunAsync(CancellationToken.None));

        Assert.Matches(
            @"^the load was stopped, because transactions failed \(received 25006 × [1-6]\); fix: try the transaction by hand; with fewer clients: --clients$",
            stopped.Message);
    }

    [RealServersFact]
    public async Task Size_MeasureAnAddress_FitsWhatItsClientsSaw()
    {
        await UpAsync(pods: 1);
        string console = target.Connection(target.Ports.Pooler, "pgbouncer", pooling: false, "infra_admin");

        var (code, output, error) = await RunAsync(
            "--measure", target.Pooled(), "--admin", console, "--query", "20ms", "--busy", "0", "--variation", "0", "--clients", "8", "--seconds", "5", "--json");

        Assert.True(code == 0, error);
        Assert.DoesNotContain(target.Password("app"), output + error, StringComparison.Ordinal);
        JsonNode document = JsonNode.Parse(output)!;
        Assert.Equal("clients 1", $"{document["swept"]} {document["pools"]}");
        Assert.InRange((double)document["fitted"]!["holdMilliseconds"]!, 15, 60);
        Assert.All(document["sizes"]!.AsArray(), size => Assert.InRange((double)size!["utilisation"]!, 0.3, 1.2));
        Assert.True((int)document["recommended"]!["size"]! >= 6, output);
    }

    [RealServersFact]
    public async Task Size_MeasureAnAddress_TakesHalfOfWhatAllRolesLeave()
    {
        await UpAsync(pods: 1);
        // Another role's sessions, whose kind an ordinary role is not told; beside them 5 stay free for others.
        await using NpgsqlDataSource others = NpgsqlDataSource.Create(
            target.Connection(target.Ports.Primary, "app", pooling: false, LocalSecrets.Superuser));
        List<NpgsqlConnection> held = [await others.OpenConnectionAsync()];
        while (await FreeAsync() > 22)
            held.Add(await others.OpenConnectionAsync());
        int most = (await FreeAsync() - 5) / 2;

        var (code, output, error) = await RunAsync("--measure", target.Pooled(), "--clients", "16", "--seconds", "5");

        Assert.Equal((2, ""), (code, output));
        Assert.InRange(most, 6, 8);
        Assert.Matches(
            "^error: `--clients`: more than half of the connections that the server has left \\(received 16\\); "
            + $"allowed: 2 to [{most - 1}-{most}]; "
            + "fix: leave it out, or measure when fewer are in use\n$", error);

        foreach (int _ in Enumerable.Range(0, 14))
            held.Add(await others.OpenConnectionAsync());
        (code, output, error) = await RunAsync("--measure", target.Pooled(), "--seconds", "5");

        Assert.Equal((2, ""), (code, output));
        Assert.Matches(
            @"^error: app@localhost:\d+/app cannot be measured: of its server's connections, [0-3] are free beyond 5 for others; "
            + @"allowed: 4 or more; fix: measure when fewer are in use, or raise max_connections\n$", error);
        foreach (NpgsqlConnection connection in held)
            await connection.DisposeAsync();

        Task<int> FreeAsync() => Sql.ScalarAsync<int>(held[0],
            """
            SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
            - (SELECT sum(numbackends)::int FROM pg_stat_database)
            """, CancellationToken.None);
    }

    [RealServersFact]
    public async Task Size_MeasureAPausedPool_IsGivenUp()
    {
        ImmutableArray<Pod> pods = await UpAsync(pods: 1);
        await pods[0].AskAsync("PAUSE app", CancellationToken.None);
        try
        {
            var (code, output, error) = await RunAsync("--measure", target.Pooled());

            Assert.Equal((2, ""), (code, output));
            // Whether the login is held up or the first statement depends on whether the pool has ever had a server.
            Assert.Matches(
                @"^error: app@localhost:\d+/app cannot be measured: (the login as app was refused: )?query_wait_timeout \(08P01\); "
                + @"fix: correct the address, the password \(PGPASSWORD, PGPASSFILE\) or the server\n$", error);
        }
        finally
        {
            await pods[0].AskAsync("RESUME app", CancellationToken.None);
        }
    }

    [RealServersFact]
    public async Task Size_MeasureForARateThatNothingServes_SaysWhatItTakes()
    {
        await UpAsync(pods: 1);

        var (code, output, error) = await RunAsync(
            "--measure", target.Pooled(), "--query", "5ms", "--busy", "0.5", "--rps", "1000000", "--clients", "8", "--seconds", "5",
            "--json");

        Assert.True(code == 1, error);
        JsonNode recommended = JsonNode.Parse(output)!["recommended"]!;
        Assert.False((bool)recommended["served"]!);
        Assert.StartsWith("1000000 transactions/s ", (string)recommended["needed"]!, StringComparison.Ordinal);
    }

    [RealServersFact]
    public async Task Size_MeasureWithAWrongPassword_IsRefusedWithoutALoad()
    {
        await UpAsync();
        string wrong = new NpgsqlConnectionStringBuilder(target.Pooled()) { Password = "wrong" }.ConnectionString;

        Assert.Equal(
            (2, "", $"error: app@localhost:{target.Ports.Pooler.ToString(CultureInfo.InvariantCulture)}/app cannot be measured: "
                + "the login as app was refused: SASL authentication failed (08P01); "
                + "fix: correct the address, the password (PGPASSWORD, PGPASSFILE) or the server\n"),
            await RunAsync("--measure", wrong));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(["size", .. arguments], new Session(output, error, Clock));
        return (code, output.ToString(), error.ToString());
    }

    private async Task<ImmutableArray<Pod>> UpAsync(int pods = 2)
    {
        target.Fixture = new Fixture { Pods = pods, Settings = ImmutableSortedDictionary<string, string>.Empty.Add("default_pool_size", "8") };
        await target.UpAsync();
        LocalMachine machine;
        using (LocalTarget held = target.Hold())
            machine = await held.PrepareAsync(target, CancellationToken.None);
        return [.. Pod.Folders(machine.Runtime).Select(folder => new Pod(machine, Path.GetFileName(folder), target.Ports.Pooler, Clock)).Where(pod => !pod.IsDraining)];
    }

    private async Task<Measurement> MeasureAsync(ImmutableArray<Pod> pods, CancellationToken cancellation, Action<string>? report = null)
    {
        LocalMachine machine;
        using (LocalTarget held = target.Hold())
            machine = await held.PrepareAsync(target, CancellationToken.None);
        await using LocalPool pool = new(pods, "app", machine, Clock);
        await using LoadClients clients = await LoadClients.ConnectAsync(target.Pooled(), 32, Clock, CancellationToken.None);
        return await new PoolMeasurement(clients, pool, Sleeping, Clock, new Reporter(report)).RunAsync(cancellation);
    }

    private static async Task AssertRestoredAsync(ImmutableArray<Pod> pods)
    {
        foreach (Pod pod in pods)
        {
            string[] settings = [.. (await pod.AskAsync("SHOW CONFIG", CancellationToken.None)).Rows.Select(row => string.Join('|', row))];
            Assert.Contains("default_pool_size|8|20|yes", settings);
            Assert.Contains("reserve_pool_size|0|0|yes", settings);
            Assert.False(File.Exists(pod.ReloadMarker));
        }
    }

    private sealed class Reporter(Action<string>? report) : IProgress<string>
    {
        public void Report(string value) => report?.Invoke(value);
    }
}
