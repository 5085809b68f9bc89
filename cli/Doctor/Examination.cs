using System.Collections.Immutable;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Looking;
using Infra.Pooling;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Doctor;

/// <summary>What is to be looked at.</summary>
/// <param name="Entries">The ways in, the one for writes first.</param>
/// <param name="Admin">PgBouncer's console; null to try the first entry's login there.</param>
/// <param name="Plan">What was planned; null without a stack.</param>
internal sealed record DoctorRequest(ImmutableArray<(string Name, Address Address)> Entries, Address? Admin, PoolPlan? Plan);

/// <summary>
/// Looks at a live pooler or database without changing it: few clients, one after the other, and a limit on each step and on all.
/// </summary>
/// <param name="time">Clock.</param>
internal sealed class Examination(TimeProvider time)
{
    // More would make a long list of the pooler's a long visit.
    private const int MostDiscovered = 1;

    public async Task<DoctorSight> RunAsync(DoctorRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        using var total = new CancellationTokenSource(Steps.Most, time);
        var steps = new Steps(time, total.Token);
        var look = new EntryLook(steps);
        var entries = ImmutableArray.CreateBuilder<EntrySight>();
        await VisitAsync(request.Entries[0].Name, request.Entries[0].Address);
        progress.Report("Asking the console.");
        var console = await ConsoleAsync(request, entries[0], steps, cancellation);
        foreach (var (name, address) in request.Entries.Skip(1).Concat(
            request.Entries.Length > 1 ? [] : Discovered(request, entries[0], console)))
            await VisitAsync(name, address);
        // What has a console where RDS Proxy serves the writes is the PgBouncer in front of the replicas.
        var plan = console.Value is not null && request.Plan is { PgBouncer: null, Reads: { } reads } ? reads : request.Plan;
        return new(entries.ToImmutable(), console, plan, time.GetUtcNow());

        async Task VisitAsync(string name, Address address)
        {
            progress.Report($"Looking at {name}.");
            var written = entries.FirstOrDefault(entry => entry.Server.Value is { IsReplica: false })?.Replication.Value?.Position;
            entries.Add(await look.RunAsync(name, address, written, cancellation));
        }
    }

    private static async Task<Seen<ConsoleSight>> ConsoleAsync(
        DoctorRequest request, EntrySight first, Steps steps, CancellationToken cancellation)
    {
        if (request.Admin is { } admin)
            return await steps.TryAsync(stop => ConsoleLook.RunAsync(admin, steps, stop), cancellation, ConsoleLook.Parts);
        if (first.Login.Value is not { } login)
            return Seen<ConsoleSight>.Not(EntrySight.NoConnection);
        if (first.Server.Value?.Backend == login.KeyProcess)
            return Seen<ConsoleSight>.Not("there is no pooler");
        if (RdsProxy.Is(first.Address.Host))
            return Seen<ConsoleSight>.Not("RDS Proxy has no console");
        var seen = await steps.TryAsync(
            stop => ConsoleLook.RunAsync(first.Address.To(ConsoleLook.Database), steps, stop), cancellation, ConsoleLook.Parts);
        return seen.Reason is { } reason ? Seen<ConsoleSight>.Not($"the console is not for this login: {reason}") : seen;
    }

    /// <summary>The entry that leads to another server of the same database: the replica's, or the primary's.</summary>
    private static IEnumerable<(string, Address)> Discovered(DoctorRequest request, EntrySight first, Seen<ConsoleSight> console)
    {
        if (first.Login.Value is null)
            return [];
        var rows = console.Value?.Databases.Value?.Read().ToArray() ?? [];
        if (rows.FirstOrDefault(row => row("name") == first.Address.Database) is { } own)
        {
            return rows
                .Where(row => row("database") == own("database") && (row("host"), row("port")) != (own("host"), own("port")))
                .Take(MostDiscovered)
                .Select(row => (row("name")!, first.Address.To(row("name")!)));
        }

        return first is { Login.Value.KeyProcess: var key, Server.Value.Backend: var backend } && key != backend
            && request.Plan is { PgBouncer: not null, HasReadOnlyRoute: true, Specification.Database.Name: var name }
            && first.Address.Database == name
            ? [(PgBouncerPlanner.ReadOnlyName(name), first.Address.To(PgBouncerPlanner.ReadOnlyName(name)))]
            : [];
    }
}
