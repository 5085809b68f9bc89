namespace Infra.Policies.Rules.Tests.Servers;

public class ReadsAtReplicasTests
{
    private const string Rule = "read-route-target";
    private const string Question = "whether readers reach a replica cannot be told; it depends on ";

    [Fact]
    public void Judge_EndpointOfAClusterWithReaders_IsOk() => Assert.Equal(["ok"], Cluster(2, "READ_ONLY"));

    [Fact]
    public void Judge_EndpointOfAnInstance_IsAViolation() => Assert.Equal(
        [
            "violation urn:endpoint: `targetRole`: a READ_ONLY endpoint of a proxy whose target is an RDS instance has no reader behind it; "
            + "let readers connect to the replica itself or through PgBouncer, or make the target an Aurora cluster.",
        ],
        Judged.By(Rule, [GivenAws.Instance(), .. GivenAws.Proxy(), GivenAws.Endpoint("READ_ONLY")]));

    [Fact]
    public void Judge_EndpointOfAClusterWithoutReaders_IsAViolation() => Assert.Equal(
        [
            "violation urn:endpoint: `targetRole`: a READ_ONLY endpoint of a proxy whose cluster has no reader has nothing behind it; "
            + "add a cluster instance, or remove the endpoint.",
        ],
        Cluster(1, "READ_ONLY"));

    [Fact]
    public void Judge_UnknownRole_IsUndecided() => Assert.Equal(
        [$"undecided urn:endpoint: `targetRole`: {Question}`urn:endpoint#targetRole`."],
        Judged.By(Rule, [GivenAws.Instance(), .. GivenAws.Proxy(), GivenAws.Endpoint("?")]));

    [Fact]
    public void Judge_EndpointWithoutATarget_IsUndecided() => Assert.Equal(
        [$"undecided urn:endpoint: `targetRole`: {Question}`urn:proxy#targets`."], Judged.By(Rule, [.. GivenAws.Proxy()[..2], GivenAws.Endpoint("READ_ONLY")]));

    [Fact]
    public void Judge_EndpointForWriting_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By(Rule, [GivenAws.Instance(), .. GivenAws.Proxy(), GivenAws.Endpoint("READ_WRITE")]));

    [Theory]
    [InlineData("host=replica.example.com")]
    [InlineData("host=db.example.com port=5433")]
    public void Judge_EntryAtAReplica_IsOk(string place) => Assert.Equal(["ok"], Entries($"app_ro = {place} dbname=app"));

    [Fact]
    public void Judge_EntryAtThePrimary_IsAViolation() => Assert.Equal(
        [
            "violation urn:files: `data.pgbouncer.ini:3 [databases] app_ro`: the entry `app_ro` leads to the same server as `app`, which is the primary; "
            + "lead it to a replica.",
        ],
        Entries("app_ro = host=db.example.com dbname=app"));

    [Theory]
    [InlineData("replica.example.com", "ok")]
    [InlineData("db.example.com", "violation urn:fides: `spec.template.spec.containers[0].env[1].value`: fides read-only reads from `db.example.com`, where others write; give it the host of a replica.")]
    [InlineData("!db.example.com", "violation urn:fides: `spec.template.spec.containers[0].env[1].value`: fides read-only reads from the host, where others write; give it the host of a replica.")]
    [InlineData("?", "undecided urn:fides: `spec.template.spec.containers[0].env[1].value`: whether readers reach a replica cannot be told; it depends on `urn:fides#spec.template.spec.containers[0].env[1].value`.")]
    public void Judge_TwoHostsOfAProgram_MustDiffer(string host, string expected) => Assert.Equal(
        [expected],
        Judged.By(Rule, GivenPods.Program(
            "fides", 1, ("FIDES__DATABASE__SERVER", "db.example.com"), ("FIDES__DATABASE__READONLY_SERVER", host), ("FIDES__DATABASE__API_ENGINE_POOL_SIZE", "5"))));

    [Fact]
    public void Judge_ReaderAtAPrimary_IsAViolation() => Assert.Equal(
        ["violation urn:claim: `host`: claim reads from `db.example.com`, which is the primary; give it the host of a replica."],
        Judged.By(Rule, GivenAws.Instance(), Given.Resource("pooling:index:ConnectionClaim", "claim", """{"host": "db.example.com", "route": "readOnly"}""")));

    [Fact]
    public void Judge_NoReader_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenPods.Through()));

    private static IReadOnlyList<string> Entries(string entry) =>
        Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files($"[databases]\napp = host=db.example.com\n{entry}\n[pgbouncer]\npool_mode = transaction\n"));

    private static IReadOnlyList<string> Cluster(int instances, string role) => Judged.By(
        Rule,
        [
            Given.Resource("aws:rds/cluster:Cluster", "cluster", """{"engine": "aurora-postgresql", "clusterIdentifier": "db"}"""),
            .. Enumerable.Range(0, instances).Select(number => Given.Resource(
                "aws:rds/clusterInstance:ClusterInstance", $"instance-{number}", """{"clusterIdentifier": "db", "instanceClass": "db.r7g.large"}""")),
            .. GivenAws.Proxy(target: "dbClusterIdentifier"), GivenAws.Endpoint(role),
        ]);
}
