using Npgsql = System.Data.Common.DbConnectionStringBuilder;

namespace Infra.Pooling.Azure.Tests;

/// <summary>Several databases on one server.</summary>
public sealed class DatabaseTests
{
    private const string Databases = """, "replicas": 1, "flexibleServer": {"databases": ["audit", "archive"], "protect": true}""";

    private const string Auditor = """
        , {"name": "auditor", "replicas": 1, "pool": {"size": 3}, "driver": "npgsql", "database": "audit", "user": "auditor"},
        {"name": "listener", "replicas": 1, "pool": {"size": 1}, "driver": "npgsql", "database": "audit", "route": "direct"},
        {"name": "reports", "replicas": 1, "pool": {"size": 2}, "driver": "npgsql", "database": "audit", "route": "readOnly"}
        """;

    [Fact]
    public async Task Constructor_FurtherDatabases_AreMadeOneAfterAnotherBeforeTheReplica()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Databases));

        Assert.Equal(["db-database", "db-database-audit", "db-database-archive"], run.Names("Database"));
        Json.Equal(
            """{"charset":"UTF8","collation":"en_US.utf8","databaseName":"audit","resourceGroupName":"rg","serverName":"db-4711"}""",
            run["Database", "db-database-audit"]);
        Assert.Contains("Database db-database", await run.WaitsForAsync("Database", "db-database-audit"));
        Assert.Contains("Database db-database-archive", await run.WaitsForAsync("Server", "db-replica-1"));
        Assert.All(
            run.Seen.Where(seen => seen.Resource is Pulumi.AzureNative.DBforPostgreSQL.Database),
            seen => Assert.True(seen.Options.Protect));
    }

    [Fact]
    public async Task WorkloadConnections_FurtherDatabase_IsReachedOnEveryRouteWithTheOwnRole()
    {
        var (run, pool) = await Run.PoolAsync(Given.Args(Databases, Auditor, vault: new("kv", "rg-kv")));

        var connections = await Run.ValueAsync(pool.WorkloadConnections);
        Assert.Equal(
            [
                ("api", "writer", "6432", "orders", "app"), ("auditor", "writer", "6432", "audit", "auditor"),
                ("listener", "writer", "5432", "audit", "app"), ("reports", "reader", "6432", "audit", "app"),
            ],
            connections.OrderBy(connection => connection.Key, StringComparer.Ordinal).Select(connection =>
            {
                var parsed = new Npgsql { ConnectionString = connection.Value };
                return (connection.Key, ((string)parsed["Host"]).Split('.')[1], (string)parsed["Port"], (string)parsed["Database"],
                    (string)parsed["Username"]);
            }));
        Assert.Equal(connections["auditor"], run["Secret", "db-workload-auditor"]["properties"]!["value"]!.ToString());
        var main = (await Run.ValueAsync(pool.Connections))["readWrite"]["npgsql"];
        Assert.Equal("orders", new Npgsql { ConnectionString = main }["Database"]);
        Assert.True(await Pulumi.Output.IsSecretAsync(pool.WorkloadConnections));
    }

    [Fact]
    public async Task FurtherDatabaseSql_EachDatabase_HasItsRolesWithTheSameVerifiers()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args(Databases, Auditor));

        var further = await Run.ValueAsync(pool.FurtherDatabaseSql);
        string[] Verifiers(string sql) => [.. sql.Split('\n').Where(line => line.Contains("LOGIN PASSWORD", StringComparison.Ordinal))];
        var (main, audit) = (Verifiers(await Run.ValueAsync(pool.DatabaseSql)), Verifiers(further["audit"]));
        Assert.Equal(["archive", "audit"], further.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(main, audit[..1]);
        Assert.StartsWith("""ALTER ROLE "auditor" LOGIN PASSWORD 'SCRAM-SHA-256$""", Assert.Single(audit[1..]), StringComparison.Ordinal);
        Assert.Equal(main, Verifiers(further["archive"]));
        Assert.DoesNotContain("p@ss", further["audit"], StringComparison.Ordinal);
        Assert.True(await Pulumi.Output.IsSecretAsync(pool.FurtherDatabaseSql));
    }
}
