using System.Text;
using System.Text.Json;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Remedies;

namespace Infra.Policies.Rules.Tests.PgBouncers;

public class IgnoreStartupTests
{
    private const string Ini = "[databases]\n[pgbouncer]\nignore_startup_parameters = jit, extra_float_digits\npool_mode = transaction\n";
    private const string Fixed = "[databases]\n[pgbouncer]\nignore_startup_parameters = jit,extra_float_digits,options\npool_mode = transaction\n";

    [Fact]
    public void Apply_ListWithoutOptions_GetsThem()
    {
        var (properties, message) = IgnoreStartup.Apply(Map(Ini))!.Value;

        Assert.Equal(Fixed, new Property("", properties)["data"]["pgbouncer.ini"].Text.Value);
        Assert.Equal(
            "`data.pgbouncer.ini`: ignore_startup_parameters lists options too; without it a client can make PgBouncer 1.20 to 1.26.0 spin for ever (CVE-2026-107349).",
            message);
        Assert.Equal("kept", new Property("", properties)["data"]["other"].Text.Value);
    }

    [Fact]
    public void Apply_SeveralFiles_AreAllPutRight()
    {
        var ini = JsonSerializer.Serialize(Ini);
        var map = Given.Resource("kubernetes:core/v1:Secret", "s", $$"""{"stringData": {"reads-pgbouncer.ini": {{ini}}, "pgbouncer.ini": {{ini}} } }""");

        var (properties, message) = IgnoreStartup.Apply(map)!.Value;

        var data = new Property("", properties)["stringData"];
        Assert.Equal((Fixed, Fixed), (data["pgbouncer.ini"].Text.Value, data["reads-pgbouncer.ini"].Text.Value));
        Assert.StartsWith("`stringData.", message, StringComparison.Ordinal);
        Assert.Contains("` and `stringData.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_Secret_StaysEncodedAndSecret()
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(Ini));
        var (properties, _) = IgnoreStartup.Apply(Given.Resource("kubernetes:core/v1:Secret", "s", $"{{\"data\": {{\"pgbouncer.ini\": \"!{encoded}\"}}}}"))!.Value;

        var changed = new Property("", properties)["data"]["pgbouncer.ini"];
        Assert.Equal(Fixed, Encoding.UTF8.GetString(Convert.FromBase64String(changed.Text.Value!)));
        Assert.True(changed.IsSecret);
    }

    // Whether a driver sends something that an empty list refuses, no single resource tells.
    [Theory]
    [InlineData("[pgbouncer]\nignore_startup_parameters = options\n")]
    [InlineData("[pgbouncer]\nignore_startup_parameters =\n")]
    [InlineData("[pgbouncer]\npool_mode = transaction\n")]
    [InlineData("[pgbouncer\nignore_startup_parameters = jit\n")]
    [InlineData("?")]
    public void Apply_NothingCertainToDo_IsNull(string ini) => Assert.Null(IgnoreStartup.Apply(Map(ini)));

    private static ResourceNode Map(string ini) =>
        Given.Resource("kubernetes:core/v1:ConfigMap", "map", $"{{\"data\": {{\"pgbouncer.ini\": {JsonSerializer.Serialize(ini)}, \"other\": \"kept\"}}}}");
}
