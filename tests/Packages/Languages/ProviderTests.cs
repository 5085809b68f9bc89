using System.Collections.Immutable;
using Infra.Provider;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Packages.Languages;

/// <summary>The provider's components, made as the SDK's host makes them: from texts and maps.</summary>
public class ProviderTests
{
    private const string Kubernetes = """
        {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db.example.com", "maxConnections": 100},
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
        """;

    private const string Aws = """
        {"target": "aws",
         "database": {"name": "orders", "user": "orders", "instanceClass": "db.m7g.large", "rds": {"network":
           {"vpcId": "vpc-0123", "subnets": {"use1-az1": "subnet-0a1", "use1-az2": "subnet-0b2"}, "clients": ["sg-0123"]}}},
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
        """;

    private const string Azure = """
        {"target": "azure", "database": {"name": "orders", "user": "orders", "sku": "Standard_D4ds_v5"},
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
        """;

    [Fact]
    public async Task PgBouncer_OfASpecification_MakesThePool() => Assert.Equal(
        ["pooling:index:PgBouncer", "pooling:kubernetes:PgBouncerPool"],
        await TypesAsync(() => new PgBouncer("pool", new PgBouncerArgs
        {
            Specification = Kubernetes,
            Credentials = Passwords("app", "pooler_admin", "pooler_stats"),
            CertificateSecret = "tls",
            DatabaseCaSecret = "ca",
        })));

    [Fact]
    public async Task RdsProxy_OfASpecification_MakesDatabaseAndProxy() => Assert.Equal(
        ["pooling:aws:PostgresInstance", "pooling:aws:RdsProxyPool", "pooling:index:RdsProxy"],
        await TypesAsync(() => new RdsProxy("orders", new RdsProxyArgs { Specification = Aws, Credentials = Passwords("orders") })));

    [Fact]
    public async Task FlexibleServer_OfASpecification_MakesTheServer() => Assert.Equal(
        ["pooling:azure:FlexibleServerPool", "pooling:index:FlexibleServer"],
        await TypesAsync(() => new FlexibleServer("orders", new FlexibleServerArgs
        {
            Specification = Azure,
            Credentials = Passwords("orders", "pooling_admin"),
            ResourceGroupName = "rg",
        })));

    [Theory]
    [InlineData("{", "`specification` of PgBouncer is not JSON; allowed: the object that stands under `infra:pooling` in a stack's file, as JSON; fix: write it as an object of your language and turn that into JSON")]
    [InlineData("{\"target\": \"aws\"}", "`database`: is missing")]
    [InlineData(Azure, "`target`: is not that of PgBouncer (received azure); allowed: kubernetes; fix: write `target: kubernetes`, or use another component")]
    public async Task PgBouncer_OfAWrongSpecification_IsRefused(string specification, string expected)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => TypesAsync(() => new PgBouncer(
            "pool", new PgBouncerArgs { Specification = specification, Credentials = Passwords("app"), CertificateSecret = "tls", DatabaseCaSecret = "ca" })));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static InputMap<string> Passwords(params string[] roles) => roles.ToDictionary(role => role, role => $"password-of-{role}-0123456789");

    /// <summary>The components that a program makes, in the order of their types.</summary>
    private static async Task<IEnumerable<string>> TypesAsync(Func<Resource> make)
    {
        var mocks = new Recorder();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = true }, () =>
        {
            make();
            return new Dictionary<string, object?>();
        });
        return mocks.Types.Where(type => type.StartsWith("pooling:", StringComparison.Ordinal) && !type.EndsWith(":ConnectionClaim", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private sealed class Recorder : IMocks
    {
        private ImmutableList<string> _types = [];

        public IEnumerable<string> Types => _types;

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            ImmutableInterlocked.Update(ref _types, types => types.Add(args.Type!));
            return Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
