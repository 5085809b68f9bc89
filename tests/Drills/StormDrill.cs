using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class StormDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    private const int Clients = 5000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [RealServersFact]
    [Trait(Duration, Minutes)]
    public async Task Arrive_FiveThousandClientsAtOnce_AllAreServedWithinTheBudget()
    {
        await Target.ResetAsync();
        Target.Specification["workloads"]![0]!["pool"]!["size"] = Clients;
        await Target.UpAsync();
        WireLogin login = Target.Wire("app");
        WireClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new WireClient())];
        using CancellationTokenSource stop = new(Patience);
        try
        {
            await TestTarget.ScalarAsync<object>(Target.Superuser(), "DROP TABLE IF EXISTS storm_over; CREATE TABLE storm_over (); SELECT 1");
            Task<long> most = MostBackendsAsync(Target.Superuser());
            long began = Traffic.Now;
            Visit[] visits = await Task.WhenAll(clients.Select(client => Task.Run(() => VisitAsync(client, login, began, stop.Token))));
            await TestTarget.ScalarAsync<object>(Target.Superuser(), "INSERT INTO storm_over DEFAULT VALUES RETURNING 1");
            long backends = await most;

            Visit[] refused = [.. visits.Where(visit => visit.Failure is not null)];
            Print($"storm: {Clients} clients knocked within {visits.Max(visit => visit.Connected).TotalSeconds:0.0} s, {refused.Length} refused (max_client_conn {Limit} a pod)",
                $"at most {backends} of {Target.PlannedBackends} planned server connections",
                $"logged in after p50 {At(visits, 50, visit => visit.LoggedIn):0.0} s and p99 {At(visits, 99, visit => visit.LoggedIn):0.0} s",
                $"wait for the first transaction p50 {At(visits, 50, visit => visit.Waited):0.000} s and p99 {At(visits, 99, visit => visit.Waited):0.000} s");
            Assert.Empty(refused);
            Assert.InRange(backends, 1, Target.PlannedBackends);
            Assert.True(Limit >= Clients / 2);
        }
        finally
        {
            foreach (WireClient client in clients)
                await client.DisposeAsync();
        }
    }

    private int Limit => int.Parse(Target.Stack.Plan.PgBouncer!.Settings["max_client_conn"], CultureInfo.InvariantCulture);

    /// <summary>What one client met; all times but the wait count from the beginning of the storm.</summary>
    private sealed record Visit(TimeSpan Connected, TimeSpan LoggedIn, TimeSpan Waited, string? Failure);

    private static double At(Visit[] visits, int percent, Func<Visit, TimeSpan> time) =>
        visits.Select(time).Order().ElementAt((visits.Length * percent / 100) - 1).TotalSeconds;

    private static async Task<Visit> VisitAsync(WireClient client, WireLogin login, long began, CancellationToken cancellation)
    {
        TimeSpan connected = default, loggedIn = default;
        try
        {
            await client.ConnectAsync(login, cancellation);
            connected = Traffic.Since(began);
            await client.LogInAsync(login, cancellation);
            loggedIn = Traffic.Since(began);
            long asked = Traffic.Now;
            await client.QueryAsync("BEGIN; SELECT pg_sleep(0.002); COMMIT", cancellation);
            return new Visit(connected, loggedIn, Traffic.Since(asked), null);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            return new Visit(connected, loggedIn, default, failure.Message);
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
