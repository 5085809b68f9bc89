using System.Collections.Immutable;
using Infra.Pooling.Sql;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.Sql;

public sealed class DatabaseScriptTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Of_OwnerAndReader_HasRolesLimitsGrantsExtensionAndLookup() => Assert.Equal(
        """
        BEGIN;
        DO $body$BEGIN IF NOT (EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app')) THEN CREATE ROLE "app"; END IF; END$body$;
        ALTER ROLE "app" LOGIN PASSWORD 'SCRAM-SHA-256$1';
        DO $body$BEGIN IF NOT (EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'o''reader')) THEN CREATE ROLE "o'reader"; END IF; END$body$;
        ALTER ROLE "o'reader" LOGIN;
        ALTER ROLE "app" SET idle_in_transaction_session_timeout = '60000';
        ALTER ROLE "app" SET idle_session_timeout = '0';
        ALTER ROLE "app" SET lock_timeout = '15000';
        ALTER ROLE "app" SET statement_timeout = '20000';
        ALTER ROLE "app" SET jit = 'off';
        ALTER ROLE "app" RESET default_transaction_read_only;
        ALTER ROLE "o'reader" SET idle_in_transaction_session_timeout = '60000';
        ALTER ROLE "o'reader" SET idle_session_timeout = '0';
        ALTER ROLE "o'reader" SET lock_timeout = '15000';
        ALTER ROLE "o'reader" SET statement_timeout = '20000';
        ALTER ROLE "o'reader" SET default_transaction_read_only = 'on';
        GRANT CONNECT, CREATE, TEMPORARY ON DATABASE "app" TO "app";
        GRANT USAGE, CREATE ON SCHEMA public TO "app";
        DO $body$BEGIN IF NOT (pg_catalog.pg_has_role(current_user, 'app', 'USAGE')) THEN GRANT "app" TO CURRENT_USER; END IF; END$body$;
        GRANT CONNECT ON DATABASE "app" TO "o'reader";
        REVOKE ALL ON SCHEMA public FROM "o'reader";
        GRANT USAGE ON SCHEMA public TO "o'reader";
        REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "o'reader";
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO "o'reader";
        REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM "o'reader";
        GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO "o'reader";
        ALTER DEFAULT PRIVILEGES FOR ROLE "app" IN SCHEMA public REVOKE ALL ON TABLES FROM "o'reader";
        ALTER DEFAULT PRIVILEGES FOR ROLE "app" IN SCHEMA public GRANT SELECT ON TABLES TO "o'reader";
        ALTER DEFAULT PRIVILEGES FOR ROLE "app" IN SCHEMA public REVOKE ALL ON SEQUENCES FROM "o'reader";
        ALTER DEFAULT PRIVILEGES FOR ROLE "app" IN SCHEMA public GRANT SELECT ON SEQUENCES TO "o'reader";
        CREATE EXTENSION IF NOT EXISTS "pg_trgm";
        DO $body$BEGIN IF NOT (EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pooler_auth')) THEN CREATE ROLE pooler_auth; END IF; END$body$;
        DO $body1$BEGIN IF NOT (NOT pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT')) THEN CREATE SCHEMA IF NOT EXISTS pooler;
        CREATE OR REPLACE FUNCTION pooler.user_lookup(text) RETURNS TABLE (username text, password text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        SELECT rolname::text, CASE WHEN rolvaliduntil < pg_catalog.now() THEN NULL ELSE rolpassword END
        FROM pg_catalog.pg_authid WHERE rolname = $1 AND rolcanlogin AND rolname IN ('app', 'o''reader')
        $body$;
        REVOKE ALL ON FUNCTION pooler.user_lookup(text) FROM PUBLIC;
        GRANT USAGE ON SCHEMA pooler TO pooler_auth;
        GRANT EXECUTE ON FUNCTION pooler.user_lookup(text) TO pooler_auth; END IF; END$body1$;
        COMMIT;

        """,
        DatabaseScript.Of(
            Plan(("workloads.0.profile", "\"prefect\""), ("workloads.1", """{"name": "report", "replicas": 1, "pool": {"size": 5}, "route": "readOnly", "user": "o'reader"}""")),
            ImmutableDictionary<string, string>.Empty.Add("app", "SCRAM-SHA-256$1")));

    [Fact]
    public void Of_WriterOfItsOwn_MayWriteAndCreate()
    {
        var script = DatabaseScript.Of(
            Plan(("workloads.1", """{"name": "job", "replicas": 1, "pool": {"size": 5}, "user": "job"}""")), ImmutableDictionary<string, string>.Empty);

        Assert.Contains("GRANT USAGE, CREATE ON SCHEMA public TO \"job\";", script, StringComparison.Ordinal);
        Assert.Contains("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO \"job\";", script, StringComparison.Ordinal);
        Assert.DoesNotContain("\"job\" SET default_transaction_read_only", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FurtherDatabase_HasItsOwnRolesAndExtensions()
    {
        var plan = PoolPlan.Create(
            Sample.Read(Sample.With(
                Sample.Azure, ("database.flexibleServer.databases", "[\"audit\"]"), ("workloads.0.user", "\"api\""),
                ("workloads.1", """
                    {"name": "job", "replicas": 1, "pool": {"size": 5}, "user": "job", "database": "audit", "profile": "prefect"}
                    """))),
            Today);
        string[] Of(string? database, string start) =>
            [.. DatabaseScript.Of(plan, ImmutableDictionary<string, string>.Empty, database).Split('\n')
                .Where(line => line.StartsWith(start, StringComparison.Ordinal))];

        Assert.Equal(
            ["GRANT CONNECT, CREATE, TEMPORARY ON DATABASE \"audit\" TO \"app\";", "GRANT CONNECT ON DATABASE \"audit\" TO \"job\";"],
            Of("audit", "GRANT CONNECT"));
        Assert.Equal(["CREATE EXTENSION IF NOT EXISTS \"pg_trgm\";"], Of("audit", "CREATE EXTENSION"));
        Assert.Equal(
            ["GRANT CONNECT, CREATE, TEMPORARY ON DATABASE \"app\" TO \"app\";", "GRANT CONNECT ON DATABASE \"app\" TO \"api\";"],
            Of(null, "GRANT CONNECT"));
        Assert.Empty(Of(null, "CREATE EXTENSION"));
    }

    [Fact]
    public void Of_RdsProxy_HasNoLookup() => Assert.DoesNotContain(
        "user_lookup", DatabaseScript.Of(PoolPlan.Create(Sample.Read(Sample.Aws), Today), ImmutableDictionary<string, string>.Empty), StringComparison.Ordinal);

    private static PoolPlan Plan(params (string Path, string? Value)[] changes) => PoolPlan.Create(Sample.Read(Sample.With(Sample.Kubernetes, changes)), Today);
}
