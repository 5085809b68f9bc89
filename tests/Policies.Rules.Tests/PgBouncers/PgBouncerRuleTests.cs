using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.PgBouncers;

public class PgBouncerRuleTests
{
    [Fact]
    public void ReplicasMultiply_TooMany_IsAViolation() => Assert.Equal(
        [
            "violation urn:pooler: `spec.replicas`: the pods of pooler open up to (4 + 1) × 1 × (200 + 0) = 1000 connections, but main has 783 to use; "
            + "divide default_pool_size by the number of pods, or run fewer.",
        ],
        Judged.By("pgbouncer-replica-multiply", [Server, .. Bouncer("default_pool_size = 200", "4", "1")]));

    [Fact]
    public void ReplicasMultiply_Few_IsOk() =>
        Assert.Equal(["ok"], Judged.By("pgbouncer-replica-multiply", [Server, .. Bouncer("default_pool_size = 50", "4", "1")]));

    [Fact]
    public void ReplicasMultiply_UnknownPods_IsUndecided() =>
        Assert.Equal(
            ["undecided, told by budget-undecidable urn:main: whether the connections fit cannot be told; it depends on `urn:pooler#spec.replicas`."],
            Judged.By("pgbouncer-replica-multiply", [Server, .. Bouncer("default_pool_size = 50", "\"?\"", "1")]));

    [Fact]
    public void ReplicasMultiply_NoPooler_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By("pgbouncer-replica-multiply", Server));

    [Fact]
    public void MaxDbConnections_UncappedForAnyUser_IsAViolation() => Assert.Equal(
        [
            "violation urn:pooler-config: `data.pgbouncer.ini max_db_connections`: nothing caps the connections of app, which may have more than one pool; "
            + "set max_db_connections.",
        ],
        Judged.By("pgbouncer-max-db-connections", Bouncer("default_pool_size = 50", entry: "")));

    [Theory]
    [InlineData("user=app", "default_pool_size = 50")]
    [InlineData("max_db_connections=80", "default_pool_size = 50")]
    [InlineData("", "default_pool_size = 50\nmax_db_connections = 80")]
    public void MaxDbConnections_CappedOrOneUser_IsOk(string entry, string settings) =>
        Assert.Equal(["ok"], Judged.By("pgbouncer-max-db-connections", Bouncer(settings, entry: entry)));

    [Fact]
    public void MaxDbConnections_ConfigurationUnknown_IsUndecided() => Assert.Equal(
        ["undecided urn:pooler: whether every entry is capped cannot be told; it depends on `urn:pooler-config#data.pgbouncer.ini`."],
        Judged.By("pgbouncer-max-db-connections", Bouncer("?", whole: true)));

    [Fact]
    public void MaxDbConnections_NoPooler_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By("pgbouncer-max-db-connections", Server));

    [Fact]
    public void ClientCap_TooManyClients_IsAViolation() => Assert.Equal(
        [
            "violation urn:api: `spec.replicas`: at pooler, at steady, peak, rollout and failover, 10 × 1 × (100 + 0) = 1000 client connections exceed the 500 "
            + "that the pooler admits (500 × 1 × (2 − 1)); use at most 50 a replica or raise max_client_conn to at least 1000.",
        ],
        Judged.By("pgbouncer-client-cap", [Server, .. Bouncer("max_client_conn = 500", "2"), Api("10")]));

    [Fact]
    public void ClientCap_Enough_IsOk() => Assert.Equal(["ok"], Judged.By("pgbouncer-client-cap", [Server, .. Bouncer("max_client_conn = 1000", "2"), Api("10")]));

    [Fact]
    public void ClientCap_CopiesUnknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:pooler-config: `data.pgbouncer.ini:5 max_client_conn`: whether PgBouncer admits all of its clients cannot be told; "
            + "it depends on `urn:api#spec.replicas`.",
        ],
        Judged.By("pgbouncer-client-cap", [Server, .. Bouncer("max_client_conn = 1000", "2"), Api("\"?\"")]));

    [Fact]
    public void ClientCap_NoClients_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("pgbouncer-client-cap", [Server, .. Bouncer("max_client_conn = 1000", "2")]));

    [Fact]
    public void Readable_BrokenIni_NamesItsLine() => Assert.Equal(
        [
            "violation urn:pooler-config: `data.pgbouncer.ini:5`: pgbouncer.ini cannot be read: `=` is missing after the name; "
            + "allowed: `name = value`, the name of letters, digits, `_`, `.`, `-` and `*`; fix: correct the line, or put `;` in front of it.",
        ],
        Judged.By("resources-readable", Bouncer("default_pool_size 5")));

    [Fact]
    public void Readable_WrongType_IsAViolation() => Assert.Equal(
        ["violation urn:pooler: `spec.replicas`: cannot be used (received \"many\"); allowed: a whole number of 0 or more; fix: write such a value."],
        Judged.By("resources-readable", Bouncer("", "\"many\"")));

    [Fact]
    public void Readable_FaultOfTheGraph_IsAViolation() => Assert.Equal(
        [
            "violation urn:main: the URN stands there twice; the first one is judged; allowed: a tree of resources, each of which stands there once; fix: make the file anew.",
        ],
        Judged.By("resources-readable", Server, Server));

    [Fact]
    public void Readable_AllReadable_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By("resources-readable", Bouncer("default_pool_size = 5")));

    private static ResourceNode Server => Given.Resource("aws:rds/instance:Instance", "main", """
        {"identifier": "main", "engine": "postgres", "engineVersion": "16.9", "instanceClass": "db.m7g.large", "address": "main.example.com"}
        """);

    private static ResourceNode Api(string replicas) => GivenKubernetes.Deployment("api", replicas, "0", ("ConnectionStrings__App", "Host=pooler;Port=6432;Database=app;Username=api"));

    private static ResourceNode[] Bouncer(string settings, string replicas = "2", string surge = "0", string entry = "user=app", bool whole = false) =>
        GivenKubernetes.PgBouncer(whole ? settings : $"[databases]\napp = host=main.example.com {entry}\n\n[pgbouncer]\n{settings}\n", replicas, surge);
}
