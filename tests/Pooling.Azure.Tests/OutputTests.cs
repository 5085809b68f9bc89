using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.Utilities;
using Npgsql = System.Data.Common.DbConnectionStringBuilder;

namespace Infra.Pooling.Azure.Tests;

public sealed class OutputTests
{
    private const string Writer = "db-endpoint-pair-4711.writer.postgres.database.azure.com";
    private const string Reader = "db-endpoint-pair-4711.reader.postgres.database.azure.com";

    [Fact]
    public async Task Hosts_VirtualEndpoint_AreItsNames()
    {
        var (run, pool) = await Run.PoolAsync(Given.Args(""", "replicas": 2, "flexibleServer": {"reader": 2}"""));

        Assert.Equal((Writer, Reader), (await Run.ValueAsync(pool.ReadWriteHost), await Run.ValueAsync(pool.ReadOnlyHost)));
        Assert.Equal([Reader], (await Run.ValueAsync(pool.ReadOnlyHosts)).AsEnumerable());
        Json.Equal(
            """{"endpointType":"ReadWrite","members":["db-replica-2-4711"],"resourceGroupName":"rg","serverName":"db-4711"}""",
            run["VirtualEndpoint", "db-endpoint-pair"]);
    }

    [Fact]
    public async Task Hosts_ReaderOnThePrimary_LeadsThere()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1, "flexibleServer": {"reader": "primary"}"""));

        Assert.Equal("""["db-4711"]""", run["VirtualEndpoint", "db-endpoint-pair"]["members"]!.ToJsonString());
    }

    [Fact]
    public async Task Hosts_ReplicasThemselves_AreAllNamed()
    {
        var (run, pool) = await Run.PoolAsync(Given.Args(""", "replicas": 2, "flexibleServer": {"reads": "replicas"}"""));

        Assert.Equal("db-4711.postgres.database.azure.com", await Run.ValueAsync(pool.ReadWriteHost));
        Assert.Equal(
            ["db-replica-1-4711.postgres.database.azure.com", "db-replica-2-4711.postgres.database.azure.com"],
            (await Run.ValueAsync(pool.ReadOnlyHosts)).AsEnumerable());
        Assert.Equal(
            ["direct", "directReadOnly", "directReadOnly2", "readOnly", "readOnly2", "readWrite"],
            (await Run.ValueAsync(pool.Connections)).Keys.Order(StringComparer.Ordinal));
        Assert.Empty(run.Names("VirtualEndpoint"));
    }

    [Fact]
    public async Task Connections_EveryWay_HasItsHostAndPort()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args(""", "replicas": 1"""));

        var connections = await Run.ValueAsync(pool.Connections);
        Assert.Equal(
            [("direct", Writer, "5432"), ("directReadOnly", Reader, "5432"), ("readOnly", Reader, "6432"), ("readWrite", Writer, "6432")],
            connections.OrderBy(way => way.Key, StringComparer.Ordinal).Select(way =>
            {
                var parsed = new Npgsql { ConnectionString = way.Value["npgsql"] };
                return (way.Key, (string)parsed["Host"], (string)parsed["Port"]);
            }));
        Assert.Equal(
            ["asyncpg", "jdbc", "keywords", "node-postgres", "npgsql", "pgx", "prisma", "psycopg", "sqlalchemy", "uri"],
            connections["readWrite"].Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Outputs_WithPasswords_AreSecret()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args());

        Assert.True(await Output.IsSecretAsync(pool.Connections));
        Assert.True(await Output.IsSecretAsync(pool.DatabaseSql));
        Assert.False(await Output.IsSecretAsync(pool.ReadWriteHost));
    }

    [Fact]
    public async Task Outputs_InAPreview_KnowWhatThePlanKnows()
    {
        var (run, pool) = await Run.PoolAsync(
            Given.Args(""", "replicas": 1, "maxConnections": 2000""", vault: new("kv", "rg-kv")), isPreview: true);

        Assert.False(await OutputUtilities.GetIsKnownAsync(pool.ReadWriteHost));
        Assert.False(await OutputUtilities.GetIsKnownAsync(pool.Connections));
        Assert.False(await OutputUtilities.GetIsKnownAsync(pool.RestartRequired));
        Assert.Equal(6432, await Run.ValueAsync(pool.Port));
        Assert.StartsWith("When the primary restarts", await Run.ValueAsync(pool.FailoverNote), StringComparison.Ordinal);
        Assert.Equal("2000", run["Configuration", "db-max_connections"]["value"]!.ToString());
        Assert.Null(run["Configuration", "db-max_connections"]["serverName"]);
    }

    [Fact]
    public async Task RestartRequired_StaticParameters_AreNamedByServer()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args(
            """, "replicas": 1, "maxConnections": 2000, "flexibleServer": {"parameters": {"max_wal_senders": 12}}"""));

        Assert.Equal(["db-replica-1/max_connections", "db/max_connections"], (await Run.ValueAsync(pool.RestartRequired)).AsEnumerable());
    }

    [Fact]
    public async Task DatabaseSql_Roles_GetVerifiersAndNoPassword()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args(
            workloads: """, {"name": "w", "replicas": 1, "pool": {"size": 1}, "user": "it's"}"""));

        var sql = await Run.ValueAsync(pool.DatabaseSql);
        Assert.Contains("""ALTER ROLE "it's" LOGIN PASSWORD 'SCRAM-SHA-256$""", sql, StringComparison.Ordinal);
        Assert.Contains("""ALTER ROLE "app" LOGIN PASSWORD 'SCRAM-SHA-256$""", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("p@ss", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructor_PasswordMissing_NamesTheRole()
    {
        var args = Given.Args();
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Run.PoolAsync(new()
        {
            Plan = args.Plan,
            ResourceGroupName = "rg",
            Credentials = new Dictionary<string, string> { ["app"] = "p@ss" },
        }));

        Assert.Contains(
            "`credentials.pooling_admin`: is missing; allowed: a password for each role of the plan; fix: give pooling_admin a password",
            exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("p@ss", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vault_EveryFormAndWorkload_IsASecretUnderItsOwnName()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(vault: new("kv", "rg-kv")));

        Assert.Equal(21, run.Names("Secret").Count());
        Assert.Equal(["kv"], run.Names("Secret").Select(name => run["Secret", name]["vaultName"]!.ToString()).Distinct());
        Assert.Equal("db-readWrite-node-postgres", run["Secret", "db-readWrite-node-postgres"]["secretName"]!.ToString());
        Assert.StartsWith(
            "Host=db-4711.postgres.database.azure.com;Port=6432;",
            run["Secret", "db-workload-api"]["properties"]!["value"]!.ToString(), StringComparison.Ordinal);
        var properties = await Run.ValueAsync(run.ArgsOf<SecretArgs>("db-direct-uri").Properties.ToOutput());
        Assert.True(await Output.IsSecretAsync(properties.Value!.ToOutput()));
    }

    [Fact]
    public async Task Vault_WithAReplica_HasEveryFormOfWriterAndReaderPooledAndDirect()
    {
        var (run, pool) = await Run.PoolAsync(Given.Args(""", "replicas": 1""", vault: new("kv", "rg-kv")));

        string ValueOf(string name) => run["Secret", name]["properties"]!["value"]!.ToString();
        var connections = await Run.ValueAsync(pool.Connections);
        Assert.Equal(
            ["direct", "directReadOnly", "readOnly", "readWrite"], connections.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((4 * 10) + 1, run.Names("Secret").Count());
        foreach (var (way, forms) in connections)
        {
            foreach (var (form, text) in forms)
            {
                Assert.Equal(text, ValueOf($"db-{way}-{form}"));
                Assert.Contains(way.Contains("Only", StringComparison.Ordinal) ? Reader : Writer, text, StringComparison.Ordinal);
                Assert.Contains(way.StartsWith("direct", StringComparison.Ordinal) ? "5432" : "6432", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task FailoverNote_Figures_AreThoseInTheStrings()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args());

        var parsed = new Npgsql { ConnectionString = (await Run.ValueAsync(pool.Connections))["readWrite"]["npgsql"] };
        var text = await Run.ValueAsync(pool.FailoverNote);
        Assert.Contains(
            $"give up an attempt after {parsed["Timeout"]}s and a command after {parsed["Command Timeout"]}s",
            text, StringComparison.Ordinal);
        Assert.Equal(("60", "10", "300"), (parsed["Tcp Keepalive Time"], parsed["Tcp Keepalive Interval"], parsed["Connection Lifetime"]));
        Assert.Contains(
            "notice a dead server after 1m of silence and 3 probes 10s apart, and keep no connection longer than 5m",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructor_Passwords_AreOnlyInSecrets()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1""", vault: new("kv", "rg-kv"), workspace: "/ws"));

        foreach (var (resource, args, _) in run.Seen.Where(seen => seen.Args is not null))
        {
            var (kind, name) = (resource.GetResourceType().Split(':')[^1], resource.GetResourceName());
            var holds = run[kind, name].ToJsonString().Contains("s p@ss", StringComparison.Ordinal)
                || run[kind, name].ToJsonString().Contains("p%40ss", StringComparison.Ordinal);
            Assert.Equal(kind == "Secret" || (kind, name) == ("Server", "db"), holds);
            if (args is SecretArgs secret)
                Assert.True(await Output.IsSecretAsync((await Run.ValueAsync(secret.Properties.ToOutput())).Value!.ToOutput()));
        }
    }

    [Theory]
    [InlineData(
        "d_b",
        "`name`: cannot begin the name of a secret (received d_b); allowed: letters, digits and hyphens; "
        + "fix: choose another, or leave out the vault")]
    public async Task Constructor_NameThatNoSecretMayHave_IsRefusedBeforeAnythingIsRegistered(string name, string message)
    {
        Run? seen = null;
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Run.ProgramAsync(run =>
        {
            seen = run;
            _ = new FlexibleServerPool(name, Given.Args(vault: new("kv", "rg-kv")), run.Watched);
        }));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Empty(seen!.Registered);
    }

    [Fact]
    public async Task Constructor_PlanOfAnotherTarget_IsRefusedBeforeAnythingIsRegistered()
    {
        using var json = System.Text.Json.JsonDocument.Parse("""
            {"target": "kubernetes", "database": {"name": "a", "user": "a", "host": "db", "maxConnections": 100},
             "workloads": [{"name": "api", "replicas": 1, "pool": {"size": 1}}]}
            """);
        var plan = PoolPlan.Create(Specification.PoolingSpecification.Read(json.RootElement), new DateOnly(2026, 11, 1));
        Run? seen = null;
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Run.ProgramAsync(run =>
        {
            seen = run;
            _ = new FlexibleServerPool("db", new() { Plan = plan, Credentials = [], ResourceGroupName = "rg" }, run.Watched);
        }));

        Assert.Contains(
            "FlexibleServerPool db cannot be made:\n"
            + "  `plan.target`: is not azure (received kubernetes); allowed: azure; fix: plan a specification with `target: azure`\n",
            exception.Message, StringComparison.Ordinal);
        Assert.Empty(seen!.Registered);
    }
}
