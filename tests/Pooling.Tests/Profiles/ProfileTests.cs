using Infra.Pooling.Profiles;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.Tests.Profiles;

public sealed class ProfileTests
{
    private static readonly ProfileContext Context = new()
    {
        Primary = new("pooler", 6432, "app", "api", "pw", "postgresql://api:pw@pooler:6432/app", "postgresql+asyncpg://api:pw@pooler:6432/app"),
        ReadOnly = new("pooler-ro", 6433, "app_ro", "reader", "pw2", "postgresql://reader:pw2@pooler-ro:6433/app_ro", "postgresql+asyncpg://reader:pw2@pooler-ro:6433/app_ro"),
        Pool = new PoolOptions(4, 8),
        Processes = 8,
        Timeouts = TimeoutPlan.Create(Sample.Read(Sample.Kubernetes)),
        SslMode = "verify-full",
        SslRootCertificate = "/etc/pooling/ca.crt",
    };

    [Theory]
    [InlineData(
        "none",
        "DATABASE_URL=(postgresql://api:pw@pooler:6432/app) PGDATABASE=app PGHOST=pooler PGPASSWORD=(pw) PGPORT=6432 PGSSLMODE=verify-full "
        + "PGSSLROOTCERT=/etc/pooling/ca.crt PGUSER=api")]
    [InlineData(
        "fides",
        "FIDES__DATABASE__ASYNC_READONLY_DATABASE_AUTOCOMMIT=true FIDES__DATABASE__ASYNC_READONLY_DATABASE_MAX_OVERFLOW=8 "
        + "FIDES__DATABASE__ASYNC_READONLY_DATABASE_POOL_SIZE=4 FIDES__DATABASE__ASYNC_READONLY_DATABASE_POOL_SKIP_ROLLBACK=true "
        + "FIDES__DATABASE__ASYNC_READONLY_DATABASE_PREWARM=false FIDES__DATABASE__ASYNC_READONLY_DATABASE_PRE_PING=true FIDES__DATABASE__DB=app "
        + "FIDES__DATABASE__PASSWORD=(pw) FIDES__DATABASE__PORT=6432 FIDES__DATABASE__READONLY_DB=app_ro FIDES__DATABASE__READONLY_PASSWORD=(pw2) "
        + "FIDES__DATABASE__READONLY_PORT=6433 FIDES__DATABASE__READONLY_SERVER=pooler-ro FIDES__DATABASE__READONLY_USER=reader "
        + "FIDES__DATABASE__SERVER=pooler FIDES__DATABASE__USER=api")]
    [InlineData(
        "reducto-http",
        "DATABASE_URL=(postgresql://api:pw@pooler:6432/app) DB_LOCK_TIMEOUT_MS=15000 DB_MAX_OVERFLOW=8 DB_POOL_PRE_PING=true DB_POOL_RECYCLE=300 "
        + "DB_POOL_SIZE=4 DB_POOL_TIMEOUT=30 DB_STATEMENT_TIMEOUT_MS=20000 HTTP_WORKERS=8")]
    [InlineData(
        "reducto-worker",
        "DATABASE_URL=(postgresql://api:pw@pooler:6432/app) DB_LOCK_TIMEOUT_MS=15000 DB_MAX_OVERFLOW=8 DB_POOL_PRE_PING=true DB_POOL_RECYCLE=300 "
        + "DB_POOL_SIZE=4 DB_POOL_TIMEOUT=30 DB_STATEMENT_TIMEOUT_MS=20000")]
    [InlineData(
        "prefect",
        "PREFECT_API_DATABASE_CONNECTION_TIMEOUT=10 PREFECT_API_DATABASE_CONNECTION_URL=(postgresql+asyncpg://api:pw@pooler:6432/app) PREFECT_API_DATABASE_TIMEOUT=30")]
    [InlineData("kratos", "KRATOS_DSN=(postgresql://api:pw@pooler:6432/app)")]
    [InlineData("hydra", "HYDRA_DSN=(postgresql://api:pw@pooler:6432/app)")]
    [InlineData("athena", "ATHENA_DB_URL=(postgresql://api:pw@pooler:6432/app)")]
    public void Variables_OfAProfile_AreNamedAsItsGuideNamesThem(string name, string variables) => Assert.Equal(variables, Text(name, Context));

