namespace Infra.Pooling.Kubernetes.Tests;

public sealed class IsolationTests
{
    private const string Pods = """{"podSelector": {"matchLabels": {"app.kubernetes.io/name": "pgbouncer", "app.kubernetes.io/instance": "pool"}}}""";
    private const string Names = """
        {"to": [{"namespaceSelector": {}, "podSelector": {"matchLabels": {"k8s-app": "kube-dns"}}}, {"ipBlock": {"cidr": "169.254.20.10/32"}}],
         "ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]}
        """;

    [Fact]
    public async Task NetworkPolicy_Default_LetsInLabelledClientsAndPeersAndOutToNamesAndDatabase()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal(
            $$$$"""
            {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "pgbouncer", "app.kubernetes.io/instance": "pool"}},
             "policyTypes": ["Ingress", "Egress"],
             "ingress": [
                {"from": [{"namespaceSelector": {}, "podSelector": {"matchLabels": {"pooling.infra/client": "pool"}}}], "ports": [{"port": 6432, "protocol": "TCP"}]},
                {"from": [{{{{Pods}}}}], "ports": [{"port": 6432, "protocol": "TCP"}]}],
             "egress": [
                {{{{Names}}}},
                {"ports": [{"port": 5432, "protocol": "TCP"}]},
                {"to": [{{{{Pods}}}}], "ports": [{"port": 6432, "protocol": "TCP"}]}]}
            """,
            run["NetworkPolicy"]["spec"]);
    }

    [Fact]
    public async Task NetworkPolicy_NetworksAndMetrics_NarrowsTheDatabaseAndLetsPrometheusIn()
    {
        const string Pooler = "\"peering\": false, \"metrics\": true, \"processes\": 2, \"databaseNetworks\": [\"10.0.0.0/16\"]";
        const string Database = """
            "host": "db.example.com", "port": 5433, "maxConnections": 200, "replicas": 1, "readHosts": ["replica.example.com:5434"]
            """;
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(Database, Pooler)));

        Json.Equal(
            $$$$"""
            [{{{{Names}}}}, {"to": [{"ipBlock": {"cidr": "10.0.0.0/16"}}], "ports": [{"port": 5433, "protocol": "TCP"}, {"port": 5434, "protocol": "TCP"}]}]
            """,
            run["NetworkPolicy"]["spec"]!["egress"]);
        Json.Equal(
            """
            {"from": [{"namespaceSelector": {}, "podSelector": {"matchLabels": {"app.kubernetes.io/name": "prometheus"}}}],
             "ports": [{"port": 9127, "protocol": "TCP"}, {"port": 9128, "protocol": "TCP"}]}
            """,
            run["NetworkPolicy"]["spec"]!["ingress"]![1]);
    }

    [Fact]
    public async Task NetworkPolicy_NotWanted_IsNotMade()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"isolation\": false")));

        Assert.DoesNotContain(run.Registered, resource => resource.Contains("NetworkPolicy", StringComparison.Ordinal));
    }
}
