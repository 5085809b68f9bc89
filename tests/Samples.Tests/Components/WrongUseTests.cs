using Infra.Pooling;
using Infra.Pooling.Aws;
using Infra.Pooling.Azure;
using Infra.Pooling.Claims;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Samples.Tests.Components;

/// <summary>Components that are used wrongly from code: each refuses at construction, by its name, before anything is registered.</summary>
public sealed class WrongUseTests
{
    private const string NoPlan = "  `plan`: is null; allowed: a plan; fix: make one with PoolPlan.Create";
    private const string NoNetwork = "  `network`: is null; allowed: a VPC and its subnets; fix: make one with new AwsNetwork { … }";
    private const string NoCredentials = "  `credentials`: is null; allowed: a password for each role; fix: give one for each of plan.Roles";
    private const string NoName = "  `name`: is null; allowed: a name that no other resource of its type has in the program; fix: give it one";

    private static readonly Dictionary<string, (Func<Resource> Wrong, string Message)> Cases = new()
    {
        ["instance without arguments"] = (
            () => new PostgresInstance("db", null!),
            "PostgresInstance db cannot be made:\n  `args`: is null; allowed: a PostgresArgs; fix: make one with new PostgresArgs { … }"),
        ["instance without name"] = (
            () => new PostgresInstance(null!, new PostgresArgs { Plan = Given.Instance, Network = Given.Network }),
            $"PostgresInstance cannot be made:\n{NoName}"),
        ["instance with an empty name"] = (
            () => new PostgresInstance("", new PostgresArgs { Plan = Given.Instance, Network = Given.Network }),
            $"PostgresInstance cannot be made:\n{NoName.Replace("is null", "is empty", StringComparison.Ordinal)}"),
        ["instance without plan and network"] = (
            () => new PostgresInstance("db", new PostgresArgs { Plan = null!, Network = null! }),
            $"PostgresInstance db cannot be made:\n{NoPlan}\n{NoNetwork}"),
        ["instance of a plan for Azure"] = (
            () => new PostgresInstance("db", new PostgresArgs { Plan = Given.Azure, Network = Given.Network }),
            "PostgresInstance db cannot be made:\n  `plan.target`: is not aws (received azure); allowed: aws; fix: plan a specification with `target: aws`"),
        ["instance without subnets in the provider's default region"] = (
            () => new PostgresInstance("db", new PostgresArgs { Plan = Given.Instance, Network = new() { VpcId = null!, Subnets = default } }),
            "PostgresInstance db cannot be made:\n  `network.vpcId`: is null; allowed: the id of a VPC; fix: name the one that the subnets are in\n"
            + "  `network.subnets`: is empty, and no default VPC of a region is taken for granted; allowed: private subnets in two availability zones or more; "
            + "fix: name each as new AwsSubnet(zone id, subnet id)"),
        ["instance that the plan says exists"] = (
            () => new PostgresInstance("db", new PostgresArgs
            {
                Plan = Given.Plan("\"target\": \"aws\"", """
                    "instanceClass": "db.m7g.large", "rds": {"existing": {"instance": "orders-prod", "host": "db.example.com", "securityGroup": "sg-1"}}
                    """),
                Network = Given.Network,
            }),
            "PostgresInstance db cannot be made:\n  `plan.database.rds.existing`: names a database that exists, and this component makes one (received orders-prod); "
            + "allowed: one of the two; fix: use ProxyDatabase.ExistingInstance or ExistingCluster, or remove it"),
        ["instance with a class and a capacity"] = (
            () => new PostgresAurora("db", new PostgresArgs
            {
                Plan = Given.Built(Given.Instance, asked => asked with { Database = asked.Database with { Serverless = new(2, 16) } }),
                Network = Given.Network,
            }),
            "PostgresAurora db cannot be made:\n  `database.serverless`: stands beside `instanceClass` (received an object); "
            + "allowed: exactly one of instanceClass and serverless, with or without aurora; fix: remove one of the two"),
        ["cluster without arguments"] = (
            () => new PostgresAurora("db", null!),
            "PostgresAurora db cannot be made:\n  `args`: is null; allowed: a PostgresArgs; fix: make one with new PostgresArgs { … }"),
        ["proxy without anything"] = (
            () => new RdsProxyPool("pool", new RdsProxyPoolArgs { Plan = null!, Database = null!, Network = null! }),
            $"RdsProxyPool pool cannot be made:\n{NoPlan}\n{NoNetwork}\n"
            + "  `database`: is null; allowed: a database; fix: make one with ProxyDatabase.Of, ExistingInstance or ExistingCluster"),
        ["proxy of a plan without workloads"] = (
            () => new RdsProxyPool("pool", Given.Proxy(
                Given.Built(Given.Instance, asked => asked with { Workloads = [] }), ProxyDatabase.ExistingInstance("db", Given.Address))),
            "RdsProxyPool pool cannot be made:\n  `workloads`: is empty (received a list); allowed: a list of one or more workloads; fix: add a workload"),
        ["proxy of a plan for Kubernetes"] = (
            () => new RdsProxyPool("pool", Given.Proxy(Given.Kubernetes, ProxyDatabase.ExistingInstance("db", Given.Address))),
            "RdsProxyPool pool cannot be made:\n  `plan.pooler.kind`: is not RDS Proxy (received pgbouncer); allowed: rdsProxy; "
            + "fix: plan a specification with `pooler.kind: rdsProxy`"),
        ["server without anything"] = (
            () => new FlexibleServerPool("db", new FlexibleServerPoolArgs { Plan = null!, Credentials = null!, ResourceGroupName = null!, Source = null!, Network = null! }),
            $"FlexibleServerPool db cannot be made:\n{NoPlan}\n{NoCredentials}\n"
            + "  `resourceGroupName`: is null; allowed: the name of a resource group; fix: give that of new ResourceGroup(…)\n"
            + "  `source`: is null; allowed: a new server or an existing one; fix: leave it out for a new one\n"
            + "  `network`: is null; allowed: a kind of network; fix: make one with FlexibleServerNetwork.Public, VNet or PrivateEndpoint"),
        ["server of a plan for AWS"] = (
            () => new FlexibleServerPool("db", Given.Server(Given.Instance)),
            "FlexibleServerPool db cannot be made:\n  `plan.target`: is not azure (received aws); allowed: azure; fix: plan a specification with `target: azure`"),
        ["server that is new and exists"] = (
            () => new FlexibleServerPool("db", Given.Server(Given.Plan("\"target\": \"azure\"", """
                "sku": "Standard_D4ds_v5", "flexibleServer":
                {"existing": "/subscriptions/s/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/orders"}
                """))),
            "FlexibleServerPool db cannot be made:\n  `source`: makes a new server, and the plan names one that exists "
            + "(received /subscriptions/s/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/orders); allowed: one of the two; "
            + "fix: give FlexibleServerSource.Existing, or remove `database.flexibleServer.existing` from the plan"),
        ["pooler without name and arguments"] = (
            () => new PgBouncerPool(null!, null!),
            $"PgBouncerPool cannot be made:\n{NoName}\n  `args`: is null; allowed: a PgBouncerPoolArgs; fix: make one with new PgBouncerPoolArgs {{ … }}"),
        ["pooler without anything"] = (
            () => new PgBouncerPool("pooler", new PgBouncerPoolArgs { Plan = null!, Credentials = null!, Certificates = null!, Namespace = null! }),
            $"PgBouncerPool pooler cannot be made:\n{NoPlan}\n{NoCredentials}\n"
            + "  `certificates`: is null; allowed: certificates of both legs; fix: make them with PoolerCertificates.FromSecrets, FromPem or FromIssuer\n"
            + "  `namespace`: is null; allowed: the name of a namespace; fix: leave it out for `default`"),
        ["pooler of a plan for Azure"] = (
            () => new PgBouncerPool("pooler", Given.PgBouncer(Given.Azure)),
            "PgBouncerPool pooler cannot be made:\n  `plan.pooler.kind`: is not what this component makes (received builtIn); allowed: pgbouncer; "
            + "fix: set it to pgbouncer, or use the component of that pooler"),
        ["pooler with two hosts"] = (
            () => new PgBouncerPool("pooler", new PgBouncerPoolArgs
            {
                Plan = Given.Kubernetes,
                Credentials = Given.Credentials(Given.Kubernetes),
                Certificates = Given.Certificates,
                Hosts = new("other.example.com", null),
            }),
            "PgBouncerPool pooler cannot be made:\n  `hosts`: are given, and the plan names a host too (received db.example.com); allowed: one of the two; "
            + "fix: remove Hosts, or `database.host` from the plan"),
        ["claim without arguments"] = (
            () => new ConnectionClaim("api", null!),
            "ConnectionClaim api cannot be made:\n  `args`: is null; allowed: a ConnectionClaimArgs; fix: make one with new ConnectionClaimArgs { … }"),
        ["claim without a pool's size"] = (
            () =>
            {
                var args = ConnectionClaimArgs.Of(Given.Instance.Specification.Workloads[0], Given.Instance);
                (args.User, args.PoolSize) = (null!, null);
                return new ConnectionClaim("api", args);
            },
            "ConnectionClaim api cannot be made:\n"
            + "  `user`: is null; allowed: the name of a role; fix: give it, or make the arguments with ConnectionClaimArgs.Of(workload, plan)\n"
            + "  `poolOverflow`: is given without poolSize; allowed: both, or neither where nothing limits the pool; fix: give PoolSize too"),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Constructor_UsedWrongly_NamesComponentArgumentAndFixAndRegistersNothing(string name)
    {
        var (wrong, message) = Cases[name];
        Exception? error = null;

        var preview = await Preview.OfAsync(
            "test",
            () =>
            {
                error = Record.Exception(wrong);
                return new Dictionary<string, object?>();
            },
            new Dictionary<string, string>());

        Assert.Equal(message, Assert.IsType<ComponentArgumentException>(error).Message);
        Assert.All(preview.Resources, resource => Assert.Equal("pulumi:pulumi:Stack", resource.Type));
    }

    [Fact]
    public void Create_OfNoSpecification_IsRefusedByName() => Assert.Equal(
        "Value cannot be null. (Parameter 'specification')",
        Assert.Throws<ArgumentNullException>(() => PoolPlan.Create(null!, new DateOnly(2026, 11, 1))).Message);
}
