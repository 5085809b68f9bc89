using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Integration.Systems;

public sealed class OlympusTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    private const int Clients = 130;

    [PythonFact]
    public async Task Environment_OfEveryService_IsWhatGoDriversAndThePoolerTake()
    {
        RunningSystem olympus = await system.UpAsync("olympus");
        Dictionary<string, string> variables = new(
            new[] { "kratos", "hydra", "athena" }.SelectMany(workload => olympus.Environment(workload)));

        JsonNode facts = await PythonDriver.RunAsync("olympus_work", variables);

        Assert.Equal(
            """
            {"KRATOS_DSN":{"ory":{"max_conns":"50","max_idle_conns":"50","max_conn_lifetime":"300s"},"session":["kratos","20s"]},"HYDRA_DSN":{"ory":{"max_conns":"50","max_idle_conns":"50","max_conn_lifetime":"300s"},"session":["hydra","20s"]},"ATHENA_DB_URL":{"ory":{},"session":["athena","20s"]}}
            """,
            facts.ToJsonString());
    }

    [RealServersFact]
    public async Task Psql_WithTheDsnOfAthenaAndTheUriOfOlympusRo_WritesAndReads()
    {
        RunningSystem olympus = await system.UpAsync("olympus");

        Assert.Equal("f", (await olympus.PsqlAsync(olympus.Environment("athena")["ATHENA_DB_URL"], "SELECT pg_is_in_recovery()")).Trim());
        Assert.Contains("/olympus_ro?", olympus.Connection("readOnly", "uri"), StringComparison.Ordinal);
        Assert.Equal("t", (await olympus.PsqlAsync(olympus.Connection("readOnly", "uri"), "SELECT pg_is_in_recovery()")).Trim());
        Assert.True(await TestTarget.ScalarAsync<bool>(olympus.Connection("readOnly", "npgsql"), "SELECT pg_is_in_recovery()"));
    }

    [RealServersFact]
    public async Task Load_HundredAndThirtyClients_WaitLessThanAHundredMilliseconds()
    {
        RunningSystem olympus = await system.UpAsync("olympus");
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(olympus.Connection("readWrite", "npgsql")) { MaxPoolSize = Clients, MinPoolSize = Clients });
        List<NpgsqlConnection> clients = [];
        for (int client = 0; client < Clients; client++)
            clients.Add(await source.OpenConnectionAsync());
        Assert.True(await Wait.UntilAsync(
            async () => await ServerConnectionsAsync(olympus) >= 25, TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));

        // A machine that others use too may stall for a moment; a pool that is too small waits in every round.
        double wait = double.MaxValue;
        for (int round = 0; round < 3 && wait >= 100; round++)
        {
            Task work = Task.WhenAll(clients.Select((client, index) => WorkAsync(client, index)));
            Task<double> waits = LongestWaitAsync(olympus, work);
            long most = await olympus.MostBackendsAsync(work, "olympus", replica: false);
            wait = await waits;
            RunningSystem.Print($"Olympus: {Clients} clients over at most {most} of {olympus.PlannedBackends} backends, maxwait {wait:0.0} ms");
            Assert.InRange(most, 1, 30);
        }

        Assert.Equal(30, olympus.PlannedBackends);
        Assert.InRange(wait, 0, 100);
        foreach (NpgsqlConnection client in clients)
            await client.DisposeAsync();
    }

    /// <summary>Sign-ins: short transactions with a pause between them, as people make them.</summary>
    private static async Task WorkAsync(NpgsqlConnection client, int index)
    {
        for (int request = 0; request < 10; request++)
        {
            // People do not come all at the same moment.
            await Task.Delay(TimeSpan.FromMilliseconds(request == 0 ? index : 100 + (index % 50)), TimeProvider.System);
            await using NpgsqlTransaction transaction = await client.BeginTransactionAsync();
            await using NpgsqlCommand command = new("SELECT 1 FROM pg_sleep(0.002)", client, transaction);
            await command.ExecuteScalarAsync();
            await transaction.CommitAsync();
        }
    }

    private static async Task<int> ServerConnectionsAsync(RunningSystem olympus)
    {
        string[][] pools = await olympus.ShowPoolsAsync();
        return pools.Skip(1).Where(pool => pool[0] == "olympus").Sum(pool => int.Parse(pool[Array.IndexOf(pools[0], "sv_idle")], CultureInfo.InvariantCulture));
    }

    private static async Task<double> LongestWaitAsync(RunningSystem olympus, Task work)
    {
        double longest = 0;
        do
        {
            string[][] pools = await olympus.ShowPoolsAsync();
            int seconds = Array.IndexOf(pools[0], "maxwait"), microseconds = Array.IndexOf(pools[0], "maxwait_us");
            longest = Math.Max(longest, pools.Skip(1).Max(pool =>
                (double.Parse(pool[seconds], CultureInfo.InvariantCulture) * 1000) + (double.Parse(pool[microseconds], CultureInfo.InvariantCulture) / 1000)));
        }
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System)) != work);
        return longest;
    }
}
