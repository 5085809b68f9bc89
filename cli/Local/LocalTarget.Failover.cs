using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>The change of the primary.</summary>
public sealed partial class LocalTarget
{
    /// <summary>
    /// Puts a replica in the primary's place, while the pods hold their clients back. A primary that runs is stopped first; a dead one is
    /// fenced: its sessions are ended and its data is put aside, where nothing starts it again. Then the pods are led to the new primary,
    /// and a new replica is copied from it. While there is none, readers are led to the new primary.
    /// </summary>
    /// <param name="machine">What this machine offers.</param>
    /// <param name="secrets">Passwords and certificates.</param>
    /// <param name="request">What is to run, for given ports.</param>
    /// <param name="progress">Where each long step is announced.</param>
    /// <param name="cancellation">Stops between two steps; the next command goes on.</param>
    /// <exception cref="MachineException">There is no replica to promote, or a transaction did not end in time.</exception>
    public async Task<FailoverResult> FailOverAsync(
        LocalMachine machine, LocalSecrets secrets, Func<LocalPorts, Task<LocalRequest>> request, IProgress<string> progress, CancellationToken cancellation)
    {
        LocalState state = State ?? throw new InvalidInputException("the local target has not been set up", null, null, "run ./infra up local");
        Failover failover = new(machine, secrets, folders, progress, time);
        string to = state.Failover?.To ?? await failover.ChooseAsync(state, cancellation);
        PostgresServer primary = new(machine, state.Primary, state.Ports.Primary, time);
        LocalFailover step = state.Failover ?? new LocalFailover(state.Primary, to, primary.Process is not null);

        LocalPorts after = Failover.PortsAfter(state, to);
        LocalRequest meanwhile = await request(state.Ports with { Primary = after.Primary }), final = await request(after);
        PodSet pods = new(machine, PodTemplate.Read(meanwhile.Manifests), meanwhile.Ports.Pooler, progress, time);
        PodControl control = new(machine, meanwhile.Ports.Pooler, time);
        if (state.Failover is null && step.Planned)
        {
            await pods.AwaitDrainedAsync(cancellation);
            await HoldBackAsync(control, primary, secrets, progress, cancellation);
        }
        else
        {
            await control.EndDrainingAsync(cancellation);
            control.Pause();
        }
        string? kept;
        try
        {
            state = state with { Failover = step };
            state.Write(folders);
            kept = await failover.CompleteAsync(state, cancellation);
            progress.Report($"Leading the pods to {to}.");
            // None is replaced meanwhile: a pod that drains while it is paused never resumes.
            await pods.ReloadAsync(cancellation);
            // Before the clients go on: a connection that is being made would be closed, and PgBouncer would take that for a failed login.
            await control.ReconnectAsync(cancellation);
        }
        finally
        {
            control.Resume();
        }
        LocalResult result = await UpAsync(machine, secrets, final, progress, cancellation);
        bool synchronous = final.Parameters.GetValueOrDefault(PostgresConfiguration.Synchronous, "").Length > 0;
        return new FailoverResult(step.From, to, step.Planned, synchronous, kept, result);
    }

    /// <summary>Finishes a failover that an interrupted command left, so that there is one primary again; true when there was one.</summary>
    public async Task<bool> FinishFailoverAsync(
        LocalMachine machine, LocalSecrets secrets, IProgress<string> progress, CancellationToken cancellation)
    {
        if (State is not { Failover: not null } state)
            return false;
        await new Failover(machine, secrets, folders, progress, time).CompleteAsync(state, cancellation);
        return true;
    }

    /// <summary>Gives every pod an order on its console: PAUSE, RESUME or RECONNECT.</summary>
    /// <exception cref="InvalidInputException">There is no pod: an order that nobody heard is not one that all obeyed.</exception>
    public async Task<ImmutableArray<PoolerAnswer>> OrderAsync(LocalMachine machine, string order, CancellationToken cancellation)
    {
        LocalState state = State ?? throw new InvalidInputException("the local target has not been set up", null, null, "run ./infra up local");
        return await new PodControl(machine, state.Ports.Pooler, time).OrderAsync(order, cancellation) is { IsEmpty: false } answers
            ? answers
            : throw new InvalidInputException("no pod of the local target runs", null, null, "run ./infra up local");
    }

    private static async Task HoldBackAsync(
        PodControl pods, PostgresServer primary, LocalSecrets secrets, IProgress<string> progress, CancellationToken cancellation)
    {
        progress.Report($"Holding the clients back and stopping {primary.Name}.");
        bool quiet = false;
        try
        {
            quiet = await pods.PauseAsync(async () => await Sql.ConnectAsync(
                primary.Address, "postgres", LocalSecrets.Superuser, secrets.Password(LocalSecrets.Superuser), secrets.CaFile, cancellation), cancellation);
        }
        catch (Exception silent) when (silent is NpgsqlException or TimeoutException)
        {
            throw new MachineException($"{primary.Name} runs and does not answer", LocalProbes.Describe(silent), null,
                $"see {primary.Log}; to replace it by force, end it (kill -KILL {primary.Process?.Pid.ToString(CultureInfo.InvariantCulture)}) "
                    + "and run the command again", silent);
        }
        finally
        {
            if (!quiet)
                pods.Resume();
        }
        if (!quiet)
        {
            throw new MachineException("a transaction on the primary did not end in time", null, "none for longer than some seconds",
                $"nothing was changed; wait for it, or end it, then run the command again. {primary.Name} is the primary as before");
        }
    }
}
