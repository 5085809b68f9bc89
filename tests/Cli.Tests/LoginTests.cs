namespace Infra.Cli.Tests;

/// <summary>Which login of a role clients are told to use.</summary>
public sealed class LoginTests : IDisposable
{
    private const string First = "app: one, pooler_admin: three, pooler_stats: four";
    private const string Both = $"{First}, app_b: two";

    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("a", "app", "one")]
    [InlineData("b", "app_b", "two")]
    public async Task Outputs_Login_NameItEverywhere(string login, string user, string password)
    {
        var result = await Given(login, Both).RunAsync("outputs", "one", "--json", "--show-secrets");

        result.Fine();
        var connection = result.Json["connections"]!["readWrite"]!;
        Assert.Equal(user, connection["username"]!.ToString());
        Assert.Equal(password, connection["password"]!.ToString());
        Assert.StartsWith($"postgresql://{user}:{password}@", connection["uri"]!.ToString(), StringComparison.Ordinal);
        var variables = result.Json["workloads"]!["api"]!["env"]!.AsObject();
        Assert.Contains(variables, variable => variable.Value!.ToString().Contains($"{user}:{password}@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outputs_UnknownLogin_IsRefusedWithTheTwoThereAre() =>
        (await Given("c", Both).RunAsync("outputs", "one", "--json")).Refused(2,
            "error: `infra:login`: is not a login (received c); allowed: a, b; fix: write the one whose password clients are to use\n");

    [Fact]
    public async Task Outputs_SecondLoginWithoutAPassword_IsNotShown() =>
        (await Given("b", First).RunAsync("outputs", "one", "--json", "--show-secrets")).Refused(2,
            "error: before `pulumi up`, set the password of app_b: pulumi config set --secret --path 'infra:credentials.app_b'; fix: set them, or leave out --show-secrets\n");

    private Project Given(string login, string credentials) =>
        _project.Specified("one", more: $"  infra:credentials: {{{credentials}}}\n  infra:login: {login}\n");
}
