using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Azure;

/// <summary>
/// How a server is reached. A server keeps its kind for life; a private endpoint on one inside a network cannot be written.
/// </summary>
public abstract record FlexibleServerNetwork
{
    private FlexibleServerNetwork()
    {
    }

    /// <summary>At a public address.</summary>
    /// <param name="allowed">The addresses that may connect; none for nobody.</param>
    public static FlexibleServerNetwork Public(params ImmutableArray<AddressRange> allowed) => new Open(allowed);

    /// <summary>Inside a virtual network.</summary>
    /// <param name="subnetId">Resource id of a subnet that is delegated to Microsoft.DBforPostgreSQL/flexibleServers.</param>
    /// <param name="zone">The private DNS zone that names the servers.</param>
    public static FlexibleServerNetwork VNet(Input<string> subnetId, NameZone zone) => new Inside(subnetId, zone);

    /// <summary>Through a private endpoint for each server; the public address is closed.</summary>
    /// <param name="subnetId">Resource id of the subnet that gets the endpoints.</param>
    /// <param name="zone">The private DNS zone that names the endpoints.</param>
    public static FlexibleServerNetwork PrivateEndpoint(Input<string> subnetId, NameZone zone) => new Endpoint(subnetId, zone);

    /// <summary>What is missing of it; the factories leave it to the component, which names itself.</summary>
    internal abstract IEnumerable<Fault> Missing();

    private static IEnumerable<Fault> Missing(Input<string> subnetId, NameZone zone) =>
    [
        .. ComponentArgumentException.Missing("network.subnetId", subnetId, "the resource id of a subnet", "name the subnet"),
        .. ComponentArgumentException.Missing("network.zone", zone, "a private DNS zone", "make it with NameZone.Existing or New"),
        .. zone?.Missing() ?? [],
    ];

    internal sealed record Open(ImmutableArray<AddressRange> Allowed) : FlexibleServerNetwork
    {
        private const string Path = "network.allowed";
        private const string Fix = "name each as new AddressRange(from, to), or none for nobody";

        internal override IEnumerable<Fault> Missing() =>
        [
            .. ComponentArgumentException.MissingIn(Path, Allowed, "a range of addresses", Fix),
            .. Allowed.IsDefault ? [] : Allowed.Index().Where(range => range.Item is { From: null } or { To: null })
                .Select(range => new Fault($"{Path}[{range.Index}]", "lacks an end", null, "the first and the last address", Fix)),
        ];
    }

    internal sealed record Inside(Input<string> SubnetId, NameZone Zone) : FlexibleServerNetwork
    {
        internal override IEnumerable<Fault> Missing() => Missing(SubnetId, Zone);
    }

    internal sealed record Endpoint(Input<string> SubnetId, NameZone Zone) : FlexibleServerNetwork
    {
        internal override IEnumerable<Fault> Missing() => Missing(SubnetId, Zone);
    }
}

/// <summary>A private DNS zone.</summary>
public abstract record NameZone
{
    private NameZone()
    {
    }

    /// <summary>A zone that exists and is linked to every network that needs it.</summary>
    /// <param name="id">Its resource id.</param>
    public static NameZone Existing(Input<string> id) => new Found(id);

    /// <summary>A new zone.</summary>
    /// <param name="virtualNetworkId">Resource id of the network that it is linked to.</param>
    public static NameZone New(Input<string> virtualNetworkId) => new Created(virtualNetworkId);

    /// <summary>What is missing of it.</summary>
    internal abstract IEnumerable<Fault> Missing();

    internal sealed record Found(Input<string> Id) : NameZone
    {
        internal override IEnumerable<Fault> Missing() =>
            ComponentArgumentException.Missing(
                "network.zone.id", Id, "the resource id of a private DNS zone", "name the zone, or make one with NameZone.New");
    }

    internal sealed record Created(Input<string> VirtualNetworkId) : NameZone
    {
        internal override IEnumerable<Fault> Missing() => ComponentArgumentException.Missing(
            "network.zone.virtualNetworkId", VirtualNetworkId, "the resource id of a virtual network",
            "name the network that the zone is linked to");
    }
}
