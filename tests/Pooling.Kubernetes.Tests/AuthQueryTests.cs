using Infra.Pooling.PgBouncer;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class AuthQueryTests
{
    private const string Password = "asker-password";

    private static readonly Dictionary<string, string> Credentials = new(Given.Passwords) { ["pooler_auth"] = Password, ["app_b"] = "second" };

    [Fact]
    public async Task Userlist_Query_HoldsTheConsolesVerifiersAndTheAskersPasswordOnly()
    {
        var (run, _) = await PoolAsync();

        var users = Userlist.Parse(run["Secret", "pool-users"]["stringData"]!["userlist.txt"]!.ToString()).Entries;
        Assert.Equal(["pooler_admin Scram", "pooler_auth Plain", "pooler_stats Scram"], users.Select(user => $"{user.Role} {user.Form}"));
        Assert.Equal(Password, users[1].Secret);
        Assert.True(await Output.IsSecretAsync(run.ArgsOf<SecretArgs>("pool-users").StringData.ToOutput()));
        Assert.DoesNotContain(Password, run["ConfigMap"].ToJsonString() + run.Workload.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatabaseSql_Query_HasVerifiersOfEveryLoginAndNoPassword()
    {
        var (_, pool) = await PoolAsync();

        var sql = await Run.ValueAsync(pool.DatabaseSql);
        Assert.True(await Output.IsSecretAsync(pool.DatabaseSql));
        Assert.All(["app", "app_b", "pooler_auth"], role => Assert.Contains($"ALTER ROLE \"{role}\" LOGIN PASSWORD 'SCRAM-SHA-256$4096:", sql, StringComparison.Ordinal));
        Assert.DoesNotContain(Password, sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userlist", "")]
    [InlineData("query", "host all pooler_auth 0.0.0.0/0 reject\nhost all pooler_auth ::/0 reject\n")]
    public async Task Hba_Query_LetsNobodyInAsTheAsker(string auth, string more)
    {
        var (run, _) = await PoolAsync(auth);

        Assert.Equal(
            "local pgbouncer pooler_admin,pooler_stats scram-sha-256\n"
            + "hostssl pgbouncer pooler_admin,pooler_stats 127.0.0.1/32 scram-sha-256\n"
            + "hostssl pgbouncer pooler_admin,pooler_stats ::1/128 scram-sha-256\n"
            + "host pgbouncer all 0.0.0.0/0 reject\nhost pgbouncer all ::/0 reject\n" + more
            + "hostssl all all 0.0.0.0/0 scram-sha-256\nhostssl all all ::/0 scram-sha-256\n",
            run["ConfigMap"]["data"]!["hba.conf"]!.ToString());
    }

    private static Task<(Run Run, PgBouncerPool Pool)> PoolAsync(string auth = "query") =>
        Run.PoolAsync(Given.Args(Given.Plan(pooler: $"\"auth\": \"{auth}\""), credentials: Credentials));
}
