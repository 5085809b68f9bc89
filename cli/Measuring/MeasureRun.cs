using System.Globalization;
using Infra.Cli.Commands;
using Infra.Cli.Doctor.Wire;
using Infra.Cli.Load;
using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Npgsql;

namespace Infra.Cli.Measuring;

/// <summary><c>infra size --measure</c>.</summary>
internal static class MeasureRun
{
    // Enough for four clients on each connection of two usual pools; elsewhere others are at work.
    private const int LocalClients = 256;
    private const int GivenClients = 32;

    // What is assumed of a server that is not looked at. Only the busy share depends on it, not the throughput that it stands for.
    private const double AssumedProcessors = 2;

    public static async Task<int> RunAsync(Session session, MeasureChoice choice, bool json, CancellationToken cancellation)
    {
        (string target, Measurement measured) = await Progress.ShowAsync(session.Error, progress => MeasureAsync(session, choice, progress, cancellation));
        if (json)
            session.WriteJson(MeasureReport.Json(target, measured));
        else
            MeasureReport.Write(session.Console, target, measured);
        return measured.Needed is null ? ExitCode.Fine : ExitCode.Failed;
    }

    private static async Task<(string Target, Measurement Measured)> MeasureAsync(
        Session session, MeasureChoice choice, IProgress<string> progress, CancellationToken cancellation)
    {
        await using MeasureTarget target = choice.Address is { } address
            ? await MeasureTarget.OfAsync(address, choice.Console, session.Clock, cancellation)
            : await MeasureTarget.LocalAsync(session, progress, cancellation);
        int count = Clients(choice, target);
        progress.Report(FormattableString.Invariant($"Connecting {count} clients to {target.Name}."));
        await using LoadClients clients = await ConnectAsync(target, count, session.Clock, cancellation);
        try
        {
            double rounds = choice.Transaction.Steps.Any(step => step.IsBusy)
                ? await RoundsAsync(target.ConnectionString, cancellation)
                : 0;
            return (target.Name, await new PoolMeasurement(clients, target.Pool, new()
            {
                Transaction = choice.Transaction,
                Most = Math.Max(1, Math.Min(target.Most, count / target.Pool.Count)),
                Budget = choice.Budget,
                VCpu = choice.VCpu ?? (choice.Address is null ? Environment.ProcessorCount : AssumedProcessors),
                BusyRoundsPerSecond = rounds,
                Demand = choice.Demand,
                P99Wait = choice.P99Wait,
            }, session.Clock, progress).RunAsync(cancellation));
        }
        catch (Exception lost) when (lost is NpgsqlException or WireException)
        {
            throw new InvalidInputException(
                $"{target.Name} cannot be measured any more: {LocalProbes.Describe(lost)}", null, null,
                "see what became of the pooler and the server, and try again", lost);
        }
    }

    /// <summary>At an address each client stands for a connection, of which half of those that are free may be used.</summary>
    private static int Clients(MeasureChoice choice, MeasureTarget target)
    {
        if (choice.Address is null)
            return choice.Clients ?? LocalClients;
        return choice.Clients is not { } clients || clients <= target.Most
            ? choice.Clients ?? Math.Min(GivenClients, target.Most)
            : throw new InvalidInputException(
                "`--clients`: more than half of the connections that the server has left", clients.ToString(CultureInfo.InvariantCulture),
                FormattableString.Invariant($"2 to {target.Most}"), "leave it out, or measure when fewer are in use");
    }

    private static async Task<LoadClients> ConnectAsync(MeasureTarget target, int count, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await LoadClients.ConnectAsync(target.ConnectionString, count, time, cancellation);
        }
        catch (NpgsqlException refused)
        {
            throw new InvalidInputException(FormattableString.Invariant($"{count} clients cannot connect to {target.Name}: {LocalProbes.Describe(refused)}"), null, null,
                "measure with fewer: --clients", refused);
        }
    }

    private static async Task<double> RoundsAsync(string connectionString, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return await BusyWork.RoundsPerSecondAsync(connection, cancellation);
    }
}
