using Infra.Pooling.Connections;
using Infra.Pooling.Profiles;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.Tests.Profiles;

public sealed class ProfileTests
{
    private static readonly ConnectionOptions Options = new()
    {
        Target = new("pooler", 6432, "app"),
        User = "api",
        Password = "p w",
        ApplicationName = "web",
        RootCertificate = "/etc/pooling/ca.crt",
        MaxPreparedStatements = 200,
        Client = new() { ConnectTimeout = TimeSpan.FromSeconds(10), PoolSize = 12, ConnectionLifetime = TimeSpan.FromSeconds(300) },
    };

    private static readonly ProfileContext Context = new()
    {
        Primary = new(Options),
        ReadOnly = new(Options with { Target = new("pooler-ro", 6433, "app_ro", Route.ReadOnly), User = "reader", Password = "p w2" }),
        Pool = new PoolOptions(4, 8),
        Processes = 8,
        Timeouts = TimeoutPlan.Create(Sample.Read(Sample.Kubernetes)),
        SslMode = "verify-full",
        SslRootCertificate = "/etc/pooling/ca.crt",
    };

    private const string Tls = "sslmode=verify-full&sslrootcert=%2Fetc%2Fpooling%2Fca.crt";
    private const string Uri = $"postgresql://api:p%20w@pooler:6432/app?{Tls}&gssencmode=disable&connect_timeout=10&application_name=web";
    private const string Plain = $"postgres://api:p%20w@pooler:6432/app?{Tls}&connect_timeout=10&application_name=web";
    private const string Ory = $"{Plain}&max_conns=12&max_idle_conns=12&max_conn_lifetime=300s";
    private const string Sqlalchemy = "postgresql+asyncpg://api:p%20w@pooler:6432/app?ssl=verify-full&dsn=postgresql%3A%2F%2F%3Fsslrootcert%3D%252Fetc%252Fpooling%252Fca.crt%26application_name%3Dweb&prepared_statement_cache_size=0";
    private const string FidesPrimary =
        "FIDES__DATABASE__DB=app FIDES__DATABASE__PARAMS={\"sslmode\":\"verify-full\",\"sslrootcert\":\"/etc/pooling/ca.crt\"} "
        + "FIDES__DATABASE__PASSWORD=(p w) FIDES__DATABASE__PORT=6432";

    [Theory]
    [InlineData(
        "none",
        $"DATABASE_URL=({Uri}) PGDATABASE=app PGHOST=pooler PGPASSWORD=(p w) PGPORT=6432 PGSSLMODE=verify-full "
        + "PGSSLROOTCERT=/etc/pooling/ca.crt PGUSER=api")]
    [InlineData(
        "fides",
        "FIDES__DATABASE__API_ENGINE_MAX_OVERFLOW=8 FIDES__DATABASE__API_ENGINE_POOL_PRE_PING=true FIDES__DATABASE__API_ENGINE_POOL_SIZE=4 "
        + $"{FidesPrimary} FIDES__DATABASE__SERVER=pooler FIDES__DATABASE__USER=api")]
    [InlineData(
        "reducto-http",
        $"DATABASE_URL=({Uri}) DB_LOCK_TIMEOUT_MS=15000 DB_MAX_OVERFLOW=8 DB_POOL_PRE_PING=true DB_POOL_RECYCLE=300 "
        + "DB_POOL_SIZE=4 DB_POOL_TIMEOUT=30 DB_STATEMENT_TIMEOUT_MS=20000 HTTP_WORKERS=8")]
    [InlineData(
        "reducto-worker",
        $"DATABASE_URL=({Uri}) DB_LOCK_TIMEOUT_MS=15000 DB_MAX_OVERFLOW=8 DB_POOL_PRE_PING=true DB_POOL_RECYCLE=300 "
        + "DB_POOL_SIZE=4 DB_POOL_TIMEOUT=30 DB_STATEMENT_TIMEOUT_MS=20000")]
    [InlineData(
        "prefect",
        $"PREFECT_API_DATABASE_CONNECTION_TIMEOUT=10 PREFECT_API_DATABASE_CONNECTION_URL=({Sqlalchemy}) PREFECT_API_DATABASE_TIMEOUT=30")]
    [InlineData("kratos", $"KRATOS_DSN=({Ory})")]
    [InlineData("hydra", $"HYDRA_DSN=({Ory})")]
    [InlineData("athena", $"ATHENA_DB_URL=({Plain})")]
    public void Variables_OfAProfile_AreNamedAsItsGuideNamesThem(string name, string variables) => Assert.Equal(variables, Text(name, Context));

