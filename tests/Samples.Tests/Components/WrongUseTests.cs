using System.Collections.Immutable;
using System.Net;
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
    private const string NameSubnets = "fix: name each as new AwsSubnet(zone id, subnet id)";
    private const string GivePrincipals = "fix: give it, or leave out entraAdministrators for those of the plan";
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
        ["instance with holes in its network"] = (
            () => new PostgresInstance("db", new PostgresArgs
            {
                Plan = Given.Instance,
                Network = new()
                {
                    VpcId = "vpc-1",
                    Subnets = [new("use1-az1", null!), new(null!, "subnet-2"), new("", "subnet-3"), null!],
                    Clients = ImmutableSortedDictionary<string, Input<string>>.Empty.Add("api", null!),
                },
            }),
            "PostgresInstance db cannot be made:\n"
            + $"  `network.subnets[3]`: is null; allowed: a subnet; {NameSubnets}\n"
            + $"  `network.subnets[0].id`: is null; allowed: the id of a subnet; {NameSubnets}\n"
            + $"  `network.subnets[1].zoneId`: is null; allowed: the id of an availability zone; {NameSubnets}\n"
            + $"  `network.subnets[2].zoneId`: is empty; allowed: the id of an availability zone; {NameSubnets}\n"
            + "  `network.clients.api`: is null; allowed: the id of a security group; fix: name it, or remove the entry"),
        ["instance without clients and administrator"] = (
            () => new PostgresInstance("db", new PostgresArgs
            {
                Plan = Given.Instance,
                Network = new() { VpcId = "vpc-1", Subnets = Given.Network.Subnets, Clients = null! },
                MasterUsername = "",
            }),
            "PostgresInstance db cannot be made:\n  `masterUsername`: is empty; allowed: the name of a role; fix: leave it out for postgres"),
        ["cluster without clients"] = (
            () => new PostgresAurora("db", new PostgresArgs
            {
                Plan = Given.Aurora,
                Network = new() { VpcId = "vpc-1", Subnets = Given.Network.Subnets, Clients = null! },
            }),
            "PostgresAurora db cannot be made:\n"
            + "  `network.clients`: is null; allowed: security groups, by a short name each; fix: leave it out for none"),
        ["proxy of a database without an address"] = (
            () => new RdsProxyPool("pool", Given.Proxy(Given.Instance, ProxyDatabase.ExistingInstance(null!, null!))),
            "RdsProxyPool pool cannot be made:\n"
            + "  `database.identifier`: is null; allowed: the identifier of the instance or cluster; fix: give it to ExistingInstance or ExistingCluster\n"
            + "  `database.address`: is null; allowed: where the database is; fix: give new ExistingDatabase { … } to ExistingInstance or ExistingCluster"),
        ["proxy of a database without host and security group"] = (
            () => new RdsProxyPool("pool", Given.Proxy(
                Given.Aurora, ProxyDatabase.ExistingCluster("db", hasReaders: true, new() { Host = null!, SecurityGroupId = null! }))),
            "RdsProxyPool pool cannot be made:\n"
            + "  `database.address.host`: is null; allowed: a host name; fix: name the host of the writer\n"
            + "  `database.address.securityGroupId`: is null; allowed: the id of a security group; fix: name that of the database"),
        ["proxy with roles that lack something"] = (
            () => new RdsProxyPool("pool", new RdsProxyPoolArgs
            {
                Plan = Given.Instance,
                Database = ProxyDatabase.ExistingInstance("db", Given.Address),
                Network = Given.Network,
                OtherProxies = [null!],
            }.AddUser(null!).AddUser(PooledUser.WithPassword("orders", null!)).AddUser(PooledUser.FromSecret("", "arn"))),
            "RdsProxyPool pool cannot be made:\n"
            + "  `users[0]`: is null; allowed: a role; fix: make it with PooledUser.WithPassword or FromSecret\n"
            + "  `users[1]`: has neither a password nor a secret; allowed: one of the two; fix: give WithPassword a password, or FromSecret an ARN\n"
            + "  `users[2].role`: is empty; allowed: the name of a role; fix: name the role that the proxy logs in as\n"
            + "  `otherProxies[0]`: is null; allowed: a proxy's name and share; fix: leave it out for none"),
        ["server in no network"] = (
            () => new FlexibleServerPool("db", Given.Server(Given.Azure, FlexibleServerNetwork.VNet(null!, null!))),
            "FlexibleServerPool db cannot be made:\n"
            + "  `network.subnetId`: is null; allowed: the resource id of a subnet; fix: name the subnet\n"
            + "  `network.zone`: is null; allowed: a private DNS zone; fix: make it with NameZone.Existing or New"),
        ["server without what its endpoint needs"] = (
            () => new FlexibleServerPool("db", Given.Server(Given.Azure, FlexibleServerNetwork.PrivateEndpoint("/subnet", NameZone.New(null!)))),
            "FlexibleServerPool db cannot be made:\n  `network.zone.virtualNetworkId`: is null; allowed: the resource id of a virtual network; "
            + "fix: name the network that the zone is linked to"),
        ["server in a zone without an id"] = (
            () => new FlexibleServerPool("db", Given.Server(Given.Azure, FlexibleServerNetwork.VNet("/subnet", NameZone.Existing(null!)))),
            "FlexibleServerPool db cannot be made:\n  `network.zone.id`: is null; allowed: the resource id of a private DNS zone; "
            + "fix: name the zone, or make one with NameZone.New"),
        ["server with half a range of addresses"] = (
            () => new FlexibleServerPool("db", Given.Server(Given.Azure, FlexibleServerNetwork.Public(new AddressRange(IPAddress.Loopback, null!), null!))),
            "FlexibleServerPool db cannot be made:\n"
            + "  `network.allowed[1]`: is null; allowed: a range of addresses; fix: name each as new AddressRange(from, to), or none for nobody\n"
            + "  `network.allowed[0]`: lacks an end; allowed: the first and the last address; "
            + "fix: name each as new AddressRange(from, to), or none for nobody"),
        ["server with holes in what is optional"] = (
            () => new FlexibleServerPool("db", new FlexibleServerPoolArgs
            {
                Plan = Given.Azure,
                Credentials = Given.Credentials(Given.Azure),
                ResourceGroupName = "rg",
                Source = FlexibleServerSource.Existing(null!),
                NamePrefix = "",
                ActionGroupIds = [null!],
                Vault = new(null!, null!),
                EntraAdministrators = [null!, new(null!, null!, EntraPrincipal.Group, null!)],
                Tags = null!,
            }),
            "FlexibleServerPool db cannot be made:\n"
            + "  `source.id`: is null; allowed: the resource id of a server; fix: name the server, or use FlexibleServerSource.New\n"
            + "  `namePrefix`: is empty; allowed: the former name; fix: leave it out for the component's name\n"
            + "  `actionGroupIds[0]`: is null; allowed: the resource id of an action group; fix: leave it out for none\n"
            + "  `vault.name`: is null; allowed: the name of a Key Vault; fix: name it, or leave out the vault\n"
            + "  `vault.resourceGroupName`: is null; allowed: the vault's resource group; fix: name it, or leave out the vault\n"
            + $"  `entraAdministrators[0]`: is null; allowed: an Entra principal; {GivePrincipals}\n"
            + $"  `entraAdministrators[1].objectId`: is null; allowed: its id in Entra; {GivePrincipals}\n"
            + $"  `entraAdministrators[1].name`: is null; allowed: its name in Entra; {GivePrincipals}\n"
            + $"  `entraAdministrators[1].tenantId`: is null; allowed: the id of its tenant; {GivePrincipals}\n"
            + "  `tags`: is null; allowed: tags; fix: leave it out for none"),
        ["pooler without its secrets"] = (
            () => new PgBouncerPool("pooler", Given.PgBouncer(Given.Kubernetes, PoolerCertificates.FromSecrets(null!, null!))),
            "PgBouncerPool pooler cannot be made:\n"
            + "  `certificates.server`: is null; allowed: the name of a secret with tls.crt and tls.key; fix: give it to PoolerCertificates.FromSecrets\n"
            + "  `certificates.databaseAuthority`: is null; allowed: the name of a secret with ca.crt; fix: give it to PoolerCertificates.FromSecrets"),
        ["pooler without its certificate"] = (
            () => new PgBouncerPool("pooler", Given.PgBouncer(Given.Kubernetes, PoolerCertificates.FromPem(null!, null!, null!))),
            "PgBouncerPool pooler cannot be made:\n"
            + "  `certificates.certificate`: is null; allowed: the pooler's certificate as PEM; fix: give it to PoolerCertificates.FromPem\n"
            + "  `certificates.privateKey`: is null; allowed: its private key as PEM; fix: give it to PoolerCertificates.FromPem\n"
            + "  `certificates.databaseAuthority`: is null; allowed: the database's authority as PEM; fix: give it to PoolerCertificates.FromPem"),
        ["pooler without its issuer, and called nothing"] = (
            () => new PgBouncerPool("pooler", new PgBouncerPoolArgs
            {
                Plan = Given.Kubernetes,
                Credentials = Given.Credentials(Given.Kubernetes),
                Certificates = PoolerCertificates.FromIssuer("", null!, null!),
                MonitorLabels = null!,
                ObjectName = "",
                Hosts = new(null!, null),
            }),
            "PgBouncerPool pooler cannot be made:\n"
            + "  `certificates.kind`: is empty; allowed: Issuer or ClusterIssuer; fix: give it to PoolerCertificates.FromIssuer\n"
            + "  `certificates.issuer`: is null; allowed: the name of the issuer; fix: give it to PoolerCertificates.FromIssuer\n"
            + "  `certificates.databaseAuthority`: is null; allowed: the name of a secret with ca.crt; fix: give it to PoolerCertificates.FromIssuer\n"
            + "  `monitorLabels`: is null; allowed: labels; fix: leave it out for none\n"
            + "  `objectName`: is empty; allowed: the former name; fix: leave it out for the component's name\n"
            + "  `hosts.primary`: is null; allowed: the host of the primary; fix: name it, or leave out Hosts where the plan names one"),
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
