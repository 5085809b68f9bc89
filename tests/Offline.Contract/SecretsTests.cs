using System.Collections.Immutable;
using Pulumi;

namespace Infra.Offline.Contract;

public sealed class SecretsTests
{
    [Fact]
    public async Task CreateSecret_ValueTaskOrOutput_IsSecret()
    {
        var fromOutput = Output.CreateSecret(Output.Create(1));

        Assert.True(await Output.IsSecretAsync(Output.CreateSecret(1)));
        Assert.True(await Output.IsSecretAsync(Output.CreateSecret(Task.FromResult(1))));
        Assert.True(await Output.IsSecretAsync(fromOutput));
        Assert.Equal(1, await Read.ValueAsync(fromOutput));
    }

    [Fact]
    public async Task Unsecret_Secret_IsPlainAndLeavesTheOriginal()
    {
        var secret = Output.CreateSecret("a");

        var plain = Output.Unsecret(secret);

        Assert.False(await Output.IsSecretAsync(plain));
        Assert.Equal("a", await Read.ValueAsync(plain));
        Assert.True(await Output.IsSecretAsync(secret));
    }

    [Fact]
    public async Task Combination_OneSecret_WholeIsSecret()
    {
        var secret = Output.CreateSecret("a");
        var plain = Output.Create("b");

        Assert.True(await Output.IsSecretAsync(secret.Apply(value => value.Length)));
        Assert.True(await Output.IsSecretAsync(plain.Apply(_ => secret)));
        Assert.True(await Output.IsSecretAsync(Output.All(plain, secret)));
        Assert.True(await Output.IsSecretAsync(Output.Tuple(plain, secret)));
        Assert.True(await Output.IsSecretAsync(Output.Format($"{plain}{secret}")));
        Assert.False(await Output.IsSecretAsync(Output.Format($"{plain}{plain}")));
    }

    [Fact]
    public async Task NewResource_SecretInputs_MockSeesPlainValues()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Bucket("one", new BucketArgs
        {
            Label = Output.CreateSecret("hush"),
            Zones = { Output.CreateSecret("a"), "b" },
            Owner = new OwnerArgs { Name = Output.CreateSecret("me") },
        }));

        var inputs = mocks["one"].Inputs;
        Assert.Equal("hush", inputs["label"]);
        Assert.Equal(["a", "b"], inputs.List("zones"));
        Assert.Equal("me", inputs.Map("owner")["name"]);
    }

    [Fact]
    public async Task Outputs_SecretInputEchoed_ComeBackPlain()
    {
        var bucket = await new Mocks().RunAsync(() => new Bucket(
            "one",
            new BucketArgs { Label = Output.CreateSecret("hush") },
            new CustomResourceOptions { AdditionalSecretOutputs = { "label" } }));

        Assert.Equal("hush", await Read.ValueAsync(bucket.Label));
        Assert.False(await Output.IsSecretAsync(bucket.Label));
    }

    [Fact]
    public async Task Outputs_MockReturnsSecrets_AreSecret()
    {
        var mocks = new Mocks
        {
            Answer = _ => ("id", Answers.Of("label", Output.CreateSecret("hush"))
                .Add("zones", new object[] { "a", Output.CreateSecret("b") })
                .Add("size", 1)),
        };

        var bucket = await mocks.RunAsync(() => new Bucket("one"));

        Assert.Equal("hush", await Read.ValueAsync(bucket.Label));
        Assert.True(await Output.IsSecretAsync(bucket.Label));
        Assert.Equal(["a", "b"], await Read.ItemsAsync(bucket.Zones));
        Assert.True(await Output.IsSecretAsync(bucket.Zones));
        Assert.False(await Output.IsSecretAsync(bucket.Size));
    }

    [Fact]
    public async Task RegisterOutputs_SecretOutput_MockSeesTheSecretness()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Site("site", site => site.Address = Output.CreateSecret("hush")));

        var outputs = mocks.Outputs.Single(request => request.Urn.EndsWith("::site", StringComparison.Ordinal)).Outputs;
        Assert.True(await Output.IsSecretAsync(outputs["address"]));
        Assert.Equal("hush", await Read.ValueAsync(outputs["address"]));
        Assert.False(await Output.IsSecretAsync(outputs["Visitors"]));
    }

    [Fact]
    public async Task StackOutputs_Secret_StaySecretInTheResult()
    {
        var (_, outputs) = await Deployment.TestAsync(
            new Mocks(), new(), () => ImmutableDictionary<string, object?>.Empty.Add("password", Output.CreateSecret("hush")));

        Assert.True(await Output.IsSecretAsync((Output<string>)outputs["password"]!));
    }
}
