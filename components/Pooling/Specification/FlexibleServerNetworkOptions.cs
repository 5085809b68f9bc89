using System.Collections.Immutable;
using System.Net;

namespace Infra.Pooling.Specification;

/// <summary>How a Flexible Server is reached: one of the records below. A server keeps its kind for life.</summary>
public abstract record FlexibleServerNetworkOptions
{
    private FlexibleServerNetworkOptions()
    {
    }

    /// <summary>At a public address, from the addresses that are allowed.</summary>
    /// <param name="Allowed">The addresses; empty for nobody.</param>
    public sealed record Public(ImmutableArray<AddressRange> Allowed) : FlexibleServerNetworkOptions;

    /// <summary>Inside a virtual network, in a subnet delegated to Flexible Servers.</summary>
    /// <param name="Subnet">Resource id of the subnet.</param>
    /// <param name="Zone">Resource id of an existing private DNS zone; null for a new one.</param>
    public sealed record VNet(string Subnet, string? Zone) : FlexibleServerNetworkOptions;

    /// <summary>Through a private endpoint; the public address is closed.</summary>
    /// <param name="Subnet">Resource id of the subnet that gets the endpoint.</param>
    /// <param name="Zone">Resource id of an existing zone <c>privatelink.postgres.database.azure.com</c>; null for a new one.</param>
    public sealed record PrivateEndpoint(string Subnet, string? Zone) : FlexibleServerNetworkOptions;
}

/// <summary>A range of IPv4 addresses.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record AddressRange(IPAddress From, IPAddress To);
