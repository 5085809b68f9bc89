using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Offline.Contract;

public sealed class MocksTests
{
    [Fact]
    public async Task Instance_DefaultOptions_HasDefaultNamesAndPreviews()
    {
        (string, string, string, bool) seen = default;

        await Deployment.TestAsync(new Mocks(), new TestOptions(), () => { seen = Describe(); });

        Assert.Equal(("stack", "project", "organization", true), seen);
    }

    [Fact]
    public async Task Instance_GivenOptions_HasThem()
    {
        (string, string, string, bool) seen = default;
        string? root = null;
        var options = new TestOptions
        {
            StackName = "prod",
            ProjectName = "shop",
            OrganizationName = "acme",
            RootDirectory = "here",
            IsPreview = false,
        };

        await Deployment.TestAsync(new Mocks(), options, () =>
        {
            seen = Describe();
            root = Deployment.Instance.RootDirectory;
        });

        Assert.Equal(("prod", "shop", "acme", false), seen);
        Assert.Equal("here", root);
    }

    [Fact]
    public void Instance_OutsideARun_Throws()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Deployment.Instance);

        Assert.Equal("Trying to acquire Deployment.Instance before 'Run' was called.", error.Message);
    }

    [Fact]
    public async Task TestAsync_EveryKindOfProgram_RunsIt()
    {
        ImmutableDictionary<string, object?> outputs = ImmutableDictionary<string, object?>.Empty.Add("a", 1);
        IDictionary<string, object?> Make()
        {
            _ = new Bucket("one");
            return outputs;
        }

        var action = await Deployment.TestAsync(new Mocks(), new(), () => { Make(); });
        var task = await Deployment.TestAsync(new Mocks(), new(), () => Task.FromResult(Make()) as Task);
        var function = await Deployment.TestAsync(new Mocks(), new(), Make);
        var asynchronous = await Deployment.TestAsync(new Mocks(), new(), () => Task.FromResult(Make()));

        Assert.Equal("one", Assert.Single(action).GetResourceName());
        Assert.Equal("one", Assert.Single(task).GetResourceName());
        Assert.Equal("one", Assert.Single(function.Resources).GetResourceName());
        Assert.Equal("one", Assert.Single(asynchronous.Resources).GetResourceName());
        Assert.Same(outputs, function.Outputs);
        Assert.Same(outputs, asynchronous.Outputs);
    }

    [Fact]
    public async Task TestAsync_StackClass_ReturnsTheStackAndRegistersItsOutputs()
    {
        var mocks = new Mocks();

        var resources = await Deployment.TestAsync<ShopStack>(mocks);

        Assert.Equal(["project-stack", "one"], resources.Select(resource => resource.GetResourceName()));
        Assert.IsType<ShopStack>(resources[0]);
        Assert.Equal(["one"], mocks.Resources.Select(resource => resource.Name));
        var registered = Assert.Single(mocks.Outputs);
        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack", registered.Urn);
        Assert.Equal(["Unnamed", "address"], registered.Outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("a", await Read.ValueAsync(registered.Outputs["address"]));
    }

    [Fact]
    public async Task TestWithServiceProviderAsync_StackClass_IsTakenFromIt()
    {
        var resources = await Deployment.TestWithServiceProviderAsync<ShopStack>(new Mocks(), new Services());

        Assert.IsType<ShopStack>(resources[0]);
    }

    [Fact]
    public async Task NewResource_ComponentsAndResources_ReachTheMockTheStackDoesNot()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Site(
            "site", site => _ = new Bucket("inside", options: new CustomResourceOptions { Parent = site })));

        Assert.Equal(["test:index:Site", "test:index:Bucket"], mocks.Resources.Select(resource => resource.Type));
    }

    [Fact]
    public async Task NewResource_SameNameTwice_IsAccepted()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() =>
        {
            _ = new Bucket("one");
            _ = new Bucket("one");
        });

        Assert.Equal(["one", "one"], mocks.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task Urn_BelowAComponent_OmitsTheComponentsType()
    {
        var inside = await new Mocks().RunAsync(() =>
        {
            Bucket? made = null;
            _ = new Site("site", site => made = new Bucket("inside", options: new CustomResourceOptions { Parent = site }));
            return made!;
        });

        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Bucket::inside", await Read.ValueAsync(inside.Urn));
    }

    [Fact]
    public async Task Options_InvisibleToMocks_ChangeNothingTheySee()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() =>
        {
            var one = new Bucket("one", new BucketArgs { Label = "a" });
            _ = new Bucket("two", new BucketArgs { Label = "a" }, new CustomResourceOptions
            {
                DependsOn = { one },
                Protect = true,
                IgnoreChanges = { "label" },
                Aliases = { new Alias { Name = "old" } },
            });
        });

        var (plain, optioned) = (mocks["one"], mocks["two"]);
        Assert.Equal(plain.Inputs, optioned.Inputs);
        Assert.Equal((plain.Type, plain.Provider, plain.Id), (optioned.Type, optioned.Provider, optioned.Id));
    }

    [Fact]
    public async Task TestAsync_InParallel_KeepsRunsApart()
    {
        using var together = new Barrier(participantCount: 2);
        var runs = new[] { "one", "two" }.Select(name => Task.Run(async () =>
        {
            var seen = "";
            await Deployment.TestAsync(new Mocks(), new TestOptions { StackName = name }, () =>
            {
                together.SignalAndWait();
                seen = Deployment.Instance.StackName;
                _ = new Bucket("bucket");
            });
            return (name, seen);
        }));

        Assert.All(await Task.WhenAll(runs), run => Assert.Equal(run.name, run.seen));
    }

    [Fact]
    public async Task Invoke_Function_IsAnsweredByTheMock()
    {
        var mocks = new Mocks { Call = args => Answers.Of("answer", $"{args.Args["name"]}!") };
        Output<ImmutableDictionary<string, string>>? result = null;

        await mocks.RunAsync(() =>
        {
            result = Deployment.Instance.Invoke<ImmutableDictionary<string, string>>("test:index:lookup", new LookupArgs { Name = "a" });
        });

        Assert.Equal("a!", (await Read.ValueAsync(result!))["answer"]);
        Assert.Equal("test:index:lookup", Assert.Single(mocks.Calls).Token);
    }

    [Fact]
    public async Task Invoke_UnknownArgument_IsUnknownWithoutACall()
    {
        var mocks = new Mocks();
        Output<ImmutableDictionary<string, string>>? result = null;

        await mocks.RunAsync(() =>
        {
            result = Deployment.Instance.Invoke<ImmutableDictionary<string, string>>(
                "test:index:lookup", new LookupArgs { Name = Read.Unknown<string>() });
        });

        Assert.False(await OutputUtilities.GetIsKnownAsync(result!));
        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public async Task RegisterResourceOutputs_NotImplemented_IsIgnored()
    {
        var resources = await Deployment.TestAsync(new MinimalMocks(), new(), () => { _ = new Site("site"); });

        Assert.Single(resources);
    }

    private static (string, string, string, bool) Describe()
    {
        var instance = Deployment.Instance;
        return (instance.StackName, instance.ProjectName, instance.OrganizationName, instance.IsDryRun);
    }

    private sealed class LookupArgs : InvokeArgs
    {
        [Input("name")]
        public Input<string>? Name { get; set; }
    }

    private sealed class ShopStack : Stack
    {
        public ShopStack()
        {
            var bucket = new Bucket("one", new BucketArgs { Label = "a" });
            Address = bucket.Label;
            Unnamed = Output.Create(1);
        }

        [Output("address")]
        public Output<string> Address { get; private set; }

        [Output]
        public Output<int> Unnamed { get; private set; }
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => new ShopStack();
    }

    private sealed class MinimalMocks : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
            Task.FromResult<(string?, object)>(("id", args.Inputs));

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException();
    }
}
