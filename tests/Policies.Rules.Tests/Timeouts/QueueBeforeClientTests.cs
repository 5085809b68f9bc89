namespace Infra.Policies.Rules.Tests.Timeouts;

public class QueueBeforeClientTests
{
    private const string Rule = "query-wait";
    private const string Default = "[databases]\napp = host=db.example.com\n[pgbouncer]\npool_mode = transaction\n";
    private const string Question = "whether PgBouncer gives up before its clients cannot be told; it depends on ";

    [Theory]
    [InlineData("Host=pooler;Database=app")]
    [InlineData("postgres://app@pooler/app?connect_timeout=9")]
    public void Judge_QueueFirst_IsOk(string text) => Assert.Equal(["ok"], Of(text));

    [Fact]
    public void Judge_DefaultQueue_IsAViolationOfBothTimes() => Assert.Equal(
        [
            "violation urn:files: `data.pgbouncer.ini query_wait_timeout`: query_wait_timeout 120 s is not below shop's Timeout 15 s; allowed is less than 15 s; lower it.",
            "violation urn:files: `data.pgbouncer.ini query_wait_timeout`: query_wait_timeout 120 s is not below shop's Command Timeout 30 s; allowed is less than 30 s; lower it.",
        ],
        Of("Host=pooler;Database=app;Password=hunter2", Default));

    [Fact]
    public void Judge_EndlessQueue_IsAViolation() => Assert.Equal(
        [
            "violation urn:files: `data.pgbouncer.ini:5 query_wait_timeout`: query_wait_timeout has no end, and so is not below shop's connect_timeout 9 s; "
            + "allowed is less than 9 s; lower it.",
        ],
        Of("postgres://app@pooler/app?connect_timeout=9", $"{Default}query_wait_timeout = 0\n"));

    [Fact]
    public void Judge_BuiltInDefault_IsAViolation() => Assert.Equal(
        [
            "violation urn:server: `pgbouncer.query_wait_timeout`: pgbouncer.query_wait_timeout 120 s is not below shop's connect_timeout 9 s; "
            + "allowed is less than 9 s; lower it.",
        ],
        Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenPods.Program("DATABASE_URL", $"postgres://app@{GivenAzure.Host}:6432/app?connect_timeout=9")));

    [Fact]
    public void Judge_UnknownString_IsUndecided() => Assert.Equal(
        [Judged.Once("spec.template.spec.containers[0].env[0].value", "pgbouncer-client-cap, npgsql-reset and query-wait")], Of("?"));

    [Fact]
    public void Judge_UnknownQueue_IsUndecided() => Assert.Equal(
        [$"undecided urn:wait: `value`: {Question}`urn:wait#value`."],
        Judged.By(
            Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenAzure.Parameter("wait", "pgbouncer.query_wait_timeout", "?"),
            GivenPods.Program("DATABASE_URL", $"postgres://app@{GivenAzure.Host}:6432/app?connect_timeout=9")));

    [Theory]
    [InlineData("postgres://app@pooler/app")]
    [InlineData("Host=db.example.com;Database=app")]
    public void Judge_NobodyWaits_IsNotApplicable(string text) => Assert.Equal(["not applicable"], Of(text));

    private static IReadOnlyList<string> Of(string text, string ini = GivenPods.Sound) =>
        Judged.By(Rule, [.. GivenPods.Through(ini), GivenPods.Program("DATABASE_URL", text)]);
}
