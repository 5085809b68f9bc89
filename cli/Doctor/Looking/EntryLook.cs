using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Looking;

/// <summary>Looks at one way in, with three clients at most.</summary>
/// <param name="steps">Limits.</param>
internal sealed class EntryLook(Steps steps)
{
    /// <param name="name">Name of the entry.</param>
    /// <param name="address">Where to.</param>
    /// <param name="written">What the primary has written so far; null when that is not known.</param>
    /// <param name="cancellation">To stop.</param>
    public async Task<EntrySight> RunAsync(string name, Address address, decimal? written, CancellationToken cancellation)
    {
        var (opened, failure) = await steps.TryWithAsync(stop => WireConnection.OpenAsync(address, stop), cancellation);
        if (opened.Value is not { } client)
        {
            return new(name, address)
            {
                Login = Seen<LoginFacts>.Not(opened.Reason!),
                Failure = failure?.Failure,
                Refusal = failure?.Error,
            };
        }

        await using (client)
        {
            var login = new LoginFacts(client.Tls, client.Authentication, client.KeyProcess);
            var server = await steps.TryAsync(stop => ServerLook.FactsAsync(client, stop), cancellation);
            var settings = await steps.TryAsync(stop => ServerLook.SettingsAsync(client, stop), cancellation);
            return new(name, address)
            {
                Login = Seen.Of(login),
                Server = server,
                Settings = settings,
                Replication = server.Value is { } facts
                    ? await steps.TryAsync(
                        stop => facts.IsReplica
                            ? ReplicationLook.OfReplicaAsync(client, written, steps.Time, stop)
                            : ReplicationLook.OfPrimaryAsync(client, stop),
                        cancellation, parts: 2)
                    : Seen<ReplicationFacts>.Not(server.Reason!),
                Plain = address.IsSocket
                    ? Seen<PlainFacts>.Not("a Unix socket has no TLS")
                    : await steps.TryAsync(
                        async stop => new PlainFacts(await WireConnection.RefusalOfPlainAsync(address, stop)), cancellation),
                // Last, because it closes the client.
                Sessions = server.Value is { } known
                    ? await steps.TryAsync(
                        stop => new SessionLook(client, again => WireConnection.OpenAsync(address, again), steps)
                            .RunAsync(known.Backend != login.KeyProcess, RdsProxy.Is(address.Host), stop),
                        cancellation, SessionLook.Parts)
                    : Seen<SessionFacts>.Not(server.Reason!),
            };
        }
    }
}
