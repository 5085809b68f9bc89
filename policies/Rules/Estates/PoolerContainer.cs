using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>What the container of a PgBouncer says beside its configuration.</summary>
internal static class PoolerContainer
{
    /// <summary>The variable by which the script of our own pods is told of peers; without it there are none.</summary>
    private const string OwnPeers = "POOLER_PEERS";

    /// <summary>The container; null where only a configuration was found.</summary>
    public static Property? Of(PgBouncerPooler pooler)
    {
        foreach (var container in pooler.Workload?.Containers ?? [])
        {
            if (pooler.RunsIn(container))
                return container;
        }

        return null;
    }

    /// <summary>
    /// Whether the processes know each other as peers; null where that cannot be told. Each needs a peer_id of its own, which one file
    /// for all of them cannot hold: a variable, a command or a script gives it.
    /// </summary>
    public static (bool? Known, Subject At) Peers(PgBouncerPooler pooler)
    {
        var at = pooler.PlaceOf("[peers]");
        if (pooler.Document is not { } document)
            return (null, pooler.At);
        if (!document.Peers.IsEmpty)
            return (true, at);
        if (Of(pooler) is { } container)
        {
            foreach (var variable in container["env"].Items.Where(NamesPeers))
            {
                var value = variable["value"];
                return (value.IsUnknown ? null : !variable["valueFrom"].IsAbsent || value.Text.Value is { Length: > 0 }, Reads.At(pooler.Resource, value));
            }

            foreach (var part in new[] { "command", "args" })
            {
                if (container[part].IsUnknown)
                    return (null, Reads.At(pooler.Resource, container[part]));
                if (container[part].Items.Any(SaysPeers))
                    return (true, at);
            }
        }

        foreach (var (_, item) in pooler.Holder["data"].Members.Where(item => item.Value.Path != pooler.At.Path))
        {
            if (SaysPeers(item) && !item.Text.Value!.Contains(OwnPeers, StringComparison.Ordinal))
                return (null, Reads.At(pooler.Holder, item));
        }

        return (false, at);
    }

    private static bool NamesPeers(Property variable) =>
        variable["name"].Text.Value?.Contains("PEER", StringComparison.OrdinalIgnoreCase) == true;

    private static bool SaysPeers(Property text) => text.Text.Value?.Contains("peer_id", StringComparison.Ordinal) == true;
}
