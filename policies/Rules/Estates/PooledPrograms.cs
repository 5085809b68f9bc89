namespace Infra.Policies.Rules.Estates;

/// <summary>
/// Programs that reach a server through a pooler. One that has a second connection past it means to: for migrations, or to listen.
/// </summary>
internal sealed class PooledPrograms(Estate estate)
{
    private readonly HashSet<(string Urn, DatabaseServer Server)> _programs =
    [
        .. estate.Clients.Where(client => client.Destination?.IsPooled == true).Select(client => (client.Resource.Urn, client.Destination!.Server)),
    ];

    /// <summary>Whether the program of a client has a connection to a server through a pooler.</summary>
    public bool Has(Client client, DatabaseServer server) => _programs.Contains((client.Resource.Urn, server));
}
