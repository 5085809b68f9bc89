using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>What a failover did.</summary>
/// <param name="From">The server that was the primary.</param>
/// <param name="To">The server that is the primary now.</param>
/// <param name="Planned">Whether the old primary was stopped in order.</param>
/// <param name="Synchronous">Whether commits had waited for a replica.</param>
/// <param name="Kept">The folder with the data of a primary that died; null where nothing of it can be missing.</param>
/// <param name="Result">What runs now.</param>
public sealed record FailoverResult(string From, string To, bool Planned, bool Synchronous, string? Kept, LocalResult Result);

/// <summary>Puts a replica in the primary's place. Each step can be repeated, and the state file says which one has been taken.</summary>
/// <param name="machine">Programs, account and folders.</param>
/// <param name="secrets">Passwords and certificates.</param>
/// <param name="folders">Where the state lies.</param>
/// <param name="progress">Where each long step is announced.</param>
/// <param name="time">Clock.</param>
internal sealed class Failover(LocalMachine machine, LocalSecrets secrets, LocalFolders folders, IProgress<string> progress, TimeProvider time)
{
    private static readonly TimeSpan PromoteLimit = TimeSpan.FromSeconds(60);

    /// <summary>The folder below the runtime folder that keeps the data of primaries that died.</summary>
    public static string KeptFolder(string runtime) => Path.Combine(runtime, "former");

    /// <summary>The replica that has received most; a stopped one could not say.</summary>
    public async Task<string> ChooseAsync(LocalState state, CancellationToken cancellation)
    {
        string? best = null;
        long most = -1;
        foreach ((string name, IPEndPoint address) in state.ReplicaPorts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Server(name, address).Process is null)
                continue;
            await using NpgsqlConnection replica = await ConnectAsync(address, cancellation);
            long received = await Sql.ScalarAsync<long>(replica, Received, cancellation);
            if (received > most)
                (best, most) = (name, received);
        }
        return best ?? throw new MachineException("no replica runs that could become the primary", null, "a running replica",
            "start what is there with: ./infra up local");
    }

    /// <summary>The addresses once the failover is over: every server keeps its own, and the new replica takes the old primary's.</summary>
    public static LocalPorts PortsAfter(LocalState state, string to) => state.Ports with
    {
        Primary = state.ReplicaPorts[to],
        Replicas = [.. ServerNames.Replicas(to, state.Ports.Replicas.Length).Select(name => state.ReplicaPorts.GetValueOrDefault(name, state.Ports.Primary))],
    };

    /// <summary>Takes every step from the one that the state names; returns the folder in which a dead primary's data is kept.</summary>
    public async Task<string?> CompleteAsync(LocalState state, CancellationToken cancellation)
    {
        LocalFailover step = state.Failover!;
        PostgresServer from = Server(step.From, state.Ports.Primary), to = Server(step.To, state.ReplicaPorts[step.To]);
        await from.StopAsync(cancellation);
        await from.FenceAsync(cancellation);
        if (to.Process is null)
            await to.StartAsync(cancellation);
        await using (NpgsqlConnection replica = await ConnectAsync(to.Address, cancellation))
        {
            if (step.Planned && await Sql.ScalarAsync<bool>(replica, "SELECT pg_is_in_recovery()", cancellation))
                await RefuseGapAsync(state, from, replica, cancellation);
            progress.Report($"Promoting {to.Name}.");
            await PromoteAsync(replica, to, cancellation);
        }
        string? kept = SetAside(from, step);
        (state with { Primary = step.To, Ports = PortsAfter(state, step.To), Failover = null }).Write(folders);
        return kept;
    }

    private static async Task PromoteAsync(NpgsqlConnection replica, PostgresServer to, CancellationToken cancellation)
    {
        if (!await Sql.ScalarAsync<bool>(replica, "SELECT pg_is_in_recovery()", cancellation))
            return;
        if (!await Sql.ScalarAsync<bool>(
            replica, $"SELECT pg_promote(true, {((int)PromoteLimit.TotalSeconds).ToString(CultureInfo.InvariantCulture)})", cancellation))
        {
            throw new MachineException($"{to.Name} was not promoted in time", string.Join(" | ", Files.Tail(to.Log, 3)), null,
                $"see {to.Log}, then run ./infra failover local again: it goes on where it stopped");
        }
    }

    /// <summary>A primary that stops in order has sent all it wrote; where that is not so, it stays the primary.</summary>
    private async Task RefuseGapAsync(LocalState state, PostgresServer from, NpgsqlConnection replica, CancellationToken cancellation)
    {
        if (!from.HasData)
            return;
        string control = await Command.RunAsync(
            [machine.Postgres("pg_controldata"), "-D", from.Data], "see the log of the primary", cancellation, machine.Runtime, machine.Account);
        string stopped = Line(control, "Latest checkpoint location:");
        bool complete = Line(control, "Database cluster state:") == "shut down"
            && await Wait.UntilAsync(async () => await Sql.ScalarAsync<bool>(
                replica, "SELECT coalesce(pg_last_wal_receive_lsn(), '0/0') > $1::text::pg_lsn", cancellation, stopped), TimeSpan.FromSeconds(10), time, cancellation);
        if (complete)
            return;
        (state with { Failover = null }).Write(folders);
        await from.StartAsync(cancellation);
        throw new MachineException($"the replica has not received all that {from.Name} had written", null, null,
            $"{from.Name} is the primary as before; look at both logs in {Path.Combine(machine.Runtime, "log")}");
    }

    /// <summary>Nothing may start the old primary's data again as a server. What was stopped in order holds nothing of its own.</summary>
    private string? SetAside(PostgresServer from, LocalFailover step)
    {
        if (!Directory.Exists(from.Data))
            return null;
        if (step.Planned)
        {
            Files.RemoveFolder(from.Data);
            return null;
        }
        string former = KeptFolder(machine.Runtime);
        Files.MakeFolder(former, machine.Account);
        string kept = Path.Combine(former, $"{from.Name}-{time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        Directory.Move(from.Data, kept);
        return kept;
    }

    private const string Received = "SELECT (coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn(), '0/0') - '0/0')::bigint";

    private static string Line(string text, string label) => text.Split('\n')
        .Where(line => line.StartsWith(label, StringComparison.Ordinal)).Select(line => line[label.Length..].Trim()).FirstOrDefault("");

    private PostgresServer Server(string name, IPEndPoint address) => new(machine, name, address, time);

    private Task<NpgsqlConnection> ConnectAsync(IPEndPoint address, CancellationToken cancellation) =>
        Sql.ConnectAsync(address, "postgres", LocalSecrets.Superuser, secrets.Password(LocalSecrets.Superuser), secrets.CaFile, cancellation);
}
