namespace Infra.Policies.Rules.Estates;

/// <summary>Servers by their hosts. A name that means something only inside one cluster is kept apart for each stack.</summary>
internal sealed class HostIndex
{
    private readonly Dictionary<string, DatabaseServer> _byHost = new(StringComparer.Ordinal);

    /// <summary>The servers of which only the host is known, in the order in which they were found.</summary>
    public List<DatabaseServer> Unmade { get; } = [];

    public void Add(DatabaseServer server)
    {
        foreach (var host in server.Hosts)
            _byHost.TryAdd(Key(host, server.Stack), server);
    }

    /// <summary>A server by its host; null where nothing has it yet.</summary>
    public DatabaseServer? Find(string host, string stack) => _byHost.GetValueOrDefault(Key(host, stack));

    /// <summary>A server by its host, made if nothing has it.</summary>
    /// <param name="host">The host, in small letters.</param>
    /// <param name="stack">The stack that names it.</param>
    /// <param name="at">Where its figures could be said.</param>
    /// <param name="secretTitle">What to call it where the host may not be shown; null where it may.</param>
    public DatabaseServer Get(string host, string stack, Subject at, string? secretTitle)
    {
        if (Find(host, stack) is { } known)
            return known;
        var server = new DatabaseServer
        {
            Kind = ServerKind.Host,
            Stack = stack,
            Identity = secretTitle is not null ? at.Urn : IsLocal(host) ? $"{host} ({stack})" : host,
            Title = secretTitle ?? host,
            At = at,
            Hosts = [host],
            MaxConnections = Quantity.Unknown(at),
        };
        _byHost[Key(host, stack)] = server;
        Unmade.Add(server);
        return server;
    }

    /// <summary>A host as it is told apart from others: on one machine several servers listen on ports of their own.</summary>
    public static string Named(string host, string? port) => IsLoopback(host) && port is not (null or "5432") ? $"{host}:{port}" : host;

    private static string Key(string host, string stack) => IsLocal(host) ? $"{host}\n{stack}" : host;

    private static bool IsLocal(string host) => !host.Contains('.', StringComparison.Ordinal)
        || host.EndsWith(".svc", StringComparison.Ordinal)
        || host.EndsWith(".local", StringComparison.Ordinal)
        || IsLoopback(host)
        || (host.Split('.') is [_, var space] && !char.IsAsciiDigit(space[0]));

    public static bool IsLoopback(string host) => host == "localhost" || host.StartsWith("127.", StringComparison.Ordinal);
}
