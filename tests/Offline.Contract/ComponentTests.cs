using Pulumi;
using Pulumi.Testing;

namespace Infra.Offline.Contract;

public sealed class ComponentTests
{
    [Fact]
    public async Task Constructor_WithoutArgs_SendsNoInputs()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Site("site"));

        Assert.Equal("test:index:Site", mocks["site"].Type);
        Assert.Empty(mocks["site"].Inputs);
    }

    [Fact]
    public async Task Constructor_WithArgs_SendsThemAsInputs()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Site("site", new OwnerArgs { Name = "me" }));

        Assert.Equal("me", mocks["site"].Inputs["name"]);
    }

    [Fact]
    public async Task RegisterOutputs_WithoutArguments_RegistersMarkedProperties()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Site("site"));

        var outputs = mocks.Outputs.Single(request => request.Urn.EndsWith("::site", StringComparison.Ordinal)).Outputs;
        Assert.Equal(["Visitors", "address"], outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("https://site", await Read.ValueAsync(outputs["address"]));
        Assert.Equal(7.0, await Read.ValueAsync(outputs["Visitors"]));
    }

    [Fact]
    public async Task RegisterOutputs_WithDictionary_RegistersItsEntriesOnly()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Site("site", new OwnerArgs { Name = "me" }));

        var outputs = mocks.Outputs.Single(request => request.Urn.EndsWith("::site", StringComparison.Ordinal)).Outputs;
        Assert.Equal(["address"], outputs.Keys);
    }

    [Fact]
    public async Task Outputs_Component_KeepsWhatItsConstructorSet()
    {
        var mocks = new Mocks { Answer = _ => ("id", Answers.Of("address", "from the mock")) };

        var site = await mocks.RunAsync(() => new Site("site"));

        Assert.Equal("https://site", await Read.ValueAsync(site.Address));
    }

    [Fact]
    public async Task Provider_OfComponent_IsInheritedBelow()
    {
        var mocks = new Mocks();

        var provider = await mocks.RunAsync(() =>
        {
            var made = new ProviderResource("test", "own", ResourceArgs.Empty, null);
            _ = new Site(
                "site",
                site => _ = new Bucket("inside", options: new CustomResourceOptions { Parent = site }),
                new ComponentResourceOptions { Provider = made });
            _ = new Bucket("outside");
            return made;
        });

        var urn = await Read.ValueAsync(provider.Urn);
        Assert.Equal("pulumi:providers:test", mocks["own"].Type);
        Assert.Equal($"{urn}::own-id", mocks["inside"].Provider);
        Assert.Equal("", mocks["outside"].Provider);
    }

    [Fact]
    public async Task Provider_OfAnotherPackage_IsNotInherited()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Site(
            "site",
            site => _ = new Bucket("inside", options: new CustomResourceOptions { Parent = site }),
            new ComponentResourceOptions { Providers = { new ProviderResource("other", "own", ResourceArgs.Empty, null) } }));

        Assert.Equal("", mocks["inside"].Provider);
    }

    [Fact]
    public async Task DependsOn_SlowResource_IsRegisteredFirst()
    {
        var mocks = new SlowMocks("first");

        await Deployment.TestAsync(mocks, new(), () =>
        {
            var site = new Site("site", parent => _ = new Bucket("first", options: new CustomResourceOptions { Parent = parent }));
            _ = new Bucket("second", options: new CustomResourceOptions { DependsOn = { site } });
        });

        Assert.Equal(["site", "first", "second"], mocks.Completed);
    }

    /// <summary>Answers one resource late, and all others at once.</summary>
    private sealed class SlowMocks(string slow) : IMocks
    {
        public List<string> Completed { get; } = [];

        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            for (var i = 0; args.Name == slow && i < 100; i++)
                await Task.Yield();
            lock (Completed)
                Completed.Add(args.Name!);
            return ("id", args.Inputs);
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();
    }
}
