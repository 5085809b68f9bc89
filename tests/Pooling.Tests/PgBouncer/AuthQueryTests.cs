using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Sql;
using Infra.Pooling.Tests.Plan;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.PgBouncer;

public sealed class AuthQueryTests
{
    private static readonly PoolPlan Asking = Plan(PoolPlanTests.Local, ("pooler.auth", "\"query\""));

    [Fact]
    public void Configure_Query_AsksTheServerOfEachEntryWithPoolsOfItsOwn()
    {
        var text = Asking.PgBouncer!.Render();

        Assert.StartsWith(
            """
            [databases]
            app = host=db port=5432 dbname=app auth_user=pooler_auth max_db_connections=27
            app_ro = host=replica port=5432 dbname=app auth_user=pooler_auth max_db_connections=27

            [users]
            pooler_auth = pool_size=2 reserve_pool_size=0

            """,
            text,
            StringComparison.Ordinal);
        Assert.Contains("\nauth_query = SELECT username, password FROM pooler.user_lookup($1)\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("auth_dbname", text, StringComparison.Ordinal);
        Assert.Empty(PgBouncerLint.Check(IniParser.Parse("pgbouncer.ini", text, _ => null), Asking.PgBouncer.Version)
            .Where(finding => finding.Rule.Id == "auth-query"));
    }

    [Fact]
    public void Configure_QueryAndALimitOfConnections_KeepsTheLimit() => Assert.All(
        Plan(PoolPlanTests.Local, ("pooler.auth", "\"query\""), ("pooler.settings.max_db_connections", "10")).PgBouncer!.Databases,
        entry => Assert.Equal("10", entry.Settings["max_db_connections"]));

    [Fact]
    public void Budget_Query_CountsAPoolOfQuestionsForEachEntry() => Assert.Equal(
        [
            "app: (2 + 1 + 1) × 1 × (25 + 0) = 100", "app auth_query: (2 + 1 + 1) × 1 × 2 = 8",
            "app_ro: (2 + 1 + 1) × 1 × (25 + 0) = 100", "app_ro auth_query: (2 + 1 + 1) × 1 × 2 = 8",
        ],
        Asking.Budget[ScenarioKind.Rollout].Lines.Where(line => line.Kind == LineKind.Server).Select(line => $"{line.Name}: {line.Formula} = {line.Connections}"));

    /// <summary>107 × 80 % = 85 connections, of which 4 pods take 2 each to ask with: 77 / 4 = 19, where a user list leaves 21.</summary>
    [Theory]
    [InlineData("userlist", "21")]
    [InlineData("query", "19")]
    public void Sizing_Query_LeavesRoomForTheQuestions(string auth, string expected) => Assert.Equal(
        expected,
        Plan(
            """
            {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db", "maxConnections": 120, "reserve": {"admin": 10, "other": 0}},
             "pooler": {"replicas": {"min": 2, "max": 2, "surge": 1}},
             "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}, "load": {"peakRps": 10000, "meanQuery": "10ms"}}]}
            """,
            ("pooler.auth", $"\"{auth}\"")).PgBouncer!.Settings["default_pool_size"]);

    [Fact]
    public void Roles_Query_HaveTheOneThatAsks() => Assert.Equal("app, pooler_admin, pooler_auth, pooler_stats", string.Join(", ", Asking.Roles));

    [Fact]
    public void Script_Query_LetsTheRoleLogInAndAskForEveryLogin()
    {
        var secrets = new Dictionary<string, string> { ["app"] = "SCRAM-SHA-256$1", ["app_b"] = "SCRAM-SHA-256$2", ["pooler_auth"] = "SCRAM-SHA-256$3" };
        var script = DatabaseScript.Of(Asking, secrets.ToImmutableDictionary());

        Assert.Contains(
            """
            DO $body$BEGIN IF NOT (pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT')) THEN RAISE EXCEPTION 'pooler.auth: query needs a role that may read pg_catalog.pg_authid, such as a superuser; with a managed server, write userlist'; END IF; END$body$;
            DO $body$BEGIN IF NOT (EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pooler_auth')) THEN CREATE ROLE "pooler_auth"; END IF; END$body$;
            ALTER ROLE "pooler_auth" LOGIN PASSWORD 'SCRAM-SHA-256$3';
            GRANT CONNECT ON DATABASE "app" TO "pooler_auth";

            """,
            script,
            StringComparison.Ordinal);
        Assert.Contains("AND rolname IN ('app', 'app_b')\n", script, StringComparison.Ordinal);
        Assert.DoesNotContain("\"pooler_auth\" LOGIN", DatabaseScript.Of(Plan(PoolPlanTests.Local), secrets.ToImmutableDictionary()), StringComparison.Ordinal);
    }

    private static PoolPlan Plan(string json, params (string Path, string? Value)[] changes) =>
        PoolPlan.Create(Sample.Read(Sample.With(json, changes)), PoolPlanTests.Today);
}
