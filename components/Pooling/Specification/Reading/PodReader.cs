using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads the keys of <c>pooler</c> that are about pods of our own.</summary>
internal static class PodReader
{
    public static readonly ImmutableArray<string> Keys =
        ["processes", "peering", "drain", "metrics", "isolation", "databaseNetworks", "readFallback", "auth", "issuer", "image"];

    /// <summary>Largest peer_id (PgBouncer's documentation, "peer_id").</summary>
    private const int MostPeers = 16383;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static (ReplicaRange? Replicas, PodOptions Options) Read(Section section)
    {
        var none = new PodOptions();
        var surge = section["replicas"].Reopened(["min", "max", "surge"])?["surge"] is { IsGiven: true } given ? given : null;
        var replicas = section["replicas"].Replicas(1, Surge.Count(0));
        var peering = RdsReader.Flag(section["peering"]);
        if (peering == true && replicas is { Surge.Amount: > 0 })
        {
            section["peering"].Wrong(
                "needs a StatefulSet, which replaces its pods one after the other and has no surge", "false, or no surge",
                $"remove `replicas.surge`, or set `peering: false` to roll with {replicas.Surge} more");
        }

        var several = replicas is null or { Max: null or > 1 };
        var peers = peering ?? (several && replicas is not { Surge.Amount: > 0 });
        if (!peers && replicas is not null && surge is null)
            replicas = replicas with { Surge = Surge.Count(1) };
        var processes = section["processes"].Whole(1, 16) ?? none.Processes;
        if (peers && replicas is { Max: { } most } && most > MostPeers / processes)
        {
            var at = section["replicas"];
            at.Faults.Add(new(
                at.IsObject ? JsonPath.Key(at.Path, "max") : at.Path,
                string.Create(CultureInfo.InvariantCulture, $"is too large for pods that know each other: PgBouncer numbers at most {MostPeers} peers"),
                most.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{MostPeers / processes} or fewer"),
                "lower it, or set `peering: false`"));
        }

        return (
            replicas ?? (peers ? null : new ReplicaRange(2, 2, Surge.Count(1))),
            new PodOptions
            {
                Peering = peers,
                Processes = processes,
                Drain = section["drain"].Duration(Second * 10, TimeSpan.FromHours(1), Second) ?? none.Drain,
                Metrics = RdsReader.Flag(section["metrics"]) ?? none.Metrics,
                Isolation = RdsReader.Flag(section["isolation"]) ?? none.Isolation,
                DatabaseNetworks = [.. (section["databaseNetworks"].List("a list of networks, such as 10.0.0.0/16") ?? []).Select(Network).OfType<string>()],
                ReadFallback = section["readFallback"].Term<ReadFallback>() ?? none.ReadFallback,
                Auth = section["auth"].Term<PoolerAuth>() ?? none.Auth,
                Issuer = Issuer(section["issuer"]),
                Image = Image(section["image"]),
            });
    }

    private static string? Network(Cursor cursor)
    {
        const string Allowed = "a network, such as 10.0.0.0/16";
        if (cursor.Text(Allowed, Forms.Network) is not { } text)
            return null;
        if (IPNetwork.TryParse(text, out _) && text.Contains('/', StringComparison.Ordinal))
            return text;
        cursor.Wrong("is not a network", Allowed, "write its first address, a slash and the length of its prefix");
        return null;
    }

    private static string? Issuer(Cursor cursor)
    {
        const string Allowed = "Issuer or ClusterIssuer, a slash, and its name";
        if (cursor.Text(Allowed, Forms.Issuer) is not { } text)
            return null;
        if (text.Split('/') is ["Issuer" or "ClusterIssuer", { Length: > 0 }])
            return text;
        cursor.Wrong("is not an issuer of cert-manager", Allowed, "write it as `ClusterIssuer/internal`");
        return null;
    }

    private static string? Image(Cursor cursor)
    {
        const string Allowed = "a container image with a tag or a digest";
        if (cursor.Text(Allowed, Forms.Image) is not { } text)
            return null;
        var name = text[(text.LastIndexOf('/') + 1)..];
        if (name.Contains(':', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace))
            return text;
        cursor.Wrong("says neither version nor digest", Allowed, "write it as `registry/name:1.26.1@sha256:…`");
        return null;
    }
}
