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

    internal IEnumerable<Fault> Faults()
    {
        const string Path = "network.subnets";
        var vpc = ComponentArgumentException.Missing("network.vpcId", VpcId, "the id of a VPC", "name the one that the subnets are in");
        return vpc.Concat(Subnets.IsDefaultOrEmpty
            ? [new(
                Path, "is empty, and no default VPC of a region is taken for granted", null, "private subnets in two availability zones or more",
                "name each as new AwsSubnet(zone id, subnet id)")]
            : RdsZones.Faults(Path, Subnets.Select(subnet => subnet.ZoneId)));
    }
}

/// <summary>A subnet.</summary>
/// <param name="ZoneId">Id of its availability zone, such as <c>use1-az1</c>, which is the same in every account.</param>
/// <param name="Id">Its id.</param>
public sealed record AwsSubnet(string ZoneId, Input<string> Id);
