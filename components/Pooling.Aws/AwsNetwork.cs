using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>Where a database and its proxy live.</summary>
public sealed class AwsNetwork
{
    /// <summary>The VPC.</summary>
    public required Input<string> VpcId { get; init; }

    /// <summary>Private subnets in two availability zones or more, in which RDS Proxy runs.</summary>
    public required ImmutableArray<AwsSubnet> Subnets { get; init; }

    /// <summary>Security groups of the workloads, by a short name each; they are let in.</summary>
    public ImmutableSortedDictionary<string, Input<string>> Clients { get; init; } =
        ImmutableSortedDictionary<string, Input<string>>.Empty;

    internal InputList<string> SubnetIds => Subnets.Select(subnet => subnet.Id).ToArray();

    internal IEnumerable<Fault> Faults() =>
    [
        .. ComponentArgumentException.Missing("network.vpcId", VpcId, "the id of a VPC", "name the one that the subnets are in"),
        .. SubnetFaults(),
        .. ClientFaults(),
    ];

    private IEnumerable<Fault> SubnetFaults()
    {
        const string Path = "network.subnets";
        const string Fix = "name each as new AwsSubnet(zone id, subnet id)";
        if (Subnets.IsDefaultOrEmpty)
        {
            return [new(
                Path, "is empty, and no default VPC of a region is taken for granted", null, "private subnets in two availability zones or more", Fix)];
        }

        var parts = Subnets.Index().Where(entry => entry.Item is not null).SelectMany(entry => Missing($"{Path}[{entry.Index}]", entry.Item, Fix));
        var missing = ComponentArgumentException.MissingIn(Path, Subnets, "a subnet", Fix).Concat(parts).ToList();
        return missing.Count > 0 ? missing : RdsZones.Faults(Path, Subnets.Select(subnet => subnet.ZoneId));
    }

    private static IEnumerable<Fault> Missing(string path, AwsSubnet subnet, string fix) =>
    [
        .. ComponentArgumentException.Missing($"{path}.zoneId", subnet.ZoneId, "the id of an availability zone", fix),
        .. ComponentArgumentException.Missing($"{path}.id", subnet.Id, "the id of a subnet", fix),
    ];

    private IEnumerable<Fault> ClientFaults()
    {
        const string Path = "network.clients";
        return Clients is null
            ? ComponentArgumentException.Missing(Path, null, "security groups, by a short name each", "leave it out for none")
            : Clients.SelectMany(client => ComponentArgumentException.Missing(
                $"{Path}.{client.Key}", client.Value, "the id of a security group", "name it, or remove the entry"));
    }
}

/// <summary>A subnet.</summary>
/// <param name="ZoneId">Id of its availability zone, such as <c>use1-az1</c>, which is the same in every account.</param>
/// <param name="Id">Its id.</param>
public sealed record AwsSubnet(string ZoneId, Input<string> Id);
