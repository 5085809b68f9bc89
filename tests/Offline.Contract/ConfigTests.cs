using System.Globalization;
using System.Text.Json;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Offline.Contract;

public sealed class ConfigTests : ProcessStateTests
{
    private sealed record Settings(string Name, int Size);

    [Fact]
    public async Task Getters_PresentValues_AreParsed()
    {
        SetConfig(
            ("project:text", "a"), ("project:flag", "true"), ("project:count", "3"), ("project:share", "0.5"),
            ("project:object", """{"Name":"n","Size":1}"""));

        await new Mocks().RunAsync(() =>
        {
            var config = new Config();
            Assert.Equal("a", config.Get("text"));
            Assert.Equal("a", config.Require("text"));
            Assert.True(config.GetBoolean("flag"));
            Assert.True(config.RequireBoolean("flag"));
            Assert.Equal(3, config.GetInt32("count"));
            Assert.Equal(3, config.RequireInt32("count"));
            Assert.Equal(0.5, config.GetDouble("share"));
            Assert.Equal(0.5, config.RequireDouble("share"));
            Assert.Equal(new Settings("n", 1), config.GetObject<Settings>("object"));
            Assert.Equal(new Settings("n", 1), config.RequireObject<Settings>("object"));
        });
    }

    [Fact]
    public async Task Getters_AbsentValues_AreNull()
    {
        SetConfig();

        await new Mocks().RunAsync(() =>
        {
            var config = new Config();
            Assert.Null(config.Get("absent"));
            Assert.Null(config.GetBoolean("absent"));
            Assert.Null(config.GetInt32("absent"));
            Assert.Null(config.GetDouble("absent"));
            Assert.Null(config.GetObject<Settings>("absent"));
            Assert.Null(config.GetSecret("absent"));
            Assert.Null(config.GetSecretBoolean("absent"));
            Assert.Null(config.GetSecretInt32("absent"));
            Assert.Null(config.GetSecretDouble("absent"));
            Assert.Null(config.GetSecretObject<Settings>("absent"));
        });
    }

    [Fact]
    public async Task Require_AbsentValue_NamesKeyAndCommand()
    {
        SetConfig();

        await new Mocks().RunAsync(() =>
        {
            var config = new Config("app");
            Action[] calls =
            [
                () => config.Require("key"), () => config.RequireBoolean("key"), () => config.RequireInt32("key"),
                () => config.RequireDouble("key"), () => config.RequireObject<Settings>("key"), () => config.RequireSecret("key"),
                () => config.RequireSecretBoolean("key"), () => config.RequireSecretInt32("key"),
                () => config.RequireSecretDouble("key"), () => config.RequireSecretObject<Settings>("key"),
            ];
            foreach (var call in calls)
            {
                Assert.Equal(
                    "Missing Required configuration variable 'app:key'\n" +
                    "\tplease set a value using the command `pulumi config set app:key <value>`",
                    Assert.ThrowsAny<RunException>(call).Message);
            }
        });
    }

    [Fact]
    public async Task Getters_WrongType_PrintsTheValue()
    {
        SetConfig(("project:key", "hunter2"));

        await new Mocks().RunAsync(() =>
        {
            var config = new Config();
            Assert.Equal(
                "Configuration 'project:key' value 'hunter2' is not a valid Boolean",
                Assert.ThrowsAny<RunException>(() => config.GetBoolean("key")).Message);
            Assert.Equal(
                "Configuration 'project:key' value 'hunter2' is not a valid Int32",
                Assert.ThrowsAny<RunException>(() => config.RequireSecretInt32("key")).Message);
            Assert.Equal(
                "Configuration 'project:key' value 'hunter2' is not a valid Double",
                Assert.ThrowsAny<RunException>(() => config.GetDouble("key")).Message);
            var error = Assert.ThrowsAny<RunException>(() => config.RequireSecretObject<Settings>("key"));
            Assert.Equal($"Configuration 'project:key' value 'hunter2' is not a valid {typeof(Settings).FullName}", error.Message);
            Assert.IsType<JsonException>(error.InnerException);
        });
    }

    [Fact]
    public async Task GetSecret_PresentValue_IsSecretOutput()
    {
        SetConfig(("project:text", "a"), ("project:count", "3"));
        Environment.SetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", """["project:text"]""");
        Output<string>? text = null;
        Output<int>? count = null;
        string? plain = null;

        await new Mocks().RunAsync(() =>
        {
            var config = new Config();
            text = config.GetSecret("text");
            count = config.RequireSecretInt32("count");
            plain = config.Get("text");
        });

        Assert.True(await Output.IsSecretAsync(text!));
        Assert.Equal("a", await Read.ValueAsync(text!));
        Assert.True(await Output.IsSecretAsync(count!));
        Assert.Equal(3, await Read.ValueAsync(count!));
        Assert.Equal("a", plain);
    }

    [Fact]
    public async Task Name_DefaultSuffixAndOldKeys_AreResolved()
    {
        SetConfig(("shop:key", "project"), ("aws:config:region", "eu"));
        string?[] values = [null];

        await Deployment.TestAsync(new Mocks(), new TestOptions { ProjectName = "shop" }, () =>
        {
            values = [new Config().Get("key"), new Config("shop:config").Get("key"), new Config("aws").Get("region")];
        });

        Assert.Equal<string?[]>(["project", "project", "eu"], values);
    }

    [Fact]
    public async Task Getters_JsonScalars_ReadAsText()
    {
        SetConfig(("project:count", 3), ("project:flag", true), ("project:object", new { Name = "n", Size = 1 }));

        await new Mocks().RunAsync(() =>
        {
            var config = new Config();
            Assert.Equal("3", config.Get("count"));
            Assert.Equal("True", config.Get("flag"));
            Assert.Equal(new Settings("n", 1), config.GetObject<Settings>("object"));
        });
    }

    [Fact]
    public async Task Config_ChangedDuringARun_IsReadWhenTheDeploymentIsBuilt()
    {
        SetConfig(("project:key", "before"));
        string? value = null;

        await new Mocks().RunAsync(() =>
        {
            SetConfig(("project:key", "after"));
            value = new Config().Get("key");
        });

        Assert.Equal("before", value);
    }

    [Fact]
    public async Task GetDouble_Text_IsReadInTheInvariantCulture()
    {
        SetConfig(("project:share", "1.5"));
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            await new Mocks().RunAsync(() => Assert.Equal(1.5, new Config().GetDouble("share")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
