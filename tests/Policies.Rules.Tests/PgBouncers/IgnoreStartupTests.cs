using System.Text;
using System.Text.Json;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Remedies;

namespace Infra.Policies.Rules.Tests.PgBouncers;

public class IgnoreStartupTests
{
    [Theory]
    [InlineData("[databases]\n[pgbouncer]\npool_mode = transaction\n", "[databases]\n[pgbouncer]\nignore_startup_parameters = extra_float_digits,options\npool_mode = transaction\n")]
    [InlineData("[pgbouncer]\nignore_startup_parameters = jit, options\n", "[pgbouncer]\nignore_startup_parameters = jit,options,extra_float_digits\n")]
    public void Apply_Missing_IsListed(string before, string after)
    {
        var (properties, message) = IgnoreStartup.Apply(Map(before))!.Value;

        Assert.Equal(after, new Property("", properties)["data"]["pgbouncer.ini"].Text.Value);
        Assert.Equal("`data.pgbouncer.ini`: ignore_startup_parameters lists extra_float_digits and options, which drivers send.", message);
        Assert.Equal("kept", new Property("", properties)["data"]["other"].Text.Value);
    }

    [Fact]
    public void Apply_Secret_StaysEncodedAndSecret()
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes("[pgbouncer]\n"));
        var (properties, _) = IgnoreStartup.Apply(Given.Resource("kubernetes:core/v1:Secret", "s", $"{{\"data\": {{\"pgbouncer.ini\": \"!{encoded}\"}}}}"))!.Value;

        var changed = new Property("", properties)["data"]["pgbouncer.ini"];
        Assert.Equal("[pgbouncer]\nignore_startup_parameters = extra_float_digits,options\n", Encoding.UTF8.GetString(Convert.FromBase64String(changed.Text.Value!)));
        Assert.True(changed.IsSecret);
    }

    [Theory]
    [InlineData("[pgbouncer]\nignore_startup_parameters = extra_float_digits,options,jit\n")]
    [InlineData("[pgbouncer\n")]
    [InlineData("?")]
    public void Apply_NothingCertainToDo_IsNull(string ini) => Assert.Null(IgnoreStartup.Apply(Map(ini)));

    private static ResourceNode Map(string ini) =>
        Given.Resource("kubernetes:core/v1:ConfigMap", "map", $"{{\"data\": {{\"pgbouncer.ini\": {JsonSerializer.Serialize(ini)}, \"other\": \"kept\"}}}}");
}
