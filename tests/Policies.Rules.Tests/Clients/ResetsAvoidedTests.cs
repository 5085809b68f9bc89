namespace Infra.Policies.Rules.Tests.Clients;

public class ResetsAvoidedTests
{
    private const string Rule = "npgsql-reset";
    private const string At = "spec.template.spec.containers[0].env[0].value";
    private const string Session = "[databases]\napp = host=db.example.com\n[pgbouncer]\npool_mode = session\n";
    private const string Question = $"undecided urn:shop: `{At}`: whether Npgsql resets sessions of others cannot be told; it depends on ";

    [Theory]
    [InlineData("Host=pooler;Database=app;No Reset On Close=true")]
    [InlineData("Host=pooler;Database=app;NoResetOnClose=True")]
    [InlineData("Host=pooler;Database=app;Pooling=false")]
    public void Judge_NoReset_IsOk(string text) => Assert.Equal(["ok"], Of(text));

    [Theory]
    [InlineData("Host=pooler;Database=app;Password=hunter2")]
    [InlineData("Server=pooler;Database=app;No Reset On Close=false")]
    public void Judge_Reset_IsAViolation(string text) => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop resets its session before each use, and in transaction mode that is another client's too; "
            + "write No Reset On Close=true into its connection string.",
        ],
        Of(text));

    [Fact]
    public void Judge_UserInSessionMode_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Of("Host=pooler;Database=app;Username=jobs", $"{GivenPods.Sound}\n[users]\njobs = pool_mode=session\n"));

    [Fact]
    public void Judge_EntryInStatementMode_IsAViolation() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop resets its session before each use, and in statement mode that is another client's too; "
            + "write No Reset On Close=true into its connection string.",
        ],
        Of("Host=pooler;Database=app", "[databases]\napp = host=db.example.com pool_mode=statement\n[pgbouncer]\n"));

    [Fact]
    public void Judge_BuiltIn_IsAViolation() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop resets its session before each use, and in transaction mode that is another client's too; "
            + "write No Reset On Close=true into its connection string.",
        ],
        Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenPods.Program("DATABASE_URL", $"Host={GivenAzure.Host};Port=6432;Database=app")));

    [Fact]
    public void Judge_UnknownString_IsUndecided() => Assert.Equal(
        [Judged.Once(At, "pgbouncer-client-cap, npgsql-reset and query-wait")], Of("?"));

    [Fact]
    public void Judge_UnknownMode_IsUndecided() => Assert.Equal(
        [$"{Question}`urn:mode#value`."],
        Judged.By(
            Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenAzure.Parameter("mode", "pgbouncer.pool_mode", "?"),
            GivenPods.Program("DATABASE_URL", $"Host={GivenAzure.Host};Port=6432;Database=app")));

    [Theory]
    [InlineData("Host=pooler;Database=app", Session)]
    [InlineData("Host=db.example.com;Database=app", GivenPods.Sound)]
    [InlineData("postgres://app@pooler/app", GivenPods.Sound)]
    public void Judge_NoSharedNpgsql_IsNotApplicable(string text, string ini) => Assert.Equal(["not applicable"], Of(text, ini));

    private static IReadOnlyList<string> Of(string text, string ini = GivenPods.Sound) =>
        Judged.By(Rule, [.. GivenPods.Through(ini), GivenPods.Program("DATABASE_URL", text)]);
}
