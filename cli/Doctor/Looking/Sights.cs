using System.Collections.Immutable;
using System.Net;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Wire;
using Infra.Pooling;

namespace Infra.Cli.Doctor.Looking;

/// <summary>Everything that was seen: all that the checks judge.</summary>
/// <param name="Entries">The ways in, the given one first.</param>
/// <param name="Console">PgBouncer's console.</param>
/// <param name="Plan">The stack's plan; null without one.</param>
/// <param name="Now">When it was looked at.</param>
internal sealed record DoctorSight(ImmutableArray<EntrySight> Entries, Seen<ConsoleSight> Console, PoolPlan? Plan, DateTimeOffset Now)
{
    public EntrySight First => Entries[0];
}

/// <summary>What was seen on one way in.</summary>
/// <param name="Name">The route of a stack, or the name of the database.</param>
/// <param name="Address">Where to.</param>
internal sealed record EntrySight(string Name, Address Address)
{
    /// <summary>Why nothing more is known of an entry that could not be used.</summary>
    public const string NoConnection = "there was no connection";

    /// <summary>The login.</summary>
    public required Seen<LoginFacts> Login { get; init; }

    /// <summary>How far a login came that failed; null when it did not fail, or nobody answered.</summary>
    public WireFailure? Failure { get; init; }

    /// <summary>What the server said to a login that it refused; null when it said nothing.</summary>
    public ServerMessage? Refusal { get; init; }

    /// <summary>What became of a client without TLS.</summary>
    public Seen<PlainFacts> Plain { get; init; } = Seen<PlainFacts>.Not(NoConnection);

    public Seen<ServerFacts> Server { get; init; } = Seen<ServerFacts>.Not(NoConnection);

    /// <summary>The parameters in force for this role, by name.</summary>
    public Seen<ImmutableDictionary<string, ServerSetting>> Settings { get; init; } =
        Seen<ImmutableDictionary<string, ServerSetting>>.Not(NoConnection);

    public Seen<ReplicationFacts> Replication { get; init; } = Seen<ReplicationFacts>.Not(NoConnection);

    public Seen<SessionFacts> Sessions { get; init; } = Seen<SessionFacts>.Not(NoConnection);
}

/// <param name="Tls">The transport; null without TLS.</param>
/// <param name="Authentication">How the server asked for the password.</param>
/// <param name="KeyProcess">Process id in the key of cancel requests.</param>
internal sealed record LoginFacts(TlsFacts? Tls, string Authentication, int KeyProcess);

/// <param name="Refusal">What a client without TLS is told; null when it may go on.</param>
internal sealed record PlainFacts(ServerMessage? Refusal)
{
    // PgBouncer's and RDS Proxy's words; their SQLSTATE is that of any protocol error.
    private static readonly string[] _words = ["SSL required", "requires TLS"];

    /// <summary>
    /// Whether it is refused for want of TLS, rather than because the server is full, starting or paused. A server's own refusal is an
    /// authorization that is not valid (28000): the same client was let in with TLS a moment before.
    /// </summary>
    public bool IsForWantOfTls => Refusal is { } refusal
        && (refusal.State == "28000" || _words.Any(words => refusal.Text.Contains(words, StringComparison.OrdinalIgnoreCase)));
}

/// <param name="Version">server_version.</param>
/// <param name="Backend">Process id of the session.</param>
/// <param name="IsReplica">Whether the server replays another's log.</param>
/// <param name="ServerPlace">Address and port at which the server was reached; null for a Unix socket.</param>
/// <param name="ServerHost">The address alone.</param>
/// <param name="ClientHost">Where the server's client is; null for a Unix socket.</param>
/// <param name="Tls">TLS version between the server and its client; null without TLS.</param>
/// <param name="Used">Connections in use, of all databases.</param>
internal sealed record ServerFacts(
    string Version, int Backend, bool IsReplica, string? ServerPlace, string? ServerHost, string? ClientHost, string? Tls, long Used)
{
    /// <summary>Whether the server and its client are on one machine.</summary>
    public bool IsBesideClient => ServerHost == ClientHost
        || (IPAddress.TryParse(ServerHost, out var server) && IPAddress.IsLoopback(server));
}

/// <param name="Value">The value in <paramref name="Unit"/>.</param>
/// <param name="Unit">ms, s, kB, …; null when it has none.</param>
/// <param name="Default">What RESET would make of it: the server's, the database's or the role's own.</param>
internal sealed record ServerSetting(string Value, string? Unit, string Default);

/// <summary>PgBouncer's own words.</summary>
/// <param name="Version">SHOW VERSION.</param>
/// <param name="Config">SHOW CONFIG, by name.</param>
/// <param name="Databases">SHOW DATABASES.</param>
/// <param name="Pools">SHOW POOLS.</param>
/// <param name="Stats">SHOW STATS.</param>
internal sealed record ConsoleSight(
    string Version,
    Seen<ImmutableSortedDictionary<string, string>> Config,
    Seen<WireTable> Databases,
    Seen<WireTable> Pools,
    Seen<WireTable> Stats);
