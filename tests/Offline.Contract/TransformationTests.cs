using Pulumi;

namespace Infra.Offline.Contract;

public sealed class TransformationTests
{
    private static readonly List<(Resource Resource, ResourceArgs Args, ResourceOptions Options)> s_none = [];
    private static readonly AsyncLocal<List<(Resource Resource, ResourceArgs Args, ResourceOptions Options)>> s_seen = new();

    [Fact]
    public async Task StackOptions_Transformation_SeesTheStackAndAllBelow()
    {
        var seen = s_seen.Value = [];

        await Deployment.TestAsync<ObservedStack>(new Mocks());

        Assert.Equal(
            ["project-stack", "own", "site", "inside", "deep", "outside"], seen.Select(call => call.Resource.GetResourceName()));
        Assert.Equal("pulumi:pulumi:Stack", seen[0].Resource.GetResourceType());
    }

    [Fact]
    public async Task StackOptions_Transformation_RunsBeforeDefaultsAreFilledIn()
    {
        var seen = s_seen.Value = [];

        await Deployment.TestAsync<ObservedStack>(new Mocks());

        var options = seen.ToDictionary(call => call.Resource.GetResourceName(), call => call.Options);
        Assert.Null(options["site"].Parent);
        Assert.Null(options["outside"].Parent);
        Assert.Equal("site", options["inside"].Parent?.GetResourceName());
        Assert.True(options["site"].Protect);
        Assert.Null(options["inside"].Protect);
        Assert.Equal("own", options["site"].Provider?.GetResourceName());
        Assert.Null(options["inside"].Provider);
        Assert.Null(options["outside"].Id);
    }

    [Fact]
    public async Task StackOptions_Transformation_SeesArgsAndOptionsAsGiven()
    {
        var seen = s_seen.Value = [];

        await Deployment.TestAsync<ObservedStack>(new Mocks());

        var args = seen.ToDictionary(call => call.Resource.GetResourceName(), call => call.Args);
        Assert.Same(ObservedStack.OutsideArgs, args["outside"]);
        Assert.Same(ObservedStack.OutsideOptions, seen.Single(call => call.Resource.GetResourceName() == "outside").Options);
        Assert.Same(ResourceArgs.Empty, args["site"]);
        Assert.Same(ResourceArgs.Empty, args["inside"]);
        Assert.IsType<CustomResourceOptions>(seen[^2].Options);
        Assert.IsType<ComponentResourceOptions>(seen[0].Options);
    }

    [Fact]
    public async Task Transformations_OwnAndInherited_RunFromTheResourceOutwards()
    {
        var order = new List<string>();
        ResourceTransformation Note(string name) => args =>
        {
            order.Add($"{name}: {args.Resource.GetResourceName()}");
            return null;
        };

        await new Mocks().RunAsync(() => new Site(
            "site",
            site => _ = new Bucket("inside", options: new CustomResourceOptions
            {
                Parent = site,
                ResourceTransformations = { Note("own 1"), Note("own 2") },
            }),
            new ComponentResourceOptions { ResourceTransformations = { Note("site") } }));

        Assert.Equal(["site: site", "own 1: inside", "own 2: inside", "site: inside"], order);
    }

    [Fact]
    public async Task Transformation_NewArgsAndOptions_ReachTheNextAndTheMock()
    {
        var mocks = new Mocks();
        var args = new BucketArgs { Label = "changed" };
        var options = new CustomResourceOptions { ImportId = "changed" };
        ResourceTransformationArgs? next = null;

        await mocks.RunAsync(() => new Bucket("one", new BucketArgs { Label = "given" }, new CustomResourceOptions
        {
            ResourceTransformations =
            {
                _ => new ResourceTransformationResult(args, options),
                seen =>
                {
                    next = seen;
                    return null;
                },
            },
        }));

        Assert.Same(args, next?.Args);
        Assert.Same(options, next?.Options);
        Assert.Equal("changed", mocks["one"].Inputs["label"]);
        Assert.Equal("changed", mocks["one"].Id);
    }

    [Fact]
    public async Task Options_GivenByTheCaller_AreNotChanged()
    {
        var options = new CustomResourceOptions();

        await new Mocks().RunAsync(() => new Site(
            "site",
            site =>
            {
                options.Parent = site;
                _ = new Bucket("inside", options: options);
            },
            new ComponentResourceOptions { Protect = true }));

        Assert.Null(options.Protect);
    }

    private sealed class ObservedStack : Stack
    {
        public static readonly BucketArgs OutsideArgs = new() { Label = "a" };
        public static readonly CustomResourceOptions OutsideOptions = new();

        public ObservedStack()
            : base(new StackOptions { ResourceTransformations = { Observe } })
        {
            var provider = new ProviderResource("test", "own", ResourceArgs.Empty, null);
            _ = new Site("site", Build, new ComponentResourceOptions { Protect = true, Provider = provider });
            _ = new Bucket("outside", OutsideArgs, OutsideOptions);
        }

        private static ResourceTransformationResult? Observe(ResourceTransformationArgs args)
        {
            (s_seen.Value ?? s_none).Add((args.Resource, args.Args, args.Options));
            return null;
        }

        private static void Build(Site site)
        {
            var inside = new Bucket("inside", options: new CustomResourceOptions { Parent = site });
            _ = new Bucket("deep", options: new CustomResourceOptions { Parent = inside });
        }
    }
}
