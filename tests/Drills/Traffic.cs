using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Drills;

/// <summary>
/// Clients that write and read without end, each transaction with a number of its own. Each client notes what it was told; at the end the
/// table is compared with the notes.
/// </summary>
internal sealed class Traffic : IAsyncDisposable
{
    public const int Writers = 240;
    public const int Readers = 60;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    // To log in costs a hundred times what a transaction costs.
    private static readonly TimeSpan PauseBetweenLogins = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource stop = new();
    private readonly DrillTarget target;
    private readonly bool pooling;
    private readonly ConcurrentBag<NpgsqlDataSource> left = [];
    private readonly NpgsqlDataSource[] sources;
    private readonly string server;
    private readonly ConcurrentQueue<Transaction>[] notes = [.. Enumerable.Range(0, Writers + Readers).Select(_ => new ConcurrentQueue<Transaction>())];
    private readonly ConcurrentDictionary<(int Client, int Id), byte> connections = [];
    private readonly Task[] clients;
    private long started;

    private Traffic(DrillTarget target, bool pooling)
    {
        (this.target, this.pooling, server) = (target, pooling, target.Superuser());
        // Each client is a process of its own, with one connection, which lies idle between two transactions.
        sources = [.. notes.Select((_, client) => Source(client))];
        clients = [.. notes.Select((_, client) => Task.Run(() => LiveAsync(client)))];
    }

    /// <summary>Starts the clients on an empty table; returns when every one of them has finished a transaction.</summary>
    /// <param name="target">Where.</param>
    /// <param name="pooling">Whether clients keep their connections, or log in for each transaction.</param>
    public static async Task<Traffic> StartAsync(DrillTarget target, bool pooling = true)
    {
        await ExecuteAsync(target.Server("app"),
            "DROP TABLE IF EXISTS ledger; CREATE TABLE ledger (client int, number int); CREATE INDEX ON ledger (client)");
        Traffic traffic = new(target, pooling);
        await traffic.AllProceedAsync();
        traffic.started = Now;
        return traffic;
    }

    /// <summary>Gives some clients the string that the stack emits by now.</summary>
    public void Move(Func<int, bool> which)
    {
        foreach (int client in Enumerable.Range(0, sources.Length).Where(which))
        {
            left.Add(sources[client]);
            sources[client] = Source(client);
        }
    }

    public static long Now => TimeProvider.System.GetTimestamp();

    public static TimeSpan Since(long moment) => TimeProvider.System.GetElapsedTime(moment);

    public ImmutableArray<Transaction> Transactions => [.. notes.SelectMany(note => note)];

    /// <summary>What failed since all clients were at work.</summary>
    public ImmutableArray<Transaction> Failures => [.. Transactions.Where(transaction => transaction.Stage != Stage.Done && transaction.Began >= started)];

    public int Done => Transactions.Count(transaction => transaction.Stage == Stage.Done);

    /// <summary>How many connections were ever made; a client that is dropped makes another one.</summary>
    public int Connections => connections.Count;

    /// <summary>Waits until every client has finished a transaction that it began after this call; returns how long that took.</summary>
    public Task<TimeSpan> AllProceedAsync() => AllProceedAsync(_ => true);

    /// <summary>The same for the clients that only write.</summary>
    public Task<TimeSpan> WritersProceedAsync() => AllProceedAsync(client => !IsReader(client));

    /// <summary>Stops the clients and compares the table with their notes: nothing lost, nothing done twice, nothing done unasked.</summary>
    public async Task<Traffic> VerifyAsync(string? elsewhere = null)
    {
        await StopAsync();
        Dictionary<(int Client, int Number), long> rows = [];
        await using (NpgsqlConnection connection = new(elsewhere ?? server))
        {
            await connection.OpenAsync();
            await using NpgsqlCommand command = new("SELECT client, number, count(*) FROM ledger GROUP BY client, number", connection);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows[(reader.GetInt32(0), reader.GetInt32(1))] = reader.GetInt64(2);
        }
        foreach (Transaction write in Transactions.Where(transaction => !transaction.Reads))
        {
            rows.Remove((write.Client, write.Number), out long count);
            if (write.Stage == Stage.Done)
                Assert.True(count == 1, $"{write} was committed, and the table holds it {count} times");
            else
                Assert.True(count == 0 || (count == 1 && write.Stage == Stage.Commit), $"{write} failed, and the table holds it {count} times");
        }
        Assert.Empty(rows);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (NpgsqlDataSource source in sources.Concat(left))
            await source.DisposeAsync();
        stop.Dispose();
    }

