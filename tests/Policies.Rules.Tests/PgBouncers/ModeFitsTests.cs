namespace Infra.Policies.Rules.Tests.PgBouncers;

public class ModeFitsTests
{
    private const string Rule = "pgbouncer-mode";
    private const string Session = "in session mode pooler keeps a server connection for every client as long as it stays, and so saves none; set pool_mode to transaction.";
    private const string Question = "whether the pool mode fits cannot be told; it depends on ";

    [Theory]
    [InlineData("pool_mode = transaction", "")]
    [InlineData("pool_mode = statement", "")]
    [InlineData("pool_mode = transaction", "jobs = host=db.example.com pool_mode=session")]
    [InlineData("", "")]
    public void Judge_Shared_IsOk(string setting, string entry) => Assert.Equal(["ok"], Of(
        $"[databases]\napp = host=db.example.com {(setting.Length == 0 ? "pool_mode=transaction" : "")}\n{entry}\n[pgbouncer]\n{setting}\n"));

    [Fact]
    public void Judge_SessionMode_IsAViolation() =>
        Assert.Equal([$"violation urn:files: `data.pgbouncer.ini:3 pool_mode`: {Session}"], Of("[databases]\n[pgbouncer]\npool_mode = Session\n"));

    [Fact]
    public void Judge_Default_IsAViolation() =>
        Assert.Equal([$"violation urn:files: `data.pgbouncer.ini pool_mode`: {Session}"], Of("[databases]\napp = host=db.example.com\n[pgbouncer]\n"));

    [Fact]
    public void Judge_InitialSql_IsAViolation() => Assert.Equal(
        [
            "violation urn:shop: `spec.template.spec.containers[0].env[1].value`: "
            + "shop runs SQL on each new connection that changes its session (SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL), "
            + "and in transaction mode the session is another client's too; set it with ALTER ROLE … SET, or give this client an entry with pool_mode=session.",
        ],
        WithSql("SET search_path = shop"));

    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("SET LOCAL lock_timeout = 5")]
    public void Judge_HarmlessSql_IsOk(string sql) => Assert.Equal(["ok"], WithSql(sql));

    [Fact]
    public void Judge_UnknownSql_IsUndecided() => Assert.Equal(
        [$"undecided urn:shop: `spec.template.spec.containers[0].env[1].value`: {Question}`urn:shop#spec.template.spec.containers[0].env[1].value`."], WithSql("?"));

    [Fact]
    public void Judge_UnknownFile_IsUndecided() =>
        Assert.Equal([$"undecided urn:files: `data.pgbouncer.ini`: {Question}`urn:files#data.pgbouncer.ini`."], Of("?"));

    [Fact]
    public void Judge_BuiltInSessionMode_IsAViolation() => Assert.Equal(
        ["violation urn:mode: `value`: in session mode shop keeps a server connection for every client as long as it stays, and so saves none; set pool_mode to transaction."],
        Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenAzure.Parameter("mode", "pgbouncer.pool_mode", "session")));

    [Fact]
    public void Judge_BuiltInDefault_IsOk() => Assert.Equal(["ok"], Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true")));

    [Fact]
    public void Judge_NoPgBouncer_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenAzure.Server()));

    private static IReadOnlyList<string> Of(string ini) => Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files(ini));

    private static IReadOnlyList<string> WithSql(string sql) => Judged.By(
        Rule,
        [
            .. GivenPods.Through(),
            GivenPods.Program("shop", 3, ("SPRING_DATASOURCE_URL", "jdbc:postgresql://pooler/app"), ("SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL", sql)),
        ]);
}