    [Theory]
    [InlineData("none", "PGHOST=pooler-ro")]
    [InlineData("kratos", "KRATOS_DSN=(postgresql://reader:pw2@pooler-ro:6433/app_ro)")]
    [InlineData("prefect", "PREFECT_API_DATABASE_CONNECTION_URL=(postgresql+asyncpg://reader:pw2@pooler-ro:6433/app_ro)")]
    [InlineData("fides", "FIDES__DATABASE__SERVER=pooler")]
    public void Variables_OnTheReadOnlyRoute_PointAtTheReplica(string name, string variable) =>
        Assert.Contains(variable, Text(name, Context with { Route = Route.ReadOnly }).Split(' '));

    [Fact]
    public void Variables_OfFidesWithoutReplica_NameNone() => Assert.Equal(
        "FIDES__DATABASE__DB=app FIDES__DATABASE__PASSWORD=(pw) FIDES__DATABASE__PORT=6432 FIDES__DATABASE__SERVER=pooler FIDES__DATABASE__USER=api",
        Text("fides", Context with { ReadOnly = null }));

    [Fact]
    public void Variables_OfFidesWithALargePool_WarmIt() => Assert.Contains(
        "FIDES__DATABASE__ASYNC_READONLY_DATABASE_PREWARM=true", Text("fides", Context with { Pool = new PoolOptions(100, 25) }).Split(' '));

    [Fact]
    public void Variables_WithoutPool_LeaveItsSizeToTheProgram() =>
        Assert.DoesNotContain("DB_POOL_SIZE", Text("reducto-http", Context with { Pool = null }), StringComparison.Ordinal);

    [Fact]
    public void ToString_OfASecretAndOfAnEndpoint_ShowNoSecret()
    {
        Assert.Equal(["[secret]", "6432"], [new EnvironmentValue("pw", true).ToString(), new EnvironmentValue("6432", false).ToString()]);
        Assert.DoesNotContain("pw", Context.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 5, 10)]
    [InlineData(1000, 300, 50)]
    [InlineData(500, 300, 50)]
    [InlineData(499, 100, 25)]
    [InlineData(100, 100, 25)]
    [InlineData(99, 10, 5)]
    public void Pool_OfFides_FollowsTheRequestsPerSecond(int? rps, int size, int overflow) => Assert.Equal(
        new PoolOptions(size, overflow), ProfileCatalogue.Find("fides")!.Pool(rps is null ? null : new LoadOptions(rps.Value, TimeSpan.FromMilliseconds(200))));

    [Theory]
    [InlineData("reducto-http", 8, 96)]
    [InlineData("reducto-worker", 1, 12)]
    [InlineData("prefect", 1, 15)]
    [InlineData("kratos", 1, 50)]
    [InlineData("hydra", 1, 50)]
    [InlineData("athena", 1, 30)]
    public void Pool_OfAProfile_GivesTheConnectionsOfItsGuide(string name, int processes, int connections)
    {
        var profile = ProfileCatalogue.Find(name)!;
        var pool = profile.Pool(null);

        Assert.Equal(processes, profile.Processes);
        Assert.Equal(connections, profile.Processes * (pool.Size + pool.Overflow));
    }

    [Fact]
    public void Names_OfTheCatalogue_AreThoseOfTheDesign() =>
        Assert.Equal("fides reducto-http reducto-worker prefect kratos hydra athena none", string.Join(' ', ProfileCatalogue.Names));

    [Theory]
    [InlineData("none")]
    [InlineData(null)]
    [InlineData("django")]
    public void Find_OfNoProfile_IsNull(string? name) => Assert.Null(ProfileCatalogue.Find(name));

    /// <summary>Every variable in its order; a secret stands in parentheses.</summary>
    private static string Text(string name, ProfileContext context) => string.Join(
        ' ', ProfileCatalogue.Variables(name, context).Select(variable => $"{variable.Key}={(variable.Value.IsSecret ? $"({variable.Value.Value})" : variable.Value.Value)}"));
}
