using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Infra.Provider;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

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

    private const string NoCredentials = "`credentials`: is null; allowed: a password for each role; fix: give one for each role of the plan";

    private static readonly Dictionary<string, (Func<Resource> Make, string Message)> Wrong = new()
    {
        ["pooler without arguments"] = (
            () => new PgBouncer("pool", null!),
            "PgBouncer pool cannot be made:\n  `args`: is null; allowed: a PgBouncerArgs; fix: make one with new PgBouncerArgs { … }"),
        ["pooler without anything"] = (
            () => new PgBouncer("pool", new PgBouncerArgs()),
            "PgBouncer pool cannot be made:\n"
            + "  `specification`: is null; allowed: a specification as JSON; fix: turn an object of your language into JSON\n"
            + $"  {NoCredentials}\n"
            + "  `databaseCaSecret`: is null; allowed: the name of a secret with ca.crt; fix: name the secret with the authority of the database's certificate"),
        ["pooler of no JSON"] = (
            () => Pooler("{"),
            "PgBouncer pool cannot be made:\n  `specification`: is not JSON; allowed: the object that stands under `infra:pooling` in a stack's file, as JSON; "
            + "fix: write it as an object of your language and turn that into JSON"),
        ["pooler of a specification with a fault"] = (
            () => Pooler(Kubernetes.Replace("100", "0", StringComparison.Ordinal)),
            "PgBouncer pool cannot be made:\n  `database.maxConnections`: is too small (received 0); allowed: a whole number from 25 to 262143; fix: raise it to 25 or more"),
        ["pooler of another target"] = (
            () => Pooler(Azure),
            "PgBouncer pool cannot be made:\n  `target`: is not that of this component (received azure); allowed: kubernetes; "
            + "fix: write `target: kubernetes`, or use another component"),
        ["pooler in front of the local database"] = (
            () => Pooler(Kubernetes.Replace("db.example.com", "local", StringComparison.Ordinal)),
            "PgBouncerPool pool cannot be made:\n  `plan.database.host`: has no address in a cluster (received local); allowed: a host name; "
            + "fix: name the host of an existing server, or give Hosts"),
        ["pooler without a certificate"] = (
            () => Pooler(Kubernetes, certificate: null),
            "PgBouncer pool cannot be made:\n  `certificateSecret`: is missing, and no issuer makes a certificate; "
            + "allowed: the name of a secret with tls.crt and tls.key; fix: name it, or name an issuer of cert-manager under `pooler.issuer`"),
        ["pooler with two certificates"] = (
            () => Pooler(Issued),
            "PgBouncer pool cannot be made:\n  `pooler.issuer`: stands beside certificateSecret (received ClusterIssuer/internal); allowed: one of the two; "
            + "fix: remove one of the two"),
        ["proxy without anything"] = (
            () => new RdsProxy("orders", new RdsProxyArgs { Specification = "" }),
            "RdsProxy orders cannot be made:\n  `specification`: is empty; allowed: a specification as JSON; fix: turn an object of your language into JSON"),
        ["proxy with keys that only a stack of the repository serves"] = (
            () => new RdsProxy("orders", new RdsProxyArgs
            {
                Specification = Aws.Replace("\"rds\": {", "\"rds\": {\"kubernetesNamespace\": \"orders\", ", StringComparison.Ordinal),
                Credentials = Passwords("orders"),
            }),
            "RdsProxy orders cannot be made:\n  `database.rds.kubernetesNamespace`: asks for secrets that this component does not make (received orders); "
            + "allowed: nothing; fix: remove it, and make them from the output workloadVariables"),
        ["proxy with a pooler in front of replicas"] = (
            () => new RdsProxy("orders", new RdsProxyArgs
            {
                Specification = Aws.Replace("\"rds\": {", "\"replicas\": 1, \"rds\": {\"reads\": \"pgbouncer\", ", StringComparison.Ordinal)
                    .Replace("}]}", "}, {\"name\": \"reports\", \"replicas\": 1, \"pool\": {\"size\": 5}, \"route\": \"readOnly\"}]}", StringComparison.Ordinal),
                Credentials = Passwords("orders"),
            }),
            "RdsProxy orders cannot be made:\n  `database.rds.reads`: asks for a pooler that this component does not make (received pgbouncer); "
            + "allowed: direct; fix: write `reads: direct`"),
        ["proxy nowhere, of another pooler, without passwords"] = (
            () => new RdsProxy("orders", new RdsProxyArgs
            {
                Specification = """
                    {"target": "aws", "database": {"name": "orders", "user": "orders", "instanceClass": "db.m7g.large"}, "pooler": {"kind": "pgbouncer"},
                     "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
                    """,
            }),
            "RdsProxy orders cannot be made:\n  `pooler.kind`: is not what this component makes (received pgbouncer); allowed: rdsProxy; "
            + "fix: remove it, or put a PgBouncer in front of the database, with `target: kubernetes` and its host\n"
            + "  `database.rds.network`: is missing; allowed: the VPC, its subnets by zone, and the security groups of the clients; "
            + "fix: add `network: {vpcId: vpc-0123, subnets: {use1-az1: subnet-0a1, use1-az2: subnet-0b2}, clients: [sg-0123]}`\n"
            + "  `credentials`: are missing; allowed: a password for each role; fix: give one for each role of the plan, or use IAM on both legs"),
        ["proxy with IAM and passwords"] = (
            () => new RdsProxy("orders", new RdsProxyArgs
            {
                Specification = Aws.Replace("\"rds\": {", "\"rds\": {\"authentication\": \"iamEndToEnd\", ", StringComparison.Ordinal),
                Credentials = Passwords("orders"),
            }),
            "RdsProxy orders cannot be made:\n  `credentials`: are given, and with IAM on both legs nobody logs in by password; allowed: nothing; fix: remove them"),
        ["server without credentials"] = (
            () => new FlexibleServer("orders", new FlexibleServerArgs { Specification = Azure, ResourceGroupName = "rg" }),
            $"FlexibleServer orders cannot be made:\n  {NoCredentials}"),
        ["server in no resource group"] = (
            () => Server(Azure, resourceGroup: null),
            "FlexibleServer orders cannot be made:\n  `resourceGroupName`: is missing; allowed: the name of a resource group; "
            + "fix: name it, here or as `database.flexibleServer.resourceGroup`"),
        ["server in two resource groups"] = (
            () => Server(Grouped, "rg"),
            "FlexibleServer orders cannot be made:\n  `database.flexibleServer.resourceGroup`: stands beside resourceGroupName (received rg-orders); "
            + "allowed: one of the two; fix: remove one of the two"),
    };

    public static TheoryData<string> WrongOnes => new(Wrong.Keys);

    private static string Issued => Kubernetes.Replace(
        "\"workloads\"", "\"pooler\": {\"issuer\": \"ClusterIssuer/internal\"}, \"workloads\"", StringComparison.Ordinal);

    private static string Grouped => Azure.Replace(
        "\"sku\"", "\"flexibleServer\": {\"resourceGroup\": \"rg-orders\"}, \"sku\"", StringComparison.Ordinal);

    [Fact]
    public async Task PgBouncer_OfASpecification_MakesThePoolAndClaims()
    {
        var program = await RunAsync(() => Pooler(Kubernetes));

        Assert.Equal(["pooling:index:ConnectionClaim", "pooling:index:PgBouncer", "pooling:kubernetes:PgBouncerPool"], program.Components);
        var claim = program.Only("pooling:index:ConnectionClaim");
        Assert.Equal("pool-api", claim.Name);
        Assert.Equal("api", claim.Inputs["workload"]);
    }

    [Fact]
    public async Task PgBouncer_WithAnIssuer_AsksForACertificate()
    {
        var program = await RunAsync(() => Pooler(Issued, certificate: null));

        Assert.Equal("pool-tls", program.Only("kubernetes:cert-manager.io/v1:Certificate").Name);
    }

    [Fact]
    public async Task PgBouncer_Renamed_KeepsTheNamesOfItsObjects()
    {
        var program = await RunAsync(() => new PgBouncer("renamed", new PgBouncerArgs
        {
            Specification = Kubernetes,
            Credentials = PoolerPasswords,
            CertificateSecret = "tls",
            DatabaseCaSecret = "ca",
            ObjectName = "pool",
        }));

        var set = program.Only("kubernetes:apps/v1:StatefulSet");
        Assert.Equal("renamed", set.Name);
        Assert.Equal("pool", ((ImmutableDictionary<string, object>)set.Inputs["metadata"])["name"]);
    }

    [Fact]
    public async Task RdsProxy_OfASpecification_MakesDatabaseProxyAndClaims() => Assert.Equal(
        ["pooling:aws:PostgresInstance", "pooling:aws:RdsProxyPool", "pooling:index:ConnectionClaim", "pooling:index:RdsProxy"],
        (await RunAsync(() => new RdsProxy("orders", new RdsProxyArgs { Specification = Aws, Credentials = Passwords("orders") }))).Components);

    [Fact]
    public async Task FlexibleServer_OfASpecification_MakesTheServerAndClaims() => Assert.Equal(
        ["pooling:azure:FlexibleServerPool", "pooling:index:ConnectionClaim", "pooling:index:FlexibleServer"],
        (await RunAsync(() => Server(Azure, "rg"))).Components);

    [Fact]
    public async Task FlexibleServer_WithAResourceGroupInItsSpecification_IsMadeThere()
    {
        var program = await RunAsync(() => Server(Grouped, resourceGroup: null));

        Assert.Equal("rg-orders", program.Only("azure-native:dbforpostgresql:Server").Inputs["resourceGroupName"]);
    }

    [Fact]
    public async Task Outputs_OfAComponent_ConnectItsWorkloads()
    {
        Output<Dictionary<string, string>>? connections = null;
        Output<Dictionary<string, Dictionary<string, string>>>? variables = null;
        await RunAsync(
            () =>
            {
                var pool = Pooler(Kubernetes.Replace("\"size\": 10}", "\"size\": 10}, \"driver\": \"npgsql\"", StringComparison.Ordinal));
                (connections, variables) = (pool.WorkloadConnections, pool.WorkloadVariables);
                return pool;
            },
            isPreview: false);

        Assert.True(await Output.IsSecretAsync(connections!));
        Assert.True(await Output.IsSecretAsync(variables!));
        var text = Assert.Single(await OutputUtilities.GetValueAsync(connections!));
        Assert.Equal("api", text.Key);
        Assert.Contains("Host=pool.default.svc;Port=6432;Database=app;Username=app;Password=password-of-app-0123456789", text.Value, StringComparison.Ordinal);
        var environment = Assert.Single(await OutputUtilities.GetValueAsync(variables!));
        Assert.Equal("api", environment.Key);
        Assert.Equal(("pool.default.svc", "6432", "app"), (environment.Value["PGHOST"], environment.Value["PGPORT"], environment.Value["PGUSER"]));
    }

    [Theory]
    [MemberData(nameof(WrongOnes))]
    public async Task Constructor_OfAComponentUsedWrongly_RefusesWholeAndRegistersNothing(string name)
    {
        var (make, message) = Wrong[name];
        Exception? error = null;

        var program = await RunAsync(() =>
        {
            error = Record.Exception(make);
            return null;
        });

        Assert.Equal(message, Assert.IsType<ComponentArgumentException>(error).Message);
        Assert.Empty(program.Registered);
    }

    [Fact]
    public async Task Constructor_OfAPlanThatDoesNotFit_RefusesAndRegistersNothing()
    {
        Exception? error = null;

        var program = await RunAsync(() =>
        {
            error = Record.Exception(() => Pooler(Kubernetes.Replace(
                "\"workloads\"", "\"pooler\": {\"replicas\": 4, \"settings\": {\"default_pool_size\": 100}}, \"workloads\"", StringComparison.Ordinal)));
            return null;
        });

        Assert.StartsWith("`pooler.settings.default_pool_size`: at steady", Assert.IsType<RunException>(error).Message, StringComparison.Ordinal);
        Assert.Empty(program.Registered);
    }

    private static PgBouncer Pooler(string specification, string? certificate = "tls") => new("pool", new PgBouncerArgs
    {
        Specification = specification,
        Credentials = PoolerPasswords,
        CertificateSecret = certificate is null ? null : (Input<string>)certificate,
        DatabaseCaSecret = "ca",
    });

    private static FlexibleServer Server(string specification, string? resourceGroup) => new("orders", new FlexibleServerArgs
    {
        Specification = specification,
        Credentials = Passwords("orders", "pooling_admin"),
        ResourceGroupName = resourceGroup is null ? null : (Input<string>)resourceGroup,
    });

    private static InputMap<string> PoolerPasswords => Passwords("app", "pooler_admin", "pooler_stats");

    private static InputMap<string> Passwords(params string[] roles) => roles.ToDictionary(role => role, role => $"password-of-{role}-0123456789");

    /// <summary>Runs a program of one component.</summary>
    private static async Task<Program> RunAsync(Func<Resource?> make, bool isPreview = true)
    {
        var program = new Program();
        await Deployment.TestAsync(program, new TestOptions { IsPreview = isPreview }, () =>
        {
            make();
            return new Dictionary<string, object?>();
        });
        return program;
    }

    /// <summary>What a program registered.</summary>
    private sealed class Program : IMocks
    {
        private ImmutableList<MockResourceArgs> _registered = [];

        public IEnumerable<MockResourceArgs> Registered => _registered;

        /// <summary>The types of the components, each once, sorted.</summary>
        public IEnumerable<string> Components => _registered.Select(made => made.Type!).Where(type => type.StartsWith("pooling:", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);

        public MockResourceArgs Only(string type) => _registered.Single(made => made.Type == type);

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            ImmutableInterlocked.Update(ref _registered, registered => registered.Add(args));
            return Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