    [Theory]
    [InlineData("none", "PGHOST=pooler-ro")]
    [InlineData("kratos", $"KRATOS_DSN=(postgres://reader:p%20w2@pooler-ro:6433/app_ro?{Tls}&connect_timeout=10&application_name=web&max_conns=12&max_idle_conns=12&max_conn_lifetime=300s)")]
    [InlineData("athena", $"ATHENA_DB_URL=(postgres://reader:p%20w2@pooler-ro:6433/app_ro?{Tls}&connect_timeout=10&application_name=web)")]
    [InlineData("fides", "FIDES__DATABASE__SERVER=pooler")]
    public void Variables_OnTheReadOnlyRoute_PointAtTheReplica(string name, string variable) =>
        Assert.Contains($" {variable} ", $" {Text(name, Context with { Route = Route.ReadOnly })} ", StringComparison.Ordinal);

    [Fact]
    public void Variables_OfFidesOnTheReadOnlyRoute_HaveBothServersAndThePoolOfTheGuide() => Assert.Equal(
        "FIDES__DATABASE__ASYNC_READONLY_DATABASE_AUTOCOMMIT=true FIDES__DATABASE__ASYNC_READONLY_DATABASE_MAX_OVERFLOW=8 "
        + "FIDES__DATABASE__ASYNC_READONLY_DATABASE_POOL_SIZE=4 FIDES__DATABASE__ASYNC_READONLY_DATABASE_POOL_SKIP_ROLLBACK=true "
        + "FIDES__DATABASE__ASYNC_READONLY_DATABASE_PREWARM=false FIDES__DATABASE__ASYNC_READONLY_DATABASE_PRE_PING=true "
        + FidesPrimary
        + " FIDES__DATABASE__READONLY_DB=app_ro FIDES__DATABASE__READONLY_PARAMS={\"sslmode\":\"verify-full\",\"sslrootcert\":\"/etc/pooling/ca.crt\"} "
        + "FIDES__DATABASE__READONLY_PASSWORD=(p w2) FIDES__DATABASE__READONLY_PORT=6433 FIDES__DATABASE__READONLY_SERVER=pooler-ro "
        + "FIDES__DATABASE__READONLY_USER=reader FIDES__DATABASE__SERVER=pooler FIDES__DATABASE__USER=api",
        Text("fides", Context with { Route = Route.ReadOnly }));

    [Fact]
    public void Variables_OfFidesWithALargePool_WarmIt() => Assert.Contains(
        "FIDES__DATABASE__ASYNC_READONLY_DATABASE_PREWARM=true",
        Text("fides", Context with { Route = Route.ReadOnly, Pool = new PoolOptions(100, 25) }).Split(' '));

    [Fact]
    public void Variables_OfOryBeforePreparedStatementsAreCarried_TurnThemOff() => Assert.Contains(
        "&default_query_exec_mode=exec&max_conns=",
        Text("hydra", Context with { Primary = new(Options with { MaxPreparedStatements = 0 }) }), StringComparison.Ordinal);

    [Theory]
    [InlineData(25, 25)]
    [InlineData(30, 30)]
    [InlineData(90, 30)]
    public void Variables_OfPrefect_LimitAnOperationToWhatItsAnswersRecommend(int command, int operation)
    {
        var timeouts = TimeoutPlan.Create(new() { Command = TimeSpan.FromSeconds(command) }, Target.Kubernetes, new() { Kind = PoolerKind.PgBouncer });

        Assert.Contains($"PREFECT_API_DATABASE_TIMEOUT={operation}", Text("prefect", Context with { Timeouts = timeouts }).Split(' '));
    }

    [Fact]
    public void Variables_WithoutPool_LeaveItsSizeToTheProgram() =>
        Assert.DoesNotContain("DB_POOL_SIZE", Text("reducto-http", Context with { Pool = null }), StringComparison.Ordinal);

    [Fact]
    public void ToString_OfASecretAndOfAnEndpoint_ShowNoSecret()
    {
        Assert.Equal(["[secret]", "6432"], [new EnvironmentValue("p w", true).ToString(), new EnvironmentValue("6432", false).ToString()]);
        Assert.DoesNotContain("p w", Context.ToString(), StringComparison.Ordinal);
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
