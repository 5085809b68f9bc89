using System.Globalization;
using Infra.Cli.Commands;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Wire;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Cli.Measuring;

/// <summary>What is measured: the local target, held so that nobody else changes it, or a pooler somewhere.</summary>
internal sealed class MeasureTarget : IAsyncDisposable
{
    // Room for what the server serves besides, and for who has to look after it meanwhile.
    private const int Spare = 5;
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(15);

    private readonly IAsyncDisposable pool;
    private readonly LocalTarget? held;

    private MeasureTarget(string name, string connectionString, IMeasuredPool measured, int most, IAsyncDisposable pool, LocalTarget? held)
    {
        (Name, ConnectionString, Pool, Most) = (name, connectionString, measured, most);
        (this.pool, this.held) = (pool, held);
    }

    /// <summary>Without a password.</summary>
    public string Name { get; }

    /// <summary>Npgsql connection string of the clients.</summary>
    public string ConnectionString { get; }

    public IMeasuredPool Pool { get; }

    /// <summary>The most connections of each pool that may be tried.</summary>
    public int Most { get; }

    /// <summary>The target that runs on this machine.</summary>
    /// <exception cref="UsageException">Nothing runs.</exception>
    public static async Task<MeasureTarget> LocalAsync(Session session, IProgress<string> progress, CancellationToken cancellation)
    {
        EvaluatedStack stack = await LocalStack.EvaluateRunningAsync(session);
        LocalTarget held = LocalTarget.Hold(LocalStack.Folders(session), session.Clock);
        try
        {
            LocalMachine machine = await held.PrepareAsync(progress, cancellation);
            string database = stack.Plan.Specification.Database.Name;
            LocalPool pool = LocalPool.Of(machine, held.State!.Ports.Pooler, database, session.Clock);
            if (pool.Count == 0)
                throw new UsageException("no pod of the local target runs", "run ./infra up local");
            string connection = stack.Outputs["connections"]!["readWrite"]!["npgsql"]!.ToString();
            int room = Math.Max(1, await RoomAsync(connection, cancellation) / pool.Count);
            int most = Math.Min(room, await pool.LimitAsync(cancellation) ?? int.MaxValue);
            return new("local", connection, pool, most, pool, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>A pooler or a server at an address.</summary>
    /// <exception cref="InvalidInputException">It cannot be used; the message says why.</exception>
    public static async Task<MeasureTarget> OfAsync(Address address, Address? console, TimeProvider time, CancellationToken cancellation)
    {
        await GreetAsync(address, time, cancellation);
        if (console is not null)
            await GreetAsync(console, time, cancellation);
        string connection = Npgsql(address);
        GivenPool pool = new(console, address.Database, time);
        // Half of what is free, as others need connections too.
        return new(address.ToString(), connection, pool, Math.Max(1, await RoomAsync(connection, cancellation) / 2), pool, null);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        held?.Dispose();
    }

    /// <summary>A first connection, whose errors say more than a driver's.</summary>
    private static async Task GreetAsync(Address address, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(FirstAnswer, time);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await using WireConnection connection = await WireConnection.OpenAsync(address, stop.Token);
        }
        catch (WireException refused)
        {
            throw new InvalidInputException($"{address} cannot be measured: {refused.Message}", null, null,
                "correct the address, the password (PGPASSWORD, PGPASSFILE) or the server", refused);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new InvalidInputException($"{address} cannot be measured: no answer within {FirstAnswer.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s", null, null,
                "correct the address, or let this machine through the firewall", late);
        }
    }

    /// <summary>Connections that the server has left, as the pooler's clients see it.</summary>
    private static async Task<int> RoomAsync(string connectionString, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 15 }.ConnectionString);
        await connection.OpenAsync(cancellation);
        int left = await Sql.ScalarAsync<int>(connection,
            """
            SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
            - (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend')
            """, cancellation);
        return Math.Max(1, left - Spare);
    }

    private static string Npgsql(Address address)
    {
        NpgsqlConnectionStringBuilder builder = new()
        {
            Host = address.Host,
            Port = address.Port,
            Database = address.Database,
            Username = address.User,
            Password = address.Password,
            Timeout = 15,
            SslMode = address.Tls.Mode switch
            {
                "disable" => SslMode.Disable,
                "allow" => SslMode.Allow,
                "require" => SslMode.Require,
                "verify-ca" => SslMode.VerifyCA,
                "verify-full" => SslMode.VerifyFull,
                _ => SslMode.Prefer,
            },
            RootCertificate = address.Tls.RootFile,
            ApplicationName = "infra-size",
        };
        if (address.Startup.GetValueOrDefault("options") is { } options)
            builder.Options = options;
        return builder.ConnectionString;
    }
}
