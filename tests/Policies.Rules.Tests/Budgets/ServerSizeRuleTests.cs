using Infra.Policies.Rules.Graph;
using static Infra.Policies.Rules.Tests.Budgets.GivenInstance;

namespace Infra.Policies.Rules.Tests.Budgets;

/// <summary>What a server takes by its size, and what may come to it.</summary>
public class ServerSizeRuleTests
{
    [Fact]
    public void Smallest_ReplicaSmaller_IsAViolation() => Assert.Equal(
        [
            "violation urn:replica: `instanceClass`: db-replica takes 792 connections, but 1585 may come to it after a failover; give it the same size.",
        ],
        Judged.By("capacity-from-smallest-failover", Instance("main", "db.m7g.xlarge"), Replica("db.m7g.large")));

    [Fact]
    public void Smallest_ReplicaAsLarge_IsOk() => Assert.Equal(
        ["ok"], Judged.By("capacity-from-smallest-failover", Instance("main", "db.m7g.xlarge"), Replica("db.m7g.xlarge")));

    [Fact]
    public void Smallest_ReplicaUnknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:replica: `instanceClass`: whether it has room for as many connections cannot be told; it depends on `urn:replica#instanceClass`.",
        ],
        Judged.By("capacity-from-smallest-failover", Instance("main", "db.m7g.xlarge"), Replica("?")));

    [Fact]
    public void Smallest_ReaderOfAClusterSmaller_IsAViolation() => Assert.Equal(
        ["violation urn:reader: `instanceClass`: reader takes 1585 connections, but 3171 may come to it after a failover; give it the same size."],
        Judged.By(
            "capacity-from-smallest-failover",
            Cluster(),
            Member("writer", "db.r7g.xlarge"),
            Member("reader", "db.r7g.large")));

    [Fact]
    public void Smallest_ReaderUnknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:writer: `instanceClass`: whether it has room for as many connections cannot be told; it depends on `urn:reader#instanceClass`.",
            "undecided urn:reader: `instanceClass`: whether it has room for as many connections cannot be told; it depends on `urn:reader#instanceClass`.",
        ],
        Judged.By("capacity-from-smallest-failover", Cluster(), Member("writer", "db.r7g.xlarge"), Member("reader", "?")));

    [Fact]
    public void Smallest_ReaderUnknown_HidesNoSmallerOne() => Assert.Equal(
        [
            "violation urn:small: `instanceClass`: small takes 1585 connections, but 3171 may come to it after a failover; give it the same size.",
            "undecided urn:writer: `instanceClass`: whether it has room for as many connections cannot be told; it depends on `urn:reader#instanceClass`.",
            "undecided urn:reader: `instanceClass`: whether it has room for as many connections cannot be told; it depends on `urn:reader#instanceClass`.",
        ],
        Judged.By("capacity-from-smallest-failover", Cluster(), Member("writer", "db.r7g.xlarge"), Member("small", "db.r7g.large"), Member("reader", "?"))
            .OrderByDescending(finding => finding.StartsWith("violation", StringComparison.Ordinal)));

    [Fact]
    public void Smallest_UnknownGroup_IsUndecided() => Assert.Equal(
        [
            "undecided urn:reader: `instanceClass`: whether it has room for as many connections cannot be told; it depends on `urn:main#dbClusterParameterGroupName`.",
        ],
        Judged.By(
            "capacity-from-smallest-failover", Cluster(", \"dbClusterParameterGroupName\": \"elsewhere\""), Member("writer", "db.r7g.xlarge"), Member("reader", "db.r7g.large")));

    [Fact]
    public void Smallest_ServerlessMembers_AreAsLarge() => Assert.Equal(
        ["ok"],
        Judged.By(
            "capacity-from-smallest-failover",
            Cluster(", \"serverlessv2ScalingConfiguration\": {\"minCapacity\": 2, \"maxCapacity\": 16}"),
            Member("writer", "db.serverless"),
            Member("reader", "db.serverless")));

    [Fact]
    public void Smallest_NoReplica_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("capacity-from-smallest-failover", Instance("main", "db.m7g.xlarge")));

    [Fact]
    public void OverDefault_MoreThanTheMemoryIsFor_IsAViolation() => Assert.Equal(
        [
            "violation urn:group: `parameters[0].value`: max_connections 2000 of db-main is above 792, the default for its memory; "
            + "use at most that, or a larger server.",
        ],
        Judged.By("max-connections-over-default", Grouped("2000")));

    [Theory]
    [InlineData("792")]
    [InlineData("LEAST({DBInstanceClassMemory/9531392},5000)")]
    public void OverDefault_Within_IsOk(string value) => Assert.Equal(["ok"], Judged.By("max-connections-over-default", Grouped(value)));

    [Fact]
    public void OverDefault_Unknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:group: `parameters[0].value`: whether max_connections is above the default cannot be told; it depends on `urn:group#parameters[0].value`.",
        ],
        Judged.By("max-connections-over-default", Grouped("?")));

    [Fact]
    public void OverDefault_ClassNotInTheCatalogue_SaysSo() => Assert.Equal(
        [
            "undecided urn:group: `parameters[0].value`: whether max_connections is above the default cannot be told; "
            + "it depends on `urn:main#instanceClass (db.x9.large is not in the catalogue)`.",
        ],
        Judged.By("max-connections-over-default", Grouped("2000", "db.x9.large")));

    [Fact]
    public void OverDefault_NothingStated_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("max-connections-over-default", Instance("main", "db.m7g.large")));

    private static ResourceNode Replica(string instanceClass) => Given.Resource(
        "aws:rds/instance:Instance", "replica", $$$"""{"identifier": "db-replica", "replicateSourceDb": "main", "instanceClass": "{{{instanceClass}}}"}""");

    private static ResourceNode Cluster(string more = "") =>
        Given.Resource("aws:rds/cluster:Cluster", "main", $$$"""{"clusterIdentifier": "main", "engine": "aurora-postgresql" {{{more}}} }""");

    private static ResourceNode Member(string name, string instanceClass) => Given.Resource(
        "aws:rds/clusterInstance:ClusterInstance", name, $$$"""{"identifier": "{{{name}}}", "clusterIdentifier": "main", "instanceClass": "{{{instanceClass}}}"}""");

    private static ResourceNode[] Grouped(string value, string instanceClass = "db.m7g.large") =>
    [
        Given.Resource("aws:rds/parameterGroup:ParameterGroup", "group", $$$"""
            {"name": "group", "parameters": [{"name": "max_connections", "value": "{{{value}}}", "applyMethod": "pending-reboot"}]}
            """),
        Given.Resource("aws:rds/instance:Instance", "main", $$$"""
            {"identifier": "db-main", "engine": "postgres", "engineVersion": "16.9", "instanceClass": "{{{instanceClass}}}", "parameterGroupName": "group"}
            """),
    ];
}
