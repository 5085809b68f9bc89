using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Pooling.Aws.Tests.Support;

/// <summary>A resource as a program asked for it.</summary>
internal sealed record Seen(
    string Type, string Name, Resource Resource, Resource? Parent, ResourceArgs? Args, ImmutableArray<Resource> DependsOn, ResourceOptions Options)
{
    public bool DeleteBeforeReplace => Options is CustomResourceOptions { DeleteBeforeReplace: true };
}

/// <summary>Runs a program and keeps everything that it registers: inputs from the mocks, parents and dependencies from a transformation.</summary>
internal sealed class Cloud : IMocks
{
    private static readonly AsyncLocal<Cloud?> Current = new();

    private readonly List<(Resource Resource, ResourceArgs? Args, ResourceOptions Options)> _seen = [];
    private readonly List<MockResourceArgs> _registered = [];
    private readonly Lock _lock = new();
    private Action _program = () => { };

    public ImmutableArray<Seen> Resources { get; private set; } = [];

    public ImmutableArray<MockResourceArgs> Registered => [.. _registered];

    /// <summary>Runs a program as an update, where AWS has answered, or as a preview, where it has not.</summary>
    public static async Task<Cloud> RunAsync(Action program, bool isPreview = false)
    {
        var cloud = new Cloud { _program = program };
        Current.Value = cloud;
        await Deployment.TestAsync<Program>(cloud, new TestOptions { IsPreview = isPreview, StackName = "test", ProjectName = "orders" });
        var resources = ImmutableArray.CreateBuilder<Seen>();
        foreach (var (resource, args, options) in cloud._seen.Where(seen => seen.Resource is not Program))
        {
            var dependsOn = await OutputUtilities.GetValueAsync(((Input<ImmutableArray<Resource>>)options.DependsOn).ToOutput());
            resources.Add(new(resource.GetResourceType(), resource.GetResourceName(), resource, options.Parent, args, dependsOn, options));
        }

        cloud.Resources = resources.ToImmutable();
        return cloud;
    }

    /// <summary>The inputs of the only resource of a type, or of the one with a name.</summary>
    public ImmutableDictionary<string, object> this[string type, string? name = null] =>
        Assert.Single(_registered, args => args.Type == type && (name is null || args.Name == name)).Inputs;

    public Seen The(string type, string? name = null) => Assert.Single(Resources, seen => seen.Type == type && (name is null || seen.Name == name));

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        lock (_lock)
            _registered.Add(args);
        return Task.FromResult(Deployment.Instance.IsDryRun ? (null, args.Inputs) : ((string?)$"{args.Name}-id", (object)Answer(args)));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"unexpected call of {args.Token}");

    private static ImmutableDictionary<string, object> Answer(MockResourceArgs args)
    {
        const string Account = "eu-west-1:123456789012";
        var name = args.Name!;
        return args.Type switch
        {
            "aws:rds/instance:Instance" => args.Inputs
                .SetItem("arn", $"arn:aws:rds:{Account}:db:{name}").SetItem("resourceId", $"db-{name.ToUpperInvariant()}").SetItem("address", $"{name}.rds.test")
                .SetItem("masterUserSecrets", MasterSecret),
            "aws:rds/cluster:Cluster" => args.Inputs
                .SetItem("arn", $"arn:aws:rds:{Account}:cluster:{name}").SetItem("clusterResourceId", $"cluster-{name.ToUpperInvariant()}")
                .SetItem("endpoint", $"{name}.cluster.test").SetItem("readerEndpoint", $"{name}.cluster-ro.test").SetItem("masterUserSecrets", MasterSecret),
            "aws:rds/proxy:Proxy" => args.Inputs
                .SetItem("arn", $"arn:aws:rds:{Account}:db-proxy:prx-{name}").SetItem("endpoint", $"{name}.proxy.test").SetItem("region", "eu-west-1"),
            "aws:rds/proxyEndpoint:ProxyEndpoint" => args.Inputs.SetItem("endpoint", $"{name}.proxy.test"),
            "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup" => args.Inputs.SetItem("name", "default"),
            "aws:secretsmanager/secret:Secret" => args.Inputs.SetItem("arn", $"arn:aws:secretsmanager:{Account}:secret:{name}"),
            "aws:kms/key:Key" => args.Inputs.SetItem("arn", $"arn:aws:kms:{Account}:key/{name}"),
            "aws:iam/role:Role" => args.Inputs.SetItem("arn", $"arn:aws:iam::123456789012:role/{name}").SetItem("name", name),
            _ => args.Inputs.ContainsKey("name") ? args.Inputs : args.Inputs.SetItem("name", name),
        };
    }

    private static ImmutableArray<object> MasterSecret =>
        [ImmutableDictionary<string, object>.Empty.Add("secretArn", "arn:master").Add("kmsKeyId", "key").Add("secretStatus", "active")];

    private sealed class Program : Stack
    {
        public Program()
            : base(new StackOptions { ResourceTransformations = { Current.Value!.Watch } }) => Current.Value!._program();
    }

    private ResourceTransformationResult? Watch(ResourceTransformationArgs args)
    {
        lock (_lock)
            _seen.Add((args.Resource, args.Args, args.Options));
        return null;
    }
}
