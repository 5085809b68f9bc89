using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Infra.Pooling.Sql;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>The change of passwords.</summary>
public sealed partial class LocalTarget
{
    private static readonly TimeSpan ComeAndGo = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Changes passwords without a failed login. Each role has two logins, of which clients use one: the other gets a new password, and only
    /// when servers and pods know it are clients told to use it. To finish, the login that they have left gets a password that nobody knows.
    /// </summary>
    /// <param name="machine">What this machine offers.</param>
    /// <param name="secrets">Passwords and certificates.</param>
    /// <param name="roles">The roles of the workloads.</param>
    /// <param name="finish">Whether the old passwords are to end, instead of new ones to begin.</param>
    /// <param name="force">Whether to go on although clients use the passwords that are to change.</param>
    /// <param name="request">What is to run with the passwords as they are then.</param>
    /// <param name="progress">Where each long step is announced.</param>
    /// <param name="cancellation">Stops between two steps; the next command goes on.</param>
    /// <exception cref="MachineException">Clients still use what is to change, or there is nothing to finish.</exception>
    public async Task<LocalResult> RotateAsync(
        LocalMachine machine, LocalSecrets secrets, ImmutableArray<string> roles, bool finish, bool force, Func<Task<LocalRequest>> request,
        IProgress<string> progress, CancellationToken cancellation)
    {
        LocalState state = State ?? throw new InvalidInputException("the local target has not been set up", null, null, "run ./infra up local");
        string[] unused = [.. roles.Select(role => secrets.UsesAlternateLogin ? role : AlternateLogin.Of(role))];
        if (finish && !unused.All(secrets.Knows))
            throw new MachineException("there is no rotation to finish", null, null, "begin one with: ./infra rotate local");
        if (!force)
            await RefuseUsedAsync(machine, secrets, state, unused, cancellation);
        foreach (string login in unused)
            secrets.Renew(login);
        LocalResult result = await UpAsync(machine, secrets, await request(), progress, cancellation);
        if (!finish)
            secrets.UseLogin(!secrets.UsesAlternateLogin);
        return result;
    }

    private async Task RefuseUsedAsync(
        LocalMachine machine, LocalSecrets secrets, LocalState state, string[] logins, CancellationToken cancellation)
    {
        PodControl pods = new(machine, state.Ports.Pooler, time);
        int pooled = await pods.ClientsAsync(logins, cancellation), direct = 0;
        // A pooler's connection that comes or goes between the two questions passes for a direct one, but not for long.
        bool unused = await Wait.UntilAsync(
            async () => (direct = await DirectClientsAsync(machine, secrets, state, logins, pods, cancellation)) == 0,
            ComeAndGo, time, cancellation);
        if (pooled == 0 && unused)
            return;
        throw new MachineException($"clients still log in as {string.Join(", ", logins)}, whose passwords would change",
            string.Create(CultureInfo.InvariantCulture, $"{pooled} clients of the pooler, {direct} past it"), "none",
            "give them the strings of ./infra outputs local --show-secrets and wait until they use them, or add --force");
    }

    /// <summary>How many sessions the servers have under some names that are not the pods'. One machine gives no process id twice.</summary>
    private async Task<int> DirectClientsAsync(
        LocalMachine machine, LocalSecrets secrets, LocalState state, string[] logins, PodControl pods, CancellationToken cancellation)
    {
        List<int> sessions = [];
        foreach ((string name, IPEndPoint address) in state.ReplicaPorts.Append(KeyValuePair.Create(state.Primary, state.Ports.Primary)))
        {
            if (new PostgresServer(machine, name, address, time).Process is null)
                continue;
            await using NpgsqlConnection server = await Sql.ConnectAsync(
                address, "postgres", LocalSecrets.Superuser, secrets.Password(LocalSecrets.Superuser), secrets.CaFile, cancellation);
            sessions.AddRange(await Sql.ColumnAsync<int>(
                server, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename::text = ANY ($1)",
                cancellation, [logins]));
        }
        return sessions.Except(await pods.BackendsAsync(cancellation)).Count();
    }
}
