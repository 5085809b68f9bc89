using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Servers;

public class IdleEndsTests
{
    private const string Rule = "idle-transaction";
    private const string Ends = """{"name": "idle_in_transaction_session_timeout", "value": "60000"}""";
    private const string Question = "whether idle transactions end and pooled connections stay cannot be told; it depends on ";

    [Fact]
    public void Judge_TransactionsEnd_IsOk() => Assert.Equal(["ok"], Of($"[{Ends}]"));

    [Fact]
    public void Judge_NotSet_IsAViolation() => Assert.Equal(
        [
            "violation urn:server: `idle_in_transaction_session_timeout`: idle_in_transaction_session_timeout is not set, "
            + "so that a transaction that idles keeps its connection for a day or for ever; set it, for example to 60000 ms.",
        ],
        Of("[]"));

    [Theory]
    [InlineData("0", "ever")]
    [InlineData("86400000", "a day or longer")]
    public void Judge_TooLong_IsAViolation(string value, string time) => Assert.Equal(
        [
            $"violation urn:group: `parameters[0].value`: idle_in_transaction_session_timeout is {value} ms, "
            + $"so that a transaction that idles keeps its connection for {time}; set it, for example to 60000 ms.",
        ],
        Of($$"""[{"name": "idle_in_transaction_session_timeout", "value": "{{value}}"}]"""));

    [Fact]
    public void Judge_SessionsEndUnderPgBouncer_IsAViolation() => Assert.Equal(
        [
            "violation urn:group: `parameters[1].value`: idle_session_timeout is 60000 ms, and the pooler keeps idle connections for 600 s, "
            + "so that the server ends them under it; set it to 0, or above 600000 ms.",
        ],
        Of(Sessions("60000"), GivenPods.Through()));

    [Fact]
    public void Judge_SessionsEndUnderTheProxy_IsAViolation() => Assert.Equal(
        [
            "violation urn:group: `parameters[1].value`: idle_session_timeout is 60000 ms, and the pooler keeps idle connections without end, "
            + "so that the server ends them under it; set it to 0.",
        ],
        Of(Sessions("60000"), GivenAws.Proxy()));

    [Theory]
    [InlineData("0")]
    [InlineData("600001")]
    public void Judge_SessionsThatStay_AreOk(string value) => Assert.Equal(["ok"], Of(Sessions(value), GivenPods.Through()));

    [Fact]
    public void Judge_NoPooler_SessionsMayEnd() => Assert.Equal(["ok"], Of(Sessions("60000"), [GivenPods.Program("DATABASE_URL", "postgres://app@db.example.com/app")]));

    [Fact]
    public void Judge_UnknownValue_IsUndecided() => Assert.Equal(
        [$"undecided urn:group: `parameters[0].value`: {Question}`urn:group#parameters[0].value`."],
        Of("""[{"name": "idle_in_transaction_session_timeout", "value": "?"}]"""));

    [Fact]
    public void Judge_UnknownSessions_IsUndecided() => Assert.Equal(
        [$"undecided urn:group: `parameters[1].value`: {Question}`urn:group#parameters[1].value`."], Of(Sessions("?"), GivenPods.Through()));

    [Fact]
    public void Judge_UnknownGroup_IsUndecided() => Assert.Equal(
        [$"undecided urn:server: `parameterGroupName`: {Question}`urn:server#parameterGroupName`."], Judged.By(Rule, GivenAws.Instance()));

    [Fact]
    public void Judge_BuiltIn_IsComparedWithItsOwnTime() => Assert.Equal(
        [
            "violation urn:session: `value`: idle_session_timeout is 60000 ms, and the pooler keeps idle connections for 180 s, "
            + "so that the server ends them under it; set it to 0, or above 180000 ms.",
        ],
        Judged.By(
            Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenAzure.Parameter("idle", "idle_in_transaction_session_timeout", "60000"),
            GivenAzure.Parameter("session", "idle_session_timeout", "60000"), GivenAzure.Parameter("pool", "pgbouncer.server_idle_timeout", "180"),
            GivenPods.Program("DATABASE_URL", $"postgres://app@{GivenAzure.Host}:6432/app")));

    [Fact]
    public void Judge_Replica_HasWhatItsPrimaryHas() => Assert.Equal(
        ["ok"],
        Judged.By(
            Rule, GivenAzure.Server(), GivenAzure.Parameter("idle", "idle_in_transaction_session_timeout", "60000"),
            Given.Resource("azure-native:dbforpostgresql:Server", "replica", """{"serverName": "two", "createMode": "Replica", "sourceServerResourceId": "/flexibleServers/shop"}""")));

    [Fact]
    public void Judge_NoServer_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenPods.Through()));

    private static string Sessions(string value) => $$"""[{{Ends}}, {"name": "idle_session_timeout", "value": "{{value}}"}]""";

    private static IReadOnlyList<string> Of(string parameters, params ResourceNode[] more) => Judged.By(Rule, [GivenAws.Instance(), GivenAws.Group(parameters), .. more]);
}
