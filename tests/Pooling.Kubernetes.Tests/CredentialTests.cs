using Infra.Pooling.PgBouncer;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class CredentialTests
{
    private const string OwnRole = """
        , {"name": "reports", "replicas": 1, "pool": {"size": 2}, "user": "reports", "route": "readOnly"}
        """;

    [Fact]
    public async Task Userlist_EveryRole_HoldsAVerifierOfItsPassword()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(workloads: OwnRole)));

        var userlist = Userlist.Parse(run["Secret", "pool-users"]["stringData"]!["userlist.txt"]!.ToString());
        Assert.Null(userlist.Mistake);
        Assert.Equal(["app", "pooler_admin", "pooler_stats", "reports"], userlist.Entries.Select(entry => entry.Role));
        Assert.All(userlist.Entries, entry =>
        {
            Assert.Equal(SecretForm.Scram, entry.Form);
            Assert.True(ScramVerifier.Parse(entry.Secret).Verify(Given.Passwords[entry.Role]));
            Assert.False(ScramVerifier.Parse(entry.Secret).Verify($"{Given.Passwords[entry.Role]}x"));
        });
    }

    /// <summary>What a failover does: a server that was promoted has the verifiers of the one before, and its clients must get in.</summary>
    [Fact]
    public async Task Userlist_AnotherHost_HoldsTheSameVerifiers()
    {
        var (before, _) = await Run.PoolAsync(Given.Args(Given.Plan(Given.WithoutReplica)));
        var (after, _) = await Run.PoolAsync(Given.Args(Given.Plan(Given.WithoutReplica.Replace("db.example.com", "replica.example.com", StringComparison.Ordinal))));

        Assert.NotEqual(before["ConfigMap"]["data"]!["pgbouncer.ini"]!.ToString(), after["ConfigMap"]["data"]!["pgbouncer.ini"]!.ToString());
        Assert.Equal(before["Secret", "pool-users"]["stringData"]!["userlist.txt"]!.ToString(), after["Secret", "pool-users"]["stringData"]!["userlist.txt"]!.ToString());
    }

    [Fact]
    public async Task Userlist_EqualPasswords_HaveDifferentVerifiers()
    {
        var same = Given.Passwords.ToDictionary(password => password.Key, _ => "the same");
        var (run, _) = await Run.PoolAsync(Given.Args(credentials: same));

        var secrets = Userlist.Parse(run["Secret", "pool-users"]["stringData"]!["userlist.txt"]!.ToString()).Entries.Select(entry => entry.Secret).ToList();
        Assert.Equal(3, secrets.Count);
        Assert.Equal(secrets.Distinct(), secrets);
    }

    [Theory]
    [InlineData("pool-users")]
    [InlineData("pool-tls")]
    public async Task Secret_Contents_AreSecretAndTheOnlyData(string name)
    {
        var (run, _) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));

        Assert.True(await Output.IsSecretAsync(run.ArgsOf<SecretArgs>(name).StringData.ToOutput()));
        Assert.Equal("Opaque", run["Secret", name]["type"]!.ToString());
        Assert.Null(run["Secret", name]["data"]);
    }

    [Fact]
    public async Task StatefulSet_Annotations_AreNotSecret()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));

        var spec = run.ArgsOf<Pulumi.Kubernetes.Types.Inputs.Apps.V1.StatefulSetArgs>("pool").Spec!.ToOutput();
        var annotations = spec.Apply(set => set.Template!).Apply(template => template.Metadata!).Apply(metadata => (Input<System.Collections.Immutable.ImmutableDictionary<string, string>>)metadata.Annotations);
        Assert.False(await Output.IsSecretAsync(annotations));
    }

    [Fact]
    public async Task DatabaseSql_EveryWorkloadRole_GetsThePoolersVerifierAndTheTimeouts()
    {
        var (run, pool) = await Run.PoolAsync(Given.Args(Given.Plan(workloads: OwnRole)));

        var entries = Userlist.Parse(run["Secret", "pool-users"]["stringData"]!["userlist.txt"]!.ToString()).Entries.ToDictionary(entry => entry.Role, entry => entry.Secret);
        Assert.True(await Output.IsSecretAsync(pool.DatabaseSql));
        var sql = await Run.ValueAsync(pool.DatabaseSql);
        Assert.Contains($"ALTER ROLE \"app\" LOGIN PASSWORD '{entries["app"]}';\n", sql, StringComparison.Ordinal);
        Assert.Contains($"ALTER ROLE \"reports\" LOGIN PASSWORD '{entries["reports"]}';\n", sql, StringComparison.Ordinal);
        Assert.Contains("ALTER ROLE \"app\" SET statement_timeout = '20000';\n", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("pooler_admin", sql, StringComparison.Ordinal);
        Assert.All(Given.Passwords.Values, password => Assert.DoesNotContain(password, sql, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DatabaseSql_RoleWithQuotes_IsQuoted()
    {
        const string Odd = """, {"name": "odd", "replicas": 1, "pool": {"size": 2}, "user": "a\"b'c; --"}""";
        var credentials = new Dictionary<string, string>(Given.Passwords) { ["a\"b'c; --"] = "odd" };
        var (_, pool) = await Run.PoolAsync(Given.Args(Given.Plan(workloads: Odd), credentials: credentials));

        Assert.Contains("ALTER ROLE \"a\"\"b'c; --\" LOGIN PASSWORD 'SCRAM-SHA-256$4096:", await Run.ValueAsync(pool.DatabaseSql), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Userlist_SecondLogin_IsKnownToPoolerAndServerAndBecomesTheRole()
    {
        var credentials = new Dictionary<string, string>(Given.Passwords) { ["app_b"] = "second", ["nobody_b"] = "unused" };
        var (run, pool) = await Run.PoolAsync(Given.Args(credentials: credentials));

        var entries = Userlist.Parse(run["Secret", "pool-users"]["stringData"]!["userlist.txt"]!.ToString()).Entries.ToDictionary(entry => entry.Role, entry => entry.Secret);
        Assert.Equal(["app", "app_b", "pooler_admin", "pooler_stats"], entries.Keys.Order(StringComparer.Ordinal));
        Assert.True(ScramVerifier.Parse(entries["app_b"]).Verify("second"));
        var sql = await Run.ValueAsync(pool.DatabaseSql);
        Assert.Contains($"ALTER ROLE \"app_b\" LOGIN PASSWORD '{entries["app_b"]}';\n", sql, StringComparison.Ordinal);
        Assert.Contains("ALTER ROLE \"app_b\" SET statement_timeout = '20000';\n", sql, StringComparison.Ordinal);
        Assert.Contains("GRANT \"app\" TO \"app_b\";\nALTER ROLE \"app_b\" SET role = 'app';\n", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructor_MissingPasswords_AreOneErrorThatNamesEveryRole()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Run.PoolAsync(Given.Args(credentials: Given.Credentials(without: ["app", "pooler_stats"]))));

        Assert.Contains(
            """
            infra:pooling has 2 faults:
              `credentials.app`: is missing; allowed: a password for each role of the plan; fix: give app a password
              `credentials.pooler_stats`: is missing; allowed: a password for each role of the plan; fix: give pooler_stats a password
            """,
            error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("admin-password", error.Message, StringComparison.Ordinal);
        // A failed run leaves its exit code behind, which would be the test host's.
        Environment.ExitCode = 0;
    }
}
