using System.Globalization;
using Pulumi;
using Pulumi.AzureNative.DBforPostgreSQL;
using Pulumi.AzureNative.DBforPostgreSQL.Inputs;
using Pulumi.AzureNative.Network;
using Pulumi.AzureNative.Network.Inputs;
using Pulumi.AzureNative.PrivateDns;
using Pulumi.AzureNative.PrivateDns.Inputs;

namespace Infra.Pooling.Azure;

/// <summary>Everything between the clients and the servers.</summary>
internal sealed class ServerNetwork
{
    private const string EndpointZone = "privatelink.postgres.database.azure.com";

    private readonly string _name;
    private readonly FlexibleServerPoolArgs _args;
    private readonly Sequence _sequence;
    private readonly Resource _parent;
    private readonly Input<string>? _zoneId;
    private readonly Resource? _link;

    public ServerNetwork(string name, FlexibleServerPoolArgs args, Sequence sequence, Resource parent)
    {
        _name = name;
        _args = args;
        _sequence = sequence;
        _parent = parent;
        (_zoneId, _link) = args.Network switch
        {
            // Azure takes any zone that ends so for servers inside a network.
            FlexibleServerNetwork.Inside inside => Zone(inside.Zone, $"{args.NamePrefix ?? name}.private.postgres.database.azure.com"),
            FlexibleServerNetwork.Endpoint endpoint => Zone(endpoint.Zone, EndpointZone),
            _ => (null, null),
        };
    }

    /// <summary>The part of a server that says how it is reached.</summary>
    public NetworkArgs OfServer() => _args.Network switch
    {
        FlexibleServerNetwork.Inside inside => new()
        {
            DelegatedSubnetResourceId = inside.SubnetId,
            PrivateDnsZoneArmResourceId = _zoneId,
            PublicNetworkAccess = ServerPublicNetworkAccessState.Disabled,
        },
        FlexibleServerNetwork.Endpoint => new() { PublicNetworkAccess = ServerPublicNetworkAccessState.Disabled },
        _ => new() { PublicNetworkAccess = ServerPublicNetworkAccessState.Enabled },
    };

    /// <summary>A server inside a network registers in the zone, which must be linked by then.</summary>
    public CustomResourceOptions Before(CustomResourceOptions options)
    {
        if (_args.Network is FlexibleServerNetwork.Inside && _link is not null)
            options.DependsOn.Add(_link);
        return options;
    }

    /// <summary>Lets clients in to a server.</summary>
    public void Admit(ServerHandle server)
    {
        switch (_args.Network)
        {
            case FlexibleServerNetwork.Open open:
                foreach (var (index, range) in open.Allowed.Index())
                {
                    // Without a name of its own: a replica begins with its primary's rules, and a second one of the same name is refused.
                    var rule = string.Create(CultureInfo.InvariantCulture, $"{server.Label}-allow-{index + 1}");
                    _ = _sequence.Then(options => new FirewallRule(rule, new FirewallRuleArgs
                    {
                        ResourceGroupName = server.ResourceGroup,
                        ServerName = server.Name,
                        StartIpAddress = range.From.ToString(),
                        EndIpAddress = range.To.ToString(),
                    }, options));
                }

                break;
            case FlexibleServerNetwork.Endpoint endpoint:
                Connect(server, endpoint.SubnetId);
                break;
        }
    }

    private void Connect(ServerHandle server, Input<string> subnetId)
    {
        var endpoint = _sequence.Then(options => new PrivateEndpoint($"{server.Label}-endpoint", new PrivateEndpointArgs
        {
            ResourceGroupName = _args.ResourceGroupName,
            Location = _args.Location,
            Subnet = new SubnetArgs { Id = subnetId },
            PrivateLinkServiceConnections =
            {
                new PrivateLinkServiceConnectionArgs
                {
                    Name = $"{_args.NamePrefix ?? _name}{server.Label[_name.Length..]}",
                    PrivateLinkServiceId = server.Id,
                    GroupIds = { "postgresqlServer" },
                },
            },
            Tags = _args.Tags,
        }, options));
        _ = new PrivateDnsZoneGroup($"{server.Label}-endpoint-names", new PrivateDnsZoneGroupArgs
        {
            ResourceGroupName = _args.ResourceGroupName,
            PrivateEndpointName = endpoint.Name,
            PrivateDnsZoneGroupName = "default",
            PrivateDnsZoneConfigs = { new PrivateDnsZoneConfigArgs { Name = "postgres", PrivateDnsZoneId = _zoneId } },
        }, new() { Parent = _parent });
    }

    private (Input<string> Id, Resource? Link) Zone(NameZone zone, string zoneName)
    {
        if (zone is NameZone.Found found)
            return (found.Id, null);
        var child = new CustomResourceOptions { Parent = _parent };
        var made = new PrivateZone($"{_name}-zone", new PrivateZoneArgs
        {
            ResourceGroupName = _args.ResourceGroupName,
            PrivateZoneName = zoneName,
            Location = "global",
            Tags = _args.Tags,
        }, child);
        var link = new VirtualNetworkLink($"{_name}-zone-link", new VirtualNetworkLinkArgs
        {
            ResourceGroupName = _args.ResourceGroupName,
            PrivateZoneName = made.Name,
            Location = "global",
            RegistrationEnabled = false,
            VirtualNetwork = new SubResourceArgs { Id = ((NameZone.Created)zone).VirtualNetworkId },
            Tags = _args.Tags,
        }, child);
        return (made.Id, link);
    }
}
