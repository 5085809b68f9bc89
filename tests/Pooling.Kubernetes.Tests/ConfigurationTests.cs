using System.Text.Json.Nodes;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task ConfigMap_Data_IsThePlansFileAndTheScript()
    {
        var plan = Given.Plan();

        var (run, _) = await Run.PoolAsync(Given.Args(plan, Given.Pem()));

        var data = run["ConfigMap"]["data"]!.AsObject();
        Assert.Equal(["hba.conf", "pgbouncer.ini", "pods", "pooler.sh"], data.Select(file => file.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            plan.PgBouncer!.Render().Replace("auth_type = scram-sha-256\n", "auth_type = hba\n", StringComparison.Ordinal)
                .Replace("auth_file = userlist.txt\n", "auth_file = userlist.txt\nauth_hba_file = hba.conf\n", StringComparison.Ordinal),
            data["pgbouncer.ini"]!.ToString());
        Assert.Equal(
            """
            local pgbouncer pooler_admin,pooler_stats scram-sha-256
            hostssl pgbouncer pooler_admin,pooler_stats 127.0.0.1/32 scram-sha-256
            hostssl pgbouncer pooler_admin,pooler_stats ::1/128 scram-sha-256
            host pgbouncer all 0.0.0.0/0 reject
            host pgbouncer all ::/0 reject
            hostssl all all 0.0.0.0/0 scram-sha-256
            hostssl all all ::/0 scram-sha-256

            """,
            data["hba.conf"]!.ToString());
        Assert.Equal(PoolerScript.Text, data["pooler.sh"]!.ToString());
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
        var sources = run.Pod["volumes"]![0]!["projected"]!["sources"]!.AsArray();
        var mounted = sources.SelectMany(source => source!["secret"]?["items"]?.AsArray() ?? []).Select(item => item!["path"]!.ToString());
        Assert.Equal(named.Order(StringComparer.Ordinal), mounted.Order(StringComparer.Ordinal));
        Assert.Equal("pool", sources[0]!["configMap"]!["name"]!.ToString());
        Assert.Null(sources[0]!["configMap"]!["items"]);
    }

    [Fact]
    public async Task Volume_Mounted_IsWhereTheContainerStarts()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal(
            """[{"name": "configuration", "mountPath": "/etc/pgbouncer", "readOnly": true}, {"name": "run", "mountPath": "/run/pgbouncer"}]""",
            run.Container["volumeMounts"]);
        Assert.Equal("/etc/pgbouncer", run.Container["workingDir"]!.ToString());
        Json.Equal("""["/bin/sh", "/etc/pgbouncer/pooler.sh"]""", run.Container["command"]);
        // 0440: the group of the pod reads, nobody writes.
        var volume = run.Pod["volumes"]![0]!;
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
    public async Task Hash_WhatARunningPodTakesOver_StaysTheSame()
    {
        var changed = Given.Passwords.ToDictionary(password => password.Key, password => password.Key == "app" ? "changed" : password.Value);
        PgBouncerPoolArgs[] variants =
        [
            Given.Args(certificates: Given.Pem()),
            Given.Args(Given.Plan(pooler: "\"settings\": {\"reserve_pool_size\": 5, \"max_prepared_statements\": 100}"), Given.Pem()),
            Given.Args(certificates: Given.Pem(), credentials: changed),
            Given.Args(certificates: Given.Pem(certificate: "RENEWED")),
            Given.Args(certificates: Given.Pem(authority: "ANOTHER")),
        ];

        var hashes = new HashSet<string?>();
        foreach (var args in variants)
            hashes.Add((await Run.PoolAsync(args)).Run.Hash);

        Assert.NotNull(Assert.Single(hashes));
    }

    [Theory]
    [InlineData("\"port\": 6543")]
    [InlineData("\"version\": \"1.25.0\"")]
    [InlineData("\"settings\": {\"listen_backlog\": 1024}")]
    [InlineData("\"settings\": {\"pkt_buf\": 8192}")]
    public async Task Hash_WhatPgBouncerReadsOnceOnly_Changes(string pooler)
    {
        var (before, _) = await Run.PoolAsync(Given.Args());
        var (after, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: pooler)));

        Assert.NotEqual(before.Hash, after.Hash);
    }

    [Theory]
    [InlineData("{\"min\": 3, \"max\": 4}")]
    [InlineData("{\"min\": 2, \"max\": 6}")]
    [InlineData("5")]
    public async Task Template_ReplicasOfThePooler_DoNotCauseARollout(string replicas)
    {
        const string Sizes = "\"settings\": {\"default_pool_size\": 10, \"max_client_conn\": 500}";
        var (one, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: $"\"replicas\": {{\"min\": 2, \"max\": 4}}, {Sizes}")));
        var (other, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: $"\"replicas\": {replicas}, {Sizes}")));

        Json.Equal(one.Workload["spec"]!["template"]!.ToJsonString(), other.Workload["spec"]!["template"]);
    }
}
