using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>database.flexibleServer.network</c>: one of three kinds.</summary>
internal static class FlexibleServerNetworkReader
{
    private const string ExactlyOne = "exactly one of public, vnet and privateEndpoint";

    public static FlexibleServerNetworkOptions? Read(Cursor cursor)
    {
        if (cursor.Object(["public", "vnet", "privateEndpoint"]) is not { } section)
            return null;
        var (open, vnet, endpoint) = (section["public"], section["vnet"], section["privateEndpoint"]);
        if (vnet.IsGiven && endpoint.IsGiven)
        {
            endpoint.Wrong(
                "stands beside `vnet`: a server inside a virtual network cannot have a private endpoint", ExactlyOne,
                "remove one of the two; a server keeps its kind of network for life");
        }
        else if (open.IsGiven && (vnet.IsGiven || endpoint.IsGiven))
        {
            open.Wrong("stands beside a private network", ExactlyOne, "remove one of the two");
        }
        else if (!open.IsGiven && !vnet.IsGiven && !endpoint.IsGiven)
        {
            cursor.Wrong("names no kind of network", ExactlyOne, "add `privateEndpoint: {subnet: …}`, or remove it");
        }

        if (vnet.IsGiven)
            return Subnet(vnet) is var (subnet, zone) ? new FlexibleServerNetworkOptions.VNet(subnet, zone) : null;
        if (endpoint.IsGiven)
            return Subnet(endpoint) is var (subnet, zone) ? new FlexibleServerNetworkOptions.PrivateEndpoint(subnet, zone) : null;
        return new FlexibleServerNetworkOptions.Public(Ranges(open));
    }

    private static (string Subnet, string? Zone)? Subnet(Cursor cursor)
    {
        if (cursor.Object(["subnet", "zone"]) is not { } section)
            return null;
        var subnet = section["subnet"].Required("/subscriptions/…/subnets/database").ResourceId("subnets");
        var zone = section["zone"].ResourceId("privateDnsZones");
        return subnet is null ? null : (subnet, zone);
    }

    private static ImmutableArray<AddressRange> Ranges(Cursor cursor)
    {
        if (cursor.Object(["allow"]) is not { } section || section["allow"].List("a list of address ranges") is not { } items)
            return [];
        return [.. items.Select(Range).OfType<AddressRange>()];
    }

    private static AddressRange? Range(Cursor cursor)
    {
        if (cursor.Object(["from", "to"]) is not { } section)
            return null;
        var from = Address(section["from"].Required("203.0.113.10"));
        var to = section["to"].IsGiven ? Address(section["to"]) : from;
        if (from is null || to is null)
            return null;
        if (from.GetAddressBytes().AsSpan().SequenceCompareTo(to.GetAddressBytes()) > 0)
            section["to"].Wrong("comes before `from`", $"{from} or a later address", "swap the two");
        return new(from, to);
    }

    private static IPAddress? Address(Cursor cursor)
    {
        const string Allowed = "an IPv4 address";
        if (cursor.Text(Allowed, Forms.Address) is not { } text)
            return null;
        if (text.Count(letter => letter == '.') == 3
            && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork)
            return address;
        cursor.Wrong("is not an IPv4 address", Allowed, "write it as `203.0.113.10`");
        return null;
    }
}
