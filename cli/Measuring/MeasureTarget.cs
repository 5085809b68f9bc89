using System.Globalization;
using Infra.Cli.Commands;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;

namespace Infra.Cli.Measuring;

/// <summary>What is measured: the local target, held so that nobody else changes it, or a pooler somewhere.</summary>
internal sealed class MeasureTarget : IAsyncDisposable
{
    // Room for what the server serves besides, and for who has to look after it meanwhile.
    private const int Spare = 5;
    private const string Fix = "correct the address, the password (PGPASSWORD, PGPASSFILE) or the server";
    // With fewer, half of them are no sweep.
    private const int Fewest = 4;
    // Steps of the doctor: a busy pooler may take longer than one.
    private const int Patience = 3;

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

    /// <summary>The most connections of each pool that may be tried; at an address as many clients stand for them.</summary>
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
            Address address = new AddressReader(_ => null).Read(connection, "the local target");
            int free = await FreeAsync(address, "see what runs: ./infra status local", session.Clock, cancellation);
            int room = Math.Max(1, free / pool.Count);
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
        int free = await FreeAsync(address, Fix, time, cancellation);
        if (free < Fewest)
        {
            throw new InvalidInputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{address} cannot be measured: of its server's connections, {Math.Max(0, free)} are free beyond {Spare} for others"),
                null, string.Create(CultureInfo.InvariantCulture, $"{Fewest} or more"),
                "measure when fewer are in use, or raise max_connections");
        }
        if (console is not null)
            await AskAsync(console, (connection, stop) => connection.QueryAsync("SHOW VERSION", stop), Fix, time, cancellation);
        GivenPool pool = new(console, address.Database, time);
        // Half of what is free, as others need connections too.
        return new(address.ToString(), address.ToNpgsql("infra-size"), pool, free / 2, pool, null);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        held?.Dispose();
    }

    /// <summary>
    /// Connections that the server has left for this, as a client at this address sees it; below 0 where others have taken their room.
    /// </summary>
    private static async Task<int> FreeAsync(Address address, string fix, TimeProvider time, CancellationToken cancellation)
    {
        ServerRoom room = await AskAsync(
            address,
            async (connection, stop) => ServerRoom.Of(
                await ServerLook.FactsAsync(connection, stop), await ServerLook.SettingsAsync(connection, stop)),
            fix, time, cancellation);
        return (int)room.Free - Spare;
    }

    /// <summary>A first connection, whose errors say more than a driver's.</summary>
    private static async Task<T> AskAsync<T>(
        Address address, Func<WireConnection, CancellationToken, Task<T>> question, string fix, TimeProvider time,
        CancellationToken cancellation)
        where T : class
    {
        Seen<T> seen = await new Steps(time, CancellationToken.None).TryAsync(
            async stop =>
            {
                await using WireConnection connection = await WireConnection.OpenAsync(address, stop);
                return await question(connection, stop);
            },
            cancellation, Patience);
        return seen.Value ?? throw new InvalidInputException($"{address} cannot be measured: {seen.Reason}", null, null, fix);
    }
}
