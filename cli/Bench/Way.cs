using System.Collections.Immutable;

namespace Infra.Cli.Bench;

/// <summary>One way from the clients to the server: our plan, peers that come to the same, or no pooler.</summary>
/// <param name="Id">Name in documents.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Peers">The peers whose defaults this is; empty for our plan and for direct connections.</param>
internal sealed record Way(string Id, string Title, ImmutableArray<Peer> Peers)
{
    public static Way Ours { get; } = new("ours", "our plan", []);

    public static Way Direct { get; } = new("direct", "no pooler", []);

    public bool IsPeer => !Peers.IsEmpty;

    /// <summary>Ours, the peers, direct. Peers whose settings come to the same for these loads share one.</summary>
    /// <param name="chosen">Ids of peers, and <c>direct</c>; all when empty.</param>
    public static ImmutableArray<Way> For(IReadOnlyCollection<string> chosen) =>
    [
        Ours,
        .. Bench.Peers.All.Where(peer => chosen.Count == 0 || chosen.Contains(peer.Id)).GroupBy(peer => peer.Effect)
            .Select(group => new Way(group.First().Id, string.Join(", ", group.Select(peer => peer.Title)), [.. group])),
        .. chosen.Count == 0 || chosen.Contains(Direct.Id) ? (Way[])[Direct] : [],
    ];
}
