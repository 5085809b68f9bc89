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

    internal sealed record Open(ImmutableArray<AddressRange> Allowed) : FlexibleServerNetwork;

    internal sealed record Inside(Input<string> SubnetId, NameZone Zone) : FlexibleServerNetwork;

    internal sealed record Endpoint(Input<string> SubnetId, NameZone Zone) : FlexibleServerNetwork;
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

    internal sealed record Found(Input<string> Id) : NameZone;

    internal sealed record Created(Input<string> VirtualNetworkId) : NameZone;
}
