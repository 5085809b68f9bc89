using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Sql;

namespace Infra.Cli.Local;

/// <summary>The change of passwords.</summary>
public sealed partial class LocalTarget
{
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
        if (!force && await new PodControl(machine, state.Ports.Pooler, time).ClientsAsync(unused, cancellation) is > 0 and var clients)
        {
            throw new MachineException($"clients still log in as {string.Join(", ", unused)}, whose passwords would change",
                $"{clients.ToString(CultureInfo.InvariantCulture)} clients", "none",
                "give them the strings of ./infra outputs local --show-secrets and wait until they use them, or add --force");
        }
        foreach (string login in unused)
            secrets.Renew(login);
        LocalResult result = await UpAsync(machine, secrets, await request(), progress, cancellation);
        if (!finish)
            secrets.UseLogin(!secrets.UsesAlternateLogin);
        return result;
    }
}
