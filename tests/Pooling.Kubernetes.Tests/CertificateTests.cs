namespace Infra.Pooling.Kubernetes.Tests;

public sealed class CertificateTests
{
    [Fact]
    public async Task Volume_ExistingSecrets_ProjectsTheirKeys()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal(
            """
            [{"configMap": {"name": "pool"}},
             {"secret": {"name": "pool-users", "items": [{"key": "userlist.txt", "path": "userlist.txt"}]}},
             {"secret": {"name": "server-tls", "items": [{"key": "tls.crt", "path": "tls/tls.crt"}, {"key": "tls.key", "path": "tls/tls.key"}]}},
             {"secret": {"name": "database-ca", "items": [{"key": "ca.crt", "path": "tls/database-ca.crt"}]}}]
            """,
            run.Pod["volumes"]![0]!["projected"]!["sources"]);
    }

    [Fact]
    public async Task Volume_Pem_ProjectsTheSecretOfItsOwn()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));

        Json.Equal(
            """{"tls.crt": "CERTIFICATE", "tls.key": "PRIVATE KEY", "database-ca.crt": "AUTHORITY"}""",
            run["Secret", "pool-tls"]["stringData"]);
        Json.Equal(
            """
            {"secret": {"name": "pool-tls", "items": [
                {"key": "tls.crt", "path": "tls/tls.crt"}, {"key": "tls.key", "path": "tls/tls.key"},
                {"key": "database-ca.crt", "path": "tls/database-ca.crt"}]}}
            """,
            run.Pod["volumes"]![0]!["projected"]!["sources"]![2]);
    }

    [Fact]
    public async Task Issuer_OfCertManager_IsAskedForTheNamesOfTheServices()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(
            Given.Plan(pooler: "\"host\": \"pooler.example.com\""), PoolerCertificates.FromIssuer("ClusterIssuer", "internal", "database-ca")));

        Json.Equal(
            """
            {"secretName": "pool-tls",
             "dnsNames": ["pool.pooling.svc", "pool.pooling.svc.cluster.local", "pool.pooling",
                          "pool-ro.pooling.svc", "pool-ro.pooling.svc.cluster.local", "pool-ro.pooling", "pooler.example.com"],
             "usages": ["digital signature", "key encipherment", "server auth"],
             "privateKey": {"algorithm": "ECDSA", "size": 256, "rotationPolicy": "Always"},
             "issuerRef": {"group": "cert-manager.io", "kind": "ClusterIssuer", "name": "internal"}}
            """,
            run["Certificate", "pool-tls"]["spec"]);
        Json.Equal(
            """{"secret": {"name": "pool-tls", "items": [{"key": "tls.crt", "path": "tls/tls.crt"}, {"key": "tls.key", "path": "tls/tls.key"}]}}""",
            run.Pod["volumes"]![0]!["projected"]!["sources"]![2]);
    }
}
