using Pulumi;
using Pulumi.Utilities;

namespace Infra.Offline.Contract;

public sealed class UnknownTests
{
    [Fact]
    public async Task GetValueAsync_Unknown_IsTheTypesDefault()
    {
        var unknown = OutputUtilities.CreateUnknown("a");

        Assert.False(await OutputUtilities.GetIsKnownAsync(unknown));
        Assert.Null(await OutputUtilities.GetValueAsync(unknown));
    }

    [Fact]
    public async Task Apply_Unknown_NeverRuns()
    {
        var ran = false;

        var result = Read.Unknown<int>().Apply(_ => ran = true);

        Assert.False(await OutputUtilities.GetIsKnownAsync(result));
        Assert.False(ran);
    }

    [Fact]
    public async Task Combination_OneUnknown_WholeIsUnknown()
    {
        var unknown = Read.Unknown<string>();
        var known = Output.Create("a");

        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.All(known, unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Tuple(known, unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Format($"{known}{unknown}")));
        Assert.False(await OutputUtilities.GetIsKnownAsync(known.Apply(_ => unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(new InputList<string> { known, unknown }.ToOutput()));
        Assert.False(await OutputUtilities.GetIsKnownAsync(new InputMap<string> { ["a"] = unknown }.ToOutput()));
    }

    [Fact]
    public async Task CreateSecret_Unknown_IsSecretAndUnknown()
    {
        var secret = Output.CreateSecret(Read.Unknown<string>());

        Assert.True(await Output.IsSecretAsync(secret));
        Assert.True(await Output.IsSecretAsync(secret.Apply(value => value.Length)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(secret));
    }

    [Fact]
    public async Task Outputs_AbsentFromStateInPreview_AreUnknown()
    {
        var mocks = new Mocks { Answer = _ => ("id", Answers.Nothing) };

        var bucket = await mocks.RunAsync(() => new Bucket("one"));

        Assert.False(await OutputUtilities.GetIsKnownAsync(bucket.Label));
        Assert.False(await OutputUtilities.GetIsKnownAsync(bucket.Size));
        Assert.True(await OutputUtilities.GetIsKnownAsync(bucket.Id));
    }

    [Fact]
    public async Task Outputs_AbsentFromStateInUpdate_AreDefaults()
    {
        var mocks = new Mocks { Answer = _ => ("id", Answers.Nothing) };

        var bucket = await mocks.RunAsync(() => new Bucket("one"), isPreview: false);

        Assert.Null(await Read.ValueAsync(bucket.Label));
        Assert.Equal(0, await Read.ValueAsync(bucket.Size));
        Assert.Null(await Read.ValueAsync(bucket.Limit));
        Assert.True((await Read.ValueAsync(bucket.Zones)).IsDefault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NewResource_InputFromAbsentOutput_LacksTheKey(bool isPreview)
    {
        var mocks = new Mocks { Answer = _ => ("id", Answers.Nothing) };

        await mocks.RunAsync(
            () =>
            {
                var one = new Bucket("one");
                _ = new Bucket("two", new BucketArgs { Label = one.Label, Public = true });
            },
            isPreview);

        Assert.Equal(["public"], mocks["two"].Inputs.Names());
    }

    [Fact]
    public async Task NewResource_OneUnknownElement_DropsTheWholeProperty()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Bucket("one", new BucketArgs
        {
            Label = "a",
            Zones = { "a", Read.Unknown<string>() },
            Tags = { ["a"] = "b", ["c"] = Read.Unknown<string>() },
            Owner = new OwnerArgs { Name = Read.Unknown<string>() },
        }));

        Assert.Equal(["label"], mocks["one"].Inputs.Names());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Id_NullFromMock_IsUnknownAndFormatNeverRuns(bool isPreview)
    {
        var mocks = new Mocks { Answer = _ => (null, Answers.Nothing) };

        var bucket = await mocks.RunAsync(() => new Bucket("one"), isPreview);

        Assert.False(await OutputUtilities.GetIsKnownAsync(bucket.Id));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Format($"{bucket.Id}:5432")));
    }

    [Fact]
    public async Task RegisterOutputs_UnknownOutput_MockSeesItUnknown()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Site("site", site => site.Address = Read.Unknown<string>()));

        var outputs = mocks.Outputs.Single(request => request.Urn.EndsWith("::site", StringComparison.Ordinal)).Outputs;
        Assert.False(await OutputUtilities.GetIsKnownAsync(outputs["address"]));
        Assert.Equal(7.0, await Read.ValueAsync(outputs["Visitors"]));
    }
}
