using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads where a database on AWS lives, or which one it is.</summary>
internal static partial class RdsNetworkReader
{
    public static RdsNetworkOptions? Read(Cursor cursor)
    {
        if (cursor.Object(["vpcId", "subnets", "clients"]) is not { } section)
            return null;
        var subnets = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var places = section["subnets"].Required("{use1-az1: subnet-0a1, use1-az2: subnet-0b2}");
        foreach (var (zone, item) in places.Entries("an object of subnet ids by the id of their availability zone"))
            subnets[zone] = item.Matching(SubnetId(), "is not the id of a subnet", "`subnet-` and its digits", "copy the id of the subnet") ?? "";
        if (!cursor.Faults.Concern(places.Path))
        {
            foreach (var fault in RdsZones.Faults(places.Path, subnets.Keys))
                cursor.Faults.Add(fault);
        }

        return new(
            section["vpcId"].Required("vpc-0123").Matching(VpcId(), "is not the id of a VPC", "`vpc-` and its digits", "copy the id of the VPC") ?? "",
            subnets.ToImmutable(),
            section["clients"].List("a list of security groups") is { } clients ? [.. clients.Select(GroupOf).OfType<string>()] : []);
    }

    public static RdsExistingOptions? ReadExisting(Cursor cursor)
    {
        if (cursor.Object(["instance", "cluster", "host", "readHost", "securityGroup", "arn", "resourceId"]) is not { } section)
            return null;
        var (instance, cluster) = (section["instance"], section["cluster"]);
        if (instance.IsGiven == cluster.IsGiven)
        {
            cursor.Wrong(
                instance.IsGiven ? "names an instance and a cluster" : "names neither an instance nor a cluster",
                "exactly one of instance and cluster",
                instance.IsGiven ? "remove one of the two" : "add `instance: orders-db` or `cluster: orders-db`");
        }

        return new(
            Identifier(instance) ?? Identifier(cluster) ?? "",
            cluster.IsGiven,
            section["host"].Required("orders-db.abc.eu-west-1.rds.amazonaws.com").HostName() ?? "",
            section["readHost"].HostName(),
            GroupOf(section["securityGroup"].Required("sg-0123")) ?? "")
        {
            Arn = section["arn"].Matching(
                DatabaseArn(), "is not the ARN of an instance or cluster", "arn:aws:rds:<region>:<account>:db:<name> or …:cluster:<name>", "copy the ARN"),
            ResourceId = section["resourceId"].Matching(
                ResourceId(), "is not the resource id of an instance or cluster", "`db-` or `cluster-` and its digits", "copy the resource id, not the name"),
        };
    }

    internal static string? Identifier(Cursor cursor) => cursor.Matching(
        Identifiers(), "is not an identifier", "1 to 63 letters, digits and hyphens, with a letter first", "copy it from the console");

    private static string? GroupOf(Cursor cursor) =>
        cursor.Matching(GroupId(), "is not the id of a security group", "`sg-` and its digits", "copy the id of the group");

    [GeneratedRegex(@"\Asubnet-[0-9a-z]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex SubnetId();

    [GeneratedRegex(@"\Avpc-[0-9a-z]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VpcId();

    [GeneratedRegex(@"\Asg-[0-9a-z]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex GroupId();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifiers();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:(db|cluster):[A-Za-z0-9-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex DatabaseArn();

    [GeneratedRegex(@"\A(db|cluster)-[A-Z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceId();
}