    private NpgsqlDataSource Source(int client) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(target.Connection(IsReader(client) ? "readOnly" : "readWrite", 1)) { Pooling = pooling }.ConnectionString);

    private async Task StopAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(clients);
    }

    // PgBouncer keeps its peer_id in the second and the third byte of the key by which a client cancels, so that peers can pass it on.
    public static int PodOf(NpgsqlConnection connection) => ((connection.ProcessID >> 16) & 0xFF) | (connection.ProcessID & 0xFF00);

    private static bool IsReader(int client) => client >= Writers;

    private async Task<TimeSpan> AllProceedAsync(Func<int, bool> which)
    {
        long began = Now;
        int[] awaited = [.. Enumerable.Range(0, notes.Length).Where(which)];
        bool all = await Wait.UntilAsync(
            () => awaited.All(client => notes[client].LastOrDefault(note => note.Stage == Stage.Done) is { } last && last.Began >= began),
            TimeSpan.FromMinutes(2), TimeProvider.System, CancellationToken.None);
        Assert.True(all, $"some client made no progress; last failure: {Failures.LastOrDefault()}");
        return Since(began);
    }

    private async Task LiveAsync(int client)
    {
        // One after the other: to log in all at once is another drill.
        await PauseAsync(TimeSpan.FromMilliseconds(10 * client));
        for (int number = 0; !stop.IsCancellationRequested; number++)
        {
            notes[client].Enqueue(IsReader(client) ? await ReadAsync(client, number) : await WriteAsync(client, number));
            await PauseAsync(pooling ? Pause : PauseBetweenLogins);
        }
    }

    private Task PauseAsync(TimeSpan pause) =>
        Task.Delay(pause, TimeProvider.System, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task<Transaction> WriteAsync(int client, int number)
    {
        Stage stage = Stage.Open;
        long began = Now;
        int pod = 0;
        try
        {
            await using NpgsqlConnection connection = await sources[client].OpenConnectionAsync();
            connections.TryAdd((client, connection.ProcessID), 0);
            pod = PodOf(connection);
            stage = Stage.First;
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
            await ExecuteAsync(connection, "INSERT INTO ledger VALUES ($1, $2)", client, number);
            stage = Stage.Work;
            await ExecuteAsync(connection, "SELECT count(*), pg_sleep(0.01) FROM ledger WHERE client = $1 AND number = $2", client, number);
            stage = Stage.Commit;
            await transaction.CommitAsync();
            return new Transaction(client, number, false, pod, began, Now, Stage.Done, null);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return new Transaction(client, number, false, pod, began, Now, stage, failure.Message);
        }
    }

    private async Task<Transaction> ReadAsync(int client, int number)
    {
        Stage stage = Stage.Open;
        long began = Now;
        int pod = 0;
        try
        {
            await using NpgsqlConnection connection = await sources[client].OpenConnectionAsync();
            connections.TryAdd((client, connection.ProcessID), 0);
            pod = PodOf(connection);
            stage = Stage.First;
            await ExecuteAsync(connection, "SELECT $2, count(*) FROM ledger WHERE client = $1", client, number);
            return new Transaction(client, number, true, pod, began, Now, Stage.Done, null);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return new Transaction(client, number, true, pod, began, Now, stage, failure.Message);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, int client, int number)
    {
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.Add(new() { Value = client });
        command.Parameters.Add(new() { Value = number });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
