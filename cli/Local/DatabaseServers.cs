using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>The primary and its replicas.</summary>
/// <param name="machine">Programs, account and folders.</param>
/// <param name="secrets">Passwords and certificates.</param>
/// <param name="request">What is to run.</param>
/// <param name="primaryName">Which server is the primary.</param>
/// <param name="whilePaused">Runs a restart while the pods hold their clients back.</param>
/// <param name="progress">Where each long step is announced.</param>
/// <param name="time">Clock.</param>
internal sealed class DatabaseServers(
    LocalMachine machine, LocalSecrets secrets, LocalRequest request, string primaryName,
    Func<PostgresServer, Func<Task>, Task> whilePaused, IProgress<string> progress, TimeProvider time)
{
    private static readonly TimeSpan StreamLimit = TimeSpan.FromSeconds(60);

    private readonly PostgresServer primary = new(machine, primaryName, request.Ports.Primary, time);
    private readonly ImmutableArray<string> replicas = ServerNames.Replicas(primaryName, request.Ports.Replicas.Length);

    public async Task<(ImmutableArray<LocalPart> Parts, bool DatabaseChanged)> UpAsync(CancellationToken cancellation)
    {
        ImmutableArray<LocalPart>.Builder parts = ImmutableArray.CreateBuilder<LocalPart>();
        LocalPart part = await UpPrimaryAsync(cancellation);
        parts.Add(part);

        await using NpgsqlConnection server = await SuperuserAsync(primary, "postgres", cancellation);
        bool changed = await DatabaseSetup.EnsureAsync(server, request, secrets.Password(LocalSecrets.Replicator), cancellation);
        await using (NpgsqlConnection database = await SuperuserAsync(primary, request.Database, cancellation))
        {
            changed |= await DatabaseSetup.GrantAsync(database, request, cancellation);
            if (request.DatabaseSql.Length > 0)
                await Sql.ExecuteAsync(database, request.DatabaseSql, cancellation);
        }

        for (int index = 0; index < request.Ports.Replicas.Length; index++)
            parts.Add(await UpReplicaAsync(server, index, cancellation));
        foreach (string surplus in OtherFolders().Where(folder => !replicas.Contains(Path.GetFileName(folder))).ToArray())
            parts.Add(await RemoveReplicaAsync(server, surplus, cancellation));
        await ConfigurePrimaryAsync(synchronous: true, cancellation);
        await primary.ReloadIfOlderAsync(server, cancellation);
        return (parts.ToImmutable(), changed);
    }

    public async Task<NpgsqlConnection> SuperuserAsync(PostgresServer server, string database, CancellationToken cancellation)
    {
        try
        {
            return await Sql.ConnectAsync(
                server.Address, database, LocalSecrets.Superuser, secrets.Password(LocalSecrets.Superuser), secrets.CaFile, cancellation);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new MachineException($"the data in {server.Data} was made with other passwords than the ones kept with the state", null, null,
                "restore secrets.json, or start afresh with: ./infra down local --purge", refused);
        }
    }

    private async Task<LocalPart> UpPrimaryAsync(CancellationToken cancellation)
    {
        PartChange change = PartChange.Unchanged;
        if (!primary.HasData)
        {
            if (OtherFolders().FirstOrDefault() is { } orphan)
            {
                throw new MachineException($"the primary's data is gone, but a replica's is there: {orphan}", null, null,
                    "save what you need from it, then start afresh with: ./infra down local --purge");
            }
            progress.Report($"Creating the database cluster (PostgreSQL {machine.PostgresVersion.ToString(CultureInfo.InvariantCulture)}).");
            await primary.FillAsync(folder => InitialiseAsync(folder, cancellation), cancellation);
            change = PartChange.Created;
        }
        // A primary that waits for replicas which are not there yet would never get so far as to make them.
        await ConfigurePrimaryAsync(replicas.All(name => PostgresServer.Find(Path.Combine(machine.Runtime, name)) is not null), cancellation);
        return await RunAsync(PartKind.Primary, primary, change, cancellation);
    }

    private Task ConfigurePrimaryAsync(bool synchronous, CancellationToken cancellation) => primary.ConfigureAsync(
        PostgresConfiguration.Server(primaryName, primary.Address, synchronous ? request.Parameters : request.Parameters.Remove(PostgresConfiguration.Synchronous), request, null),
        secrets.Certificates, cancellation);

    private IEnumerable<string> OtherFolders() =>
        ServerNames.Folders(machine.Runtime, primaryName).Where(folder => Path.GetFileName(folder) != primaryName);

    private async Task InitialiseAsync(string folder, CancellationToken cancellation)
    {
        string password = Path.Combine(machine.Runtime, "initdb.password");
        Files.Write(password, secrets.Password(LocalSecrets.Superuser) + "\n", machine.Account);
        try
        {
            await Command.RunAsync(
                [
                    machine.Postgres("initdb"), "-D", folder, $"--username={LocalSecrets.Superuser}", $"--pwfile={password}",
                    "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8",
                ],
                "check the free space of the disk", cancellation, machine.Runtime, machine.Account);
        }
        finally
        {
            File.Delete(password);
        }
    }

    private async Task<LocalPart> UpReplicaAsync(NpgsqlConnection server, int index, CancellationToken cancellation)
    {
        PostgresServer replica = new(machine, replicas[index], request.Ports.Replicas[index], time);
        string slot = ServerNames.Slot(replica.Name);
        string passwordFile = Path.Combine(machine.Runtime, "replication.pgpass");
        Files.Write(passwordFile, $"*:*:*:{LocalSecrets.Replicator}:{secrets.Password(LocalSecrets.Replicator)}\n", machine.Account);
        string caFile = Path.Combine(machine.Runtime, "ca.crt");
        Files.Write(caFile, secrets.Certificates.Ca, machine.Account);
        string source = PostgresConfiguration.Keywords(
            ("host", primary.Address.Address.ToString()), ("port", $"{primary.Address.Port}"), ("user", LocalSecrets.Replicator),
            ("passfile", passwordFile), ("sslmode", "verify-full"), ("sslrootcert", caFile), ("application_name", slot));

        PartChange change = PartChange.Unchanged;
        if (await Sql.ScalarAsync<bool>(server,
            "SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1 AND wal_status = 'lost')", cancellation, slot))
        {
            progress.Report($"The {replica.Name} was away for too long and is copied again.");
            await replica.StopAsync(cancellation);
            Files.RemoveFolder(replica.Data);
            await DropSlotAsync(server, slot, cancellation);
        }
        await Sql.ExecuteAsync(server,
            $"""
            SELECT pg_create_physical_replication_slot('{slot}')
            WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = '{slot}')
            """, cancellation);
        if (!replica.HasData)
        {
            progress.Report($"Copying the primary for {replica.Name}.");
            await replica.FillAsync(async folder =>
            {
                await Command.RunAsync(
                    [machine.Postgres("pg_basebackup"), "-D", folder, "-d", source, "-S", slot, "--wal-method=stream", "--checkpoint=fast"],
                    "check the free space of the disk and the primary's log", cancellation, machine.Runtime, machine.Account);
                Files.Write(Path.Combine(folder, "standby.signal"), "", machine.Account);
            }, cancellation);
            change = PartChange.Created;
        }
        await replica.ConfigureAsync(
            // Whoever is promoted is alone at first and must not wait for anybody.
            PostgresConfiguration.Server(
                replica.Name, replica.Address, request.Parameters.Remove(PostgresConfiguration.Synchronous), request, (source, slot)), secrets.Certificates, cancellation);
        // A standby does not start with lower limits than it believes the primary to have, so it must have heard of lower ones first.
        if (replica.Process is not null)
            await HasCaughtUpAsync(server, slot, cancellation);
        LocalPart part = await RunAsync(PartKind.Replica, replica, change, cancellation);

        if (!await Wait.UntilAsync(async () => await Sql.ScalarAsync<bool>(server,
            "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE application_name = $1 AND state = 'streaming')", cancellation, slot),
            StreamLimit, time, cancellation))
        {
            throw new MachineException($"the {replica.Name} runs but does not stream from the primary",
                string.Join(" | ", Files.Tail(replica.Log, 3)), null, $"see {replica.Log}; to copy it again, stop it and remove {replica.Data}");
        }
        return part;
    }

    private async Task<bool> HasCaughtUpAsync(NpgsqlConnection server, string slot, CancellationToken cancellation)
    {
        string written = await Sql.ScalarAsync<string>(server, "SELECT pg_current_wal_lsn()::text", cancellation);
        return await Wait.UntilAsync(async () => await Sql.ScalarAsync<bool>(server,
            "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE application_name = $1 AND replay_lsn >= $2::text::pg_lsn)", cancellation, slot, written),
            StreamLimit, time, cancellation);
    }

    private async Task<LocalPart> RemoveReplicaAsync(NpgsqlConnection server, string data, CancellationToken cancellation)
    {
        string name = Path.GetFileName(data);
        await PostgresServer.StopAsync(PostgresServer.Find(data), time, cancellation);
        await DropSlotAsync(server, ServerNames.Slot(name), cancellation);
        Files.RemoveFolder(data);
        return new LocalPart(PartKind.Replica, name, LocalPorts.Server(0, 0), null, PartChange.Removed);
    }

    /// <summary>Starts, reloads or restarts a configured server: the least that makes its configuration hold.</summary>
    private async Task<LocalPart> RunAsync(PartKind kind, PostgresServer server, PartChange change, CancellationToken cancellation)
    {
        if (server.Process is null)
        {
            progress.Report($"Starting {server.Name} on {server.Address}.");
            await server.StartAsync(cancellation);
            change = change == PartChange.Created ? change : PartChange.Started;
        }
        else if (await NeedsRestartAsync(server) is var (restart, reloaded) && restart)
        {
            progress.Report($"Restarting {server.Name}; the pods hold their clients back meanwhile.");
            await whilePaused(server, async () =>
            {
                await server.StopAsync(cancellation);
                await server.StartAsync(cancellation);
            });
            change = PartChange.Restarted;
        }
        else if (reloaded)
        {
            change = PartChange.Reloaded;
        }
        return new LocalPart(kind, server.Name, server.Address, server.Process?.Pid, change);

        async Task<(bool Restart, bool Reloaded)> NeedsRestartAsync(PostgresServer running)
        {
            await running.WaitReadyAsync(cancellation);
            // A server that still listens where it was cannot be asked at its new address.
            if (!running.IsReachable)
                return (true, false);
            bool read;
            await using (NpgsqlConnection connection = await SuperuserAsync(running, "postgres", cancellation))
                read = await running.ReloadIfOlderAsync(connection, cancellation);
            await using NpgsqlConnection fresh = await SuperuserAsync(running, "postgres", cancellation);
            return (!(await PostgresServer.WaitingForRestartAsync(fresh, cancellation)).IsEmpty, read);
        }
    }

    private async Task DropSlotAsync(NpgsqlConnection server, string slot, CancellationToken cancellation)
    {
        await Wait.UntilAsync(async () => await Sql.ScalarAsync<bool>(server,
            "SELECT NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1 AND active)", cancellation, slot),
            StreamLimit, time, cancellation);
        await Sql.ExecuteAsync(server,
            $"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '{slot}'", cancellation);
    }
}
