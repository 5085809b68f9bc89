using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task ConfigMap_Data_IsThePlansFileAndNothingElse()
    {
        var plan = Given.Plan();

        var (run, _) = await Run.PoolAsync(Given.Args(plan, Given.Pem()));

        var data = Assert.Single(run["ConfigMap"]["data"]!.AsObject());
        Assert.Equal("pgbouncer.ini", data.Key);
        Assert.Equal(plan.PgBouncer!.Render(), data.Value!.ToString());
    }

    [Fact]
    public async Task ConfigMap_Text_HoldsNoSecret()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));

        var text = run["ConfigMap"].ToJsonString();
        Assert.DoesNotContain("SCRAM-SHA-256", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", text, StringComparison.Ordinal);
        Assert.All(Given.Passwords.Values, password => Assert.DoesNotContain(JsonValue.Create(password)!.ToJsonString().Trim('"'), text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Volume_Paths_AreTheFilesThatTheConfigurationNames(bool pem)
    {
        var (run, _) = await Run.PoolAsync(Given.Args(certificates: pem ? Given.Pem() : null));

        var settings = IniParser.Parse("pgbouncer.ini", run["ConfigMap"]["data"]!["pgbouncer.ini"]!.ToString(), _ => null).Settings;
        var named = new[] { "auth_file", "client_tls_cert_file", "client_tls_key_file", "server_tls_ca_file" }.Select(setting => settings[setting].Value);
        var sources = run.Pod["volumes"]!.AsArray().Single()!["projected"]!["sources"]!.AsArray();
        var mounted = sources.SelectMany(source => source!["secret"]?["items"]?.AsArray() ?? []).Select(item => item!["path"]!.ToString());
        Assert.Equal(named.Order(StringComparer.Ordinal), mounted.Order(StringComparer.Ordinal));
        Assert.Equal("pool", sources[0]!["configMap"]!["name"]!.ToString());
        Assert.Null(sources[0]!["configMap"]!["items"]);
    }

    [Fact]
    public async Task Volume_Mounted_IsWhereTheContainerStarts()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal("""[{"name": "configuration", "mountPath": "/etc/pgbouncer", "readOnly": true}]""", run.Container["volumeMounts"]);
        Assert.Equal("/etc/pgbouncer", run.Container["workingDir"]!.ToString());
        Json.Equal("""["pgbouncer", "pgbouncer.ini"]""", run.Container["command"]);
        // 0440: the group of the pod reads, nobody writes.
        var volume = run.Pod["volumes"]!.AsArray().Single()!;
        Assert.Equal("configuration", volume["name"]!.ToString());
        Assert.Equal("440", Convert.ToString((int)volume["projected"]!["defaultMode"]!.GetValue<double>(), 8));
    }

    [Fact]
    public async Task Hash_EqualInput_IsEqual()
    {
        var (one, _) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));
        var (other, _) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));

        Assert.Matches("^[0-9a-f]{64}$", one.Hash);
        Assert.Equal(one.Hash, other.Hash);
    }

    [Fact]
    public async Task Hash_AnyChangedFile_Changes()
    {
        var changed = Given.Passwords.ToDictionary(password => password.Key, password => password.Key == "app" ? "changed" : password.Value);
        PgBouncerPoolArgs[] variants =
        [
            Given.Args(certificates: Given.Pem()),
            Given.Args(Given.Plan(pooler: "\"settings\": {\"reserve_pool_size\": 5}"), Given.Pem()),
            Given.Args(certificates: Given.Pem(), credentials: changed),
            Given.Args(certificates: Given.Pem(certificate: "RENEWED")),
            Given.Args(certificates: Given.Pem(authority: "ANOTHER")),
        ];

        var hashes = new HashSet<string?>();
        foreach (var args in variants)
            hashes.Add((await Run.PoolAsync(args)).Run.Hash);

        Assert.Equal(variants.Length, hashes.Count);
        Assert.DoesNotContain(null, hashes);
    }

    [Fact]
    public async Task Hash_ReplicasOfThePooler_DoNotCauseARollout()
    {
        var (one, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"replicas\": {\"min\": 2, \"max\": 4, \"surge\": 1}, \"settings\": {\"default_pool_size\": 10, \"max_client_conn\": 500}")));
        var (other, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"replicas\": {\"min\": 3, \"max\": 4, \"surge\": 1}, \"settings\": {\"default_pool_size\": 10, \"max_client_conn\": 500}")));

        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(Replicas(one), Replicas(other));
    }

    private static string Replicas(Run run) => run["Deployment"]["spec"]!["replicas"]!.GetValue<double>().ToString(CultureInfo.InvariantCulture);
}
