using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Infra.Cli.Local;
using Npgsql;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class StormDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    private const int Clients = 5000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [RealServersFact]
    [Trait(Duration, Minutes)]
    public async Task Arrive_FiveThousandClientsWithinASecond_AllAreServedWithinTheBudget()
    {
        await Target.ResetAsync();
        Target.Specification["workloads"]![0]!["pool"]!["size"] = Clients;
        // This machine's cores do both sides of all handshakes; how long that takes is printed, and being slow is not being refused.
        Target.Specification["pooler"]!["settings"]!["client_login_timeout"] = (int)Patience.TotalSeconds;
        LocalResult up = await Target.UpAsync();
        ServerProcess[] pods = [.. DrillTarget.Pods(up).Where(pod => pod.Pid is not null).Select(DrillTarget.Process)];
        WireLogin login = Target.Wire("app");
        TimeSpan patience = TimeSpan.FromSeconds(new NpgsqlConnectionStringBuilder(Target.Connection("readWrite", 1)).Timeout);
        WireClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new WireClient())];
        using CancellationTokenSource stop = new(Patience);
        try
        {
            await TestTarget.ScalarAsync<int>(
                Target.Server("app"), "DROP TABLE IF EXISTS storm; CREATE TABLE storm (client int); SELECT 1");
            await TestTarget.ScalarAsync<object>(Target.Superuser(), "DROP TABLE IF EXISTS storm_over; CREATE TABLE storm_over (); SELECT 1");
            Task<long> most = MostBackendsAsync(Target.Superuser());
            long before = pods.Sum(Memory), began = Traffic.Now;
            // Nobody says a word before all are there: a TLS handshake costs more than a hundred connects.
            foreach (WireClient client in clients)
                client.Connect(login);
            TimeSpan knocked = Traffic.Since(began);
            Visit[] visits = await Task.WhenAll(
                clients.Select((client, number) => Task.Run(() => VisitAsync(client, number, login, began, stop.Token))));
            long after = pods.Sum(Memory);
            await TestTarget.ScalarAsync<object>(Target.Superuser(), "INSERT INTO storm_over DEFAULT VALUES RETURNING 1");
            long backends = await most;
            int[] rows = await TestTarget.ScalarAsync<int[]>(
                Target.Superuser(), "SELECT coalesce(array_agg(client ORDER BY client), '{}') FROM storm");

            Visit[] refused = [.. visits.Where(visit => visit.Failure is not null)];
            Print($"storm: {Clients} clients connected within {knocked.TotalSeconds:0.00} s",
                $"{refused.Length} refused (max_client_conn {Limit} a pod)",
                $"at most {backends} of {Target.PlannedBackends} planned server connections",
                $"logged in after p50 {At(visits, 50, visit => visit.LoggedIn):0.0} s and p99 {At(visits, 99, visit => visit.LoggedIn):0.0} s",
                $"{visits.Count(visit => visit.LoggedIn > patience)} later than the emitted connect time-out of {patience.TotalSeconds} s",
                $"wait for the first transaction p50 {At(visits, 50, visit => visit.Waited):0.000} s",
                $"p99 {At(visits, 99, visit => visit.Waited):0.000} s",
                $"{(after - before) / Clients} bytes of a pod's memory for each client");
            Assert.True(knocked < TimeSpan.FromSeconds(1), $"all connected after {knocked.TotalSeconds} s");
            Assert.Empty(refused);
            Assert.Equal(Enumerable.Range(0, Clients), rows);
            Assert.InRange(backends, 1, Target.PlannedBackends);
            Assert.True(Limit >= Clients / 2);
        }
        finally
        {
            foreach (WireClient client in clients)
                await client.DisposeAsync();
        }
    }

    /// <summary>The memory of a process that no other process has, and its share of the rest, in bytes.</summary>
    private static long Memory(ServerProcess pod)
    {
        string line = File.ReadLines($"/proc/{pod.Pid}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture);
    }

    private int Limit => int.Parse(Target.Stack.Plan.PgBouncer!.Settings["max_client_conn"], CultureInfo.InvariantCulture);

    /// <summary>What one client met. The login counts from the beginning of the storm, the wait from the client's own question.</summary>
    private sealed record Visit(TimeSpan LoggedIn, TimeSpan Waited, string? Failure);

    private static double At(Visit[] visits, int percent, Func<Visit, TimeSpan> time) =>
        visits.Select(time).Order().ElementAt((visits.Length * percent / 100) - 1).TotalSeconds;

    private static async Task<Visit> VisitAsync(WireClient client, int number, WireLogin login, long began, CancellationToken cancellation)
    {
        TimeSpan loggedIn = default;
        try
        {
            await client.LogInAsync(login, cancellation);
            loggedIn = Traffic.Since(began);
            long asked = Traffic.Now;
            await client.QueryAsync($"BEGIN; INSERT INTO storm VALUES ({number}); SELECT pg_sleep(0.002); COMMIT", cancellation);
            return new Visit(loggedIn, Traffic.Since(asked), null);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            return new Visit(loggedIn, default, failure.Message);
        }
    }

    /// <summary>
    /// Counts on the server, since this process has its hands full; until there is a row in the table <c>storm_over</c>.
    /// </summary>
    private static Task<long> MostBackendsAsync(string server) => TestTarget.ScalarAsync<long>(
        new NpgsqlConnectionStringBuilder(server) { CommandTimeout = 0, Options = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0" }.ConnectionString,
        """
        CREATE FUNCTION pg_temp.most_backends() RETURNS bigint LANGUAGE plpgsql AS $body$
        DECLARE
          most bigint := 0;
        BEGIN
          WHILE NOT EXISTS (SELECT FROM storm_over) LOOP
            PERFORM pg_stat_clear_snapshot(), pg_sleep(0.02);
            SELECT greatest(most, count(*)) INTO most FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = 'app';
          END LOOP;
          RETURN most;
        END $body$;
        SELECT pg_temp.most_backends()
        """);
}
