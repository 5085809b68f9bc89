using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;

namespace Infra.Integration.Systems;

public sealed class ReductoTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    private const string Stack = "reducto-azure";

    [PythonFact]
    public async Task Environment_OfAWorker_OpensTwelveConnectionsWithItsTimeouts()
    {
        RunningSystem reducto = await system.UpAsync(Stack);

        JsonNode facts = await PythonDriver.RunAsync("reducto_work", reducto.Environment("worker"));

        Assert.Equal("""{"answered":12,"timeouts":[["15s","20s"]],"open":4}""", facts.ToJsonString());
    }

    [RealServersFact]
    public async Task Environment_OfAnHttpPod_IsTheDocumentedOneAndWorksInPsql()
    {
        RunningSystem reducto = await system.UpAsync(Stack);
        Dictionary<string, string> variables = reducto.Environment("http");

        Assert.Equal(
            "DB_LOCK_TIMEOUT_MS=15000 DB_MAX_OVERFLOW=8 DB_POOL_PRE_PING=true DB_POOL_RECYCLE=300 DB_POOL_SIZE=4 DB_POOL_TIMEOUT=30 "
            + "DB_STATEMENT_TIMEOUT_MS=20000 HTTP_WORKERS=8",
            string.Join(' ', variables.Where(variable => variable.Key != "DATABASE_URL").Select(variable => $"{variable.Key}={variable.Value}")));
        Assert.Equal("reducto", (await reducto.PsqlAsync(variables["DATABASE_URL"], "SELECT current_user")).Trim());
    }

    [RealServersFact]
    public async Task LockTimeout_OfAWaitForALock_SurfacesBeforeTheStatementTimeout()
    {
        RunningSystem reducto = await system.UpAsync(Stack);
        Dictionary<string, string> variables = reducto.Environment("http");
        string connection = reducto.Connection("readWrite", "npgsql");
        await using NpgsqlConnection holder = new(connection);
        await holder.OpenAsync();
        await using NpgsqlTransaction held = await holder.BeginTransactionAsync();
        await ExecuteAsync(holder, "SELECT pg_advisory_xact_lock(42)");
        await using NpgsqlConnection waiter = new(connection);
        await waiter.OpenAsync();
        await using NpgsqlTransaction waiting = await waiter.BeginTransactionAsync();
        await ExecuteAsync(
            waiter, $"SET LOCAL lock_timeout = {variables["DB_LOCK_TIMEOUT_MS"]}; SET LOCAL statement_timeout = {variables["DB_STATEMENT_TIMEOUT_MS"]}");

        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(waiter, "SELECT pg_advisory_xact_lock(42)"));

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);
    }

    [RealServersFact]
    public async Task Load_TenPodsOfNinetySixAtOnce_FitsOntoThePlannedBackends()
    {
        RunningSystem reducto = await system.UpAsync(Stack);
        string connection = new NpgsqlConnectionStringBuilder(reducto.Connection("readWrite", "npgsql")) { Pooling = false }.ConnectionString;
        long began = Stopwatch.GetTimestamp();

        Task<int[]> storm = Task.WhenAll(Enumerable.Range(0, 10 * 8).Select(_ => Task.Run(() => ProcessAsync(connection, 4 + 8))));
        long most = await reducto.MostBackendsAsync(storm, "reducto", replica: false);

        int answered = (await storm).Sum();
        RunningSystem.Print(
            $"Reducto: 10 pods × 8 × (4 + 8) = {answered} connections opened and used in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s over at most {most} of {reducto.PlannedBackends} backends");
        Assert.Equal(960, answered);
        Assert.InRange(most, 1, reducto.PlannedBackends);
    }

    /// <summary>A gunicorn worker that starts: it opens its pool one by one, and then works on all of it at once.</summary>
    private static async Task<int> ProcessAsync(string connection, int size)
    {
        List<NpgsqlConnection> pool = [];
        try
        {
            for (int index = 0; index < size; index++)
            {
                NpgsqlConnection opened = new(connection);
                pool.Add(opened);
                await opened.OpenAsync();
            }

            await Task.WhenAll(pool.Select(async opened =>
            {
                await using NpgsqlTransaction transaction = await opened.BeginTransactionAsync();
                await ExecuteAsync(opened, "SET LOCAL lock_timeout = 15000; SET LOCAL statement_timeout = 20000; SELECT pg_sleep(0.01)");
                await transaction.CommitAsync();
            }));
            return pool.Count;
        }
        finally
        {
            foreach (NpgsqlConnection opened in pool)
                await opened.DisposeAsync();
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
