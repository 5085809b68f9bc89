using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pooling.Aws.Tests.Support;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Aws.SecretsManager;
using Pulumi.Utilities;

namespace Infra.Pooling.Aws.Tests;

/// <summary>The users of a pool: their secrets, and what workloads and the database are told of them.</summary>
public class RdsProxyUserTests
{
    [Fact]
    public async Task VariablesOf_AWorkload_AreASecretForAnyStoreOfSecrets()
    {
        RdsProxyPool? pool = null;
        await Cloud.RunAsync(() => pool = Given.Pool(Given.Aurora()));
        var variables = pool!.VariablesOf("search");

        Assert.True(await Output.IsSecretAsync(variables));
        var known = await OutputUtilities.GetValueAsync(variables);
        Assert.Contains(known.Values, value => value.Contains("pooler-read-only.proxy.test", StringComparison.Ordinal));
        Assert.Equal(
            "The plan has no workload report, only api, search. (Parameter 'workload')",
            Assert.Throws<ArgumentException>(() => pool.VariablesOf("report")).Message);
    }

    [Fact]
    public async Task VariablesOf_ARoleWithASecretOfItsOwn_SaysSo()
    {
        RdsProxyPool? pool = null;
        var plan = Given.Instance();
        await Cloud.RunAsync(() => pool = new RdsProxyPool(
            "pooler",
            new RdsProxyPoolArgs { Plan = plan, Database = Given.Database(plan), Network = Given.Network() }
                .AddUser(PooledUser.FromSecret("orders", "arn:aws:secretsmanager:eu-west-1:1:secret:orders"))));

        var refusal = await Assert.ThrowsAsync<SpecificationException>(() => OutputUtilities.GetValueAsync(pool!.VariablesOf("api")));
        Assert.Equal(
            "`users.orders`: has a secret of its own, whose password is not known here; allowed: a role with a password; "
            + "fix: add it with PooledUser.WithPassword, or read its secret where the workload runs",
            Assert.Single(refusal.Faults).ToString());
    }

    [Fact]
    public async Task Secrets_OfUsers_AreMarkedAndAppearNowhereElse()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance()));

        var versions = cloud.Resources.Select(seen => seen.Args).OfType<SecretVersionArgs>().ToList();
        Assert.Equal(2, versions.Count);
        foreach (var version in versions)
            Assert.True(await Output.IsSecretAsync(version.SecretString!.ToOutput()));
        var encoded = JsonSerializer.Serialize(Given.Password)[1..^1];
        Assert.All(
            cloud.Registered.Where(args => args.Type != "aws:secretsmanager/secretVersion:SecretVersion"),
            args => Assert.DoesNotContain(encoded, JsonSerializer.Serialize(args.Inputs), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secret_OfAUser_IsWhatTheProxyReads()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance()));

        using var login = JsonDocument.Parse((string)cloud["aws:secretsmanager/secretVersion:SecretVersion", "pooler-user-orders"]["secretString"]);
        Assert.Equal(["username", "password"], login.RootElement.EnumerateObject().Select(entry => entry.Name));
        Assert.Equal("orders", login.RootElement.GetProperty("username").GetString());
        Assert.Equal(Given.Password, login.RootElement.GetProperty("password").GetString());
    }

    [Fact]
    public async Task Secret_OfAConnection_IsSafeForTheProxy()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance()));

        using var all = JsonDocument.Parse((string)cloud["aws:secretsmanager/secretVersion:SecretVersion", "pooler-connection-orders"]["secretString"]);
        var connection = all.RootElement.GetProperty("readWrite");
        Assert.Equal("pooler.proxy.test", connection.GetProperty("host").GetString());
        Assert.Equal(5432, connection.GetProperty("port").GetInt32());
        Assert.Contains("No Reset On Close=true", connection.GetProperty("npgsql").GetString(), StringComparison.Ordinal);
        Assert.All(connection.EnumerateObject(), form => Assert.DoesNotMatch("(^|[?&; ])options=", form.Value.ToString()));
        Assert.Equal("pooler-database.rds.test", all.RootElement.GetProperty("direct").GetProperty("host").GetString());
    }

    [Fact]
    public async Task DatabaseSql_OfUsers_IsSecretAndHoldsVerifiersOnly()
    {
        RdsProxyPool? pool = null;
        await Cloud.RunAsync(() => pool = Given.Pool(Given.Instance()));

        Assert.True(await Output.IsSecretAsync(pool!.DatabaseSql));
        var sql = await OutputUtilities.GetValueAsync(pool.DatabaseSql);
        Assert.Matches("ALTER ROLE \"orders\" LOGIN PASSWORD 'SCRAM-SHA-256\\$4096:", sql);
        Assert.Contains("ALTER ROLE \"orders\" SET statement_timeout = ", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddUser_WithAnExistingSecret_GrantsItAndItsKey()
    {
        var plan = Given.Instance();
        var cloud = await Cloud.RunAsync(() => _ = new RdsProxyPool(
            "pooler", Given.Args(plan, Given.Database(plan)).AddUser(PooledUser.FromSecret("postgres", "arn:aws:secretsmanager:eu-west-1:1:secret:master", "arn:aws:kms:eu-west-1:1:key/master"))));

        Assert.Equal(2, ((ImmutableArray<object>)cloud["aws:rds/proxy:Proxy"]["auths"]).Length);
        var policy = (string)cloud["aws:iam/rolePolicy:RolePolicy"]["policy"];
        Assert.Contains("\"arn:aws:secretsmanager:eu-west-1:1:secret:master\"", policy, StringComparison.Ordinal);
        Assert.Contains("\"arn:aws:kms:eu-west-1:1:key/master\"", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.Resources, seen => seen.Name == "pooler-user-postgres");
    }

    [Fact]
    public async Task AddUser_WithAPassword_MakesItsSecret()
    {
        var plan = Given.Instance();
        var cloud = await Cloud.RunAsync(() => _ = new RdsProxyPool(
            "pooler", Given.Args(plan, Given.Database(plan)).AddUser(PooledUser.WithPassword("role with space", "p"))));

        Assert.StartsWith(
            "pooler-test/user/role-with-space-", (string)cloud["aws:secretsmanager/secret:Secret", "pooler-user-role with space"]["namePrefix"],
            StringComparison.Ordinal);
    }
}
