using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Offline.Contract;

public sealed class ResourceTests
{
    [Fact]
    public async Task NewResource_EveryKindOfInput_ReachesTheMock()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Bucket("one", new BucketArgs
        {
            Label = "a",
            Size = 3,
            Public = true,
            Share = "25%",
            Policy = """{"a":[1,"b",null,true]}""",
            Tier = Tier.Fast,
            Colour = Colour.Blue,
            Owner = new OwnerArgs { Name = "me" },
            Zones = { "x", "y" },
            Tags = { ["k"] = "v" },
            NotAnInput = "left out",
        }));

        var sent = mocks["one"];
        Assert.Equal("test:index:Bucket", sent.Type);
        Assert.Equal("", sent.Id);
        Assert.Equal("", sent.Provider);
        Assert.Equal(
            ["colour", "label", "owner", "policy", "public", "share", "size", "tags", "tier", "zones"], sent.Inputs.Names());
        Assert.Equal("a", sent.Inputs["label"]);
        Assert.Equal(3.0, sent.Inputs["size"]);
        Assert.Equal(true, sent.Inputs["public"]);
        Assert.Equal("25%", sent.Inputs["share"]);
        Assert.Equal([1.0, "b", null, true], (object?[])sent.Inputs.Map("policy").List("a"));
        Assert.Equal("fast", sent.Inputs["tier"]);
        Assert.Equal(1.0, sent.Inputs["colour"]);
        Assert.Equal("me", sent.Inputs.Map("owner")["name"]);
        Assert.Equal(["x", "y"], sent.Inputs.List("zones"));
        Assert.Equal("v", sent.Inputs.Map("tags")["k"]);
    }

    [Fact]
    public async Task NewResource_CollectionNeverTouched_IsLeftOut()
    {
        var mocks = new Mocks();
        var read = new BucketArgs();
        _ = read.Zones;

        await mocks.RunAsync(() =>
        {
            _ = new Bucket("untouched", new BucketArgs());
            _ = new Bucket("read", read);
            _ = new Bucket("none");
        });

        Assert.Empty(mocks["untouched"].Inputs);
        Assert.Empty(mocks["none"].Inputs);
        Assert.Equal(["zones"], mocks["read"].Inputs.Names());
    }

    [Fact]
    public async Task NewResource_JsonInput_IsSentAsText()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Bucket("one", new BucketArgs { Flags = new InputMap<bool> { ["on"] = true } }));

        Assert.Equal("""{ "on": true }""", mocks["one"].Inputs["flags"]);
    }

    [Fact]
    public async Task Outputs_EveryKind_AreConvertedFromTheState()
    {
        var mocks = new Mocks
        {
            Answer = _ => ("the-id", new Dictionary<string, object>
            {
                ["label"] = "a",
                ["size"] = 3,
                ["limit"] = 4.0,
                ["zones"] = new[] { "x", "y" },
                ["tags"] = new Dictionary<string, string> { ["k"] = "v" },
                ["share"] = "25%",
                ["tier"] = "fast",
                ["owner"] = new Dictionary<string, object> { ["name"] = "me", ["years"] = 5 },
                ["Unnamed"] = "by its own name",
            }),
        };

        var bucket = await mocks.RunAsync(() => new Bucket("one"));

        Assert.Equal("the-id", await Read.ValueAsync(bucket.Id));
        Assert.Equal("a", await Read.ValueAsync(bucket.Label));
        Assert.Equal(3, await Read.ValueAsync(bucket.Size));
        Assert.Equal(4, await Read.ValueAsync(bucket.Limit));
        Assert.Equal(["x", "y"], await Read.ItemsAsync(bucket.Zones));
        Assert.Equal(new Dictionary<string, string> { ["k"] = "v" }, await Read.ValueAsync(bucket.Tags));
        Assert.Equal("25%", (await Read.ValueAsync(bucket.Share)).AsT1);
        Assert.Equal(Tier.Fast, await Read.ValueAsync(bucket.Tier));
        var owner = await Read.ValueAsync(bucket.Owner);
        Assert.Equal(("me", 5), (owner.Name, owner.Age));
        Assert.Equal("by its own name", await Read.ValueAsync(bucket.Unnamed));
    }

    [Fact]
    public async Task Outputs_ValueOfTheWrongType_IsTheDefaultWithoutFailingTheRun()
    {
        var mocks = new Mocks { Answer = _ => ("id", Answers.Of("size", "three")) };

        var bucket = await mocks.RunAsync(() => new Bucket("one"));

        Assert.Equal(0, await Read.ValueAsync(bucket.Size));
    }

    [Fact]
    public async Task GetResourceTypeAndName_Resource_AreThoseGiven()
    {
        var bucket = await new Mocks().RunAsync(() => new Bucket("one"));

        Assert.Equal("test:index:Bucket", bucket.GetResourceType());
        Assert.Equal("one", bucket.GetResourceName());
    }

    [Fact]
    public async Task Outputs_Resource_DependOnIt()
    {
        var bucket = await new Mocks().RunAsync(() => new Bucket("one", new BucketArgs { Label = "a" }));

        Assert.Same(bucket, Assert.Single(await OutputUtilities.GetDependenciesAsync(bucket.Label)));
        Assert.Same(bucket, Assert.Single(await OutputUtilities.GetDependenciesAsync(bucket.Id)));
    }

    [Fact]
    public async Task NewResource_ResourceAsInput_IsAResourceOfTheSameUrn()
    {
        var mocks = new Mocks();

        var one = await mocks.RunAsync(() =>
        {
            var made = new Bucket("one");
            _ = new Bucket("two", new BucketArgs { Other = made });
            return made;
        });

        var other = Assert.IsType<Resource>(mocks["two"].Inputs["other"], exactMatch: false);
        Assert.Equal(await Read.ValueAsync(one.Urn), await Read.ValueAsync(other.Urn));
    }

    [Fact]
    public async Task Options_IdGiven_ReadsTheResource()
    {
        var mocks = new Mocks { Answer = args => ("ignored", Answers.Of("label", $"of {args.Id}")) };

        var bucket = await mocks.RunAsync(() => new Bucket("one", options: new CustomResourceOptions { Id = "existing" }));

        Assert.Equal("existing", mocks["one"].Id);
        Assert.Equal("existing", await Read.ValueAsync(bucket.Id));
        Assert.Equal("of existing", await Read.ValueAsync(bucket.Label));
    }

    [Fact]
    public async Task Options_ImportIdGiven_IsTheIdWhereTheMockHasNone()
    {
        var mocks = new Mocks { Answer = _ => (null, Answers.Nothing) };

        var bucket = await mocks.RunAsync(() => new Bucket("one", options: new CustomResourceOptions { ImportId = "existing" }));

        Assert.Equal("existing", mocks["one"].Id);
        Assert.Equal("existing", await Read.ValueAsync(bucket.Id));
    }

    [Fact]
    public async Task DictionaryResourceArgs_Values_AreSent()
    {
        var mocks = new Mocks();
        var args = new DictionaryResourceArgs(ImmutableDictionary<string, object?>.Empty.Add("label", Output.Create("a")).Add("size", 3));

        await mocks.RunAsync(() => new Bucket("one", args));

        Assert.Equal("a", mocks["one"].Inputs["label"]);
        Assert.Equal(3.0, mocks["one"].Inputs["size"]);
    }
}
