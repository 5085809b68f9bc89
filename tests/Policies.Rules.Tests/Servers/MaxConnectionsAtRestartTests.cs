namespace Infra.Policies.Rules.Tests.Servers;

public class MaxConnectionsAtRestartTests
{
    private const string Rule = "max-connections-static";
    private const string At = "parameters[0].applyMethod";
    private const string Question = "whether max_connections waits for a restart cannot be told; it depends on ";

    [Fact]
    public void Judge_AtRestart_IsOk() => Assert.Equal(["ok"], Of(""", "applyMethod": "pending-reboot" """));

    [Theory]
    [InlineData(""", "applyMethod": "immediate" """, "`immediate`")]
    [InlineData("", "not set, which means `immediate`")]
    public void Judge_AtOnce_IsAViolation(string method, string received) => Assert.Equal(
        [
            $"violation urn:group: `{At}`: max_connections takes effect at a restart only, and applyMethod is {received}; "
            + "write `pending-reboot` and plan the restart.",
        ],
        Of(method));

    [Fact]
    public void Judge_UnknownMethod_IsUndecided() => Assert.Equal([$"undecided urn:group: `{At}`: {Question}`urn:group#{At}`."], Of(""", "applyMethod": "?" """));

    [Fact]
    public void Judge_UnknownGroup_IsUndecided() => Assert.Equal(
        [$"undecided urn:server: `parameterGroupName`: {Question}`urn:server#parameterGroupName`."], Judged.By(Rule, GivenAws.Instance()));

    [Fact]
    public void Judge_DefaultKept_IsNotApplicable() => Assert.Equal(
        ["not applicable"], Judged.By(Rule, GivenAws.Instance(), GivenAws.Group("[]"), GivenAzure.Server(), GivenAzure.Parameter("max", "max_connections", "500")));

    private static IReadOnlyList<string> Of(string method) =>
        Judged.By(Rule, GivenAws.Instance(), GivenAws.Group($$"""[{"name": "max_connections", "value": "500" {{method}} }]"""));
}
