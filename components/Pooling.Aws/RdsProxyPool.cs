using System.Collections.Immutable;
using Infra.Pooling.Connections;
using Infra.Pooling.RdsProxy;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Rds;
using Pulumi.Aws.Rds.Inputs;

namespace Infra.Pooling.Aws;

/// <summary>RDS Proxy in front of an RDS or Aurora PostgreSQL database, with everything around it, sized by a plan.</summary>
public sealed class RdsProxyPool : ComponentResource
{
    private readonly RdsProxyPoolArgs _args;
    private readonly Output<(string ReadWrite, string ReadOnly, string Direct)> _hosts;
    private readonly Output<ImmutableDictionary<string, string>> _passwords;

    /// <summary>Type token.</summary>
    public const string Token = "pooling:aws:RdsProxyPool";

    /// <summary>Host name at which clients reach the writer through the proxy.</summary>
    [Output("readWriteHost")]
    public Output<string> ReadWriteHost { get; private set; }

    /// <summary>
    /// Host name at which clients read: the READ_ONLY endpoint of the proxy; PgBouncer's, or the replicas' own with commas between them,
    /// where a proxy cannot serve them; the writer's where there is no replica.
    /// </summary>
    [Output("readOnlyHost")]
    public Output<string> ReadOnlyHost { get; private set; }

    /// <summary>Port of the proxy: 5432, always.</summary>
    [Output("port")]
    public Output<int> Port { get; private set; }

    /// <summary>ARN of the proxy.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; }

    /// <summary>Security group of the proxy.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>IAM policy that lets a client log in by token as each role; exact ARNs, to attach to the workloads' own roles.</summary>
    [Output("clientPolicy")]
    public Output<string> ClientPolicy { get; private set; }

    /// <summary>ARNs of the secrets with the connections of each role; empty where they are not published.</summary>
    [Output("connectionSecretArns")]
    public Output<ImmutableDictionary<string, string>> ConnectionSecretArns { get; private set; }

    /// <summary>SQL that makes the roles on the server; secret.</summary>
    [Output("databaseSql")]
    public Output<string> DatabaseSql { get; private set; }

    /// <summary>Makes the proxy of a plan.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="args">Plan, database, network and users.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">The arguments are missing or do not go together; nothing is registered then.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan; nothing is registered then.</exception>
    public RdsProxyPool(string name, RdsProxyPoolArgs args, ComponentResourceOptions? options = null)
        : base(Refusal.Unless(Token, name, args, given => given.Faults(), given => given.Plan), name, options)
    {
        var plan = args.Plan.RdsProxy!;
        var child = new CustomResourceOptions { Parent = this };
        var physical = args.Plan.Specification.Database.Rds.ProxyName ?? ResourceNames.Physical(name);
        var endToEnd = args.Authentication == RdsAuthentication.IamEndToEnd;
        var clientIam = args.Authentication == RdsAuthentication.Iam ? "REQUIRED" : "DISABLED";
        var secrets = endToEnd ? null : new ProxySecrets(name, physical, args, clientIam, child);
        var group = ProxyNetwork.Make(name, physical, args, RdsProxyPlanner.Port, child);
        var (role, policy) = Role(name, args, secrets, child);
        var log = new LogGroup(name, new LogGroupArgs { Name = $"/aws/rds/proxy/{physical}", RetentionInDays = args.LogRetentionDays }, child);

        var settings = new ProxyArgs
        {
            Name = physical,
            EngineFamily = "POSTGRESQL",
            RoleArn = role.Arn,
            VpcSubnetIds = args.Network.SubnetIds,
            VpcSecurityGroupIds = group,
            RequireTls = true,
            IdleClientTimeout = (int)plan.IdleClientTimeout.TotalSeconds,
            DebugLogging = plan.DebugLogging,
            DefaultAuthScheme = endToEnd ? "IAM_AUTH" : "NONE",
        };
        if (secrets is not null)
            settings.Auths = secrets.Auths;
        // Its name is its identity, so it cannot be replaced by a second one that is made first.
        var proxy = new Proxy(name, settings, CustomResourceOptions.Merge(child, new()
        {
            DeleteBeforeReplace = true,
            DependsOn = new Resource[] { policy, log }.Concat(secrets?.Versions ?? []).ToArray(),
        }));

        var targets = new ProxyDefaultTargetGroup(name, new ProxyDefaultTargetGroupArgs
        {
            DbProxyName = proxy.Name,
            ConnectionPoolConfig = new ProxyDefaultTargetGroupConnectionPoolConfigArgs
            {
                MaxConnectionsPercent = plan.MaxConnectionsPercent,
                MaxIdleConnectionsPercent = plan.MaxIdleConnectionsPercent,
                ConnectionBorrowTimeout = (int)plan.ConnectionBorrowTimeout.TotalSeconds,
                InitQuery = plan.InitQuery,
            },
        }, child);
        var target = new ProxyTargetArgs { DbProxyName = proxy.Name, TargetGroupName = targets.Name };
        if (args.Database.IsCluster)
            target.DbClusterIdentifier = args.Database.Identifier;
        else
            target.DbInstanceIdentifier = args.Database.Identifier;
        _ = new ProxyTarget(name, target, CustomResourceOptions.Merge(child, new() { DependsOn = args.Database.WaitFor }));

        Output<string> Endpoint(string suffix, string targetRole) => new ProxyEndpoint($"{name}-{suffix}", new ProxyEndpointArgs
        {
            DbProxyName = proxy.Name,
            DbProxyEndpointName = $"{physical}-{suffix}",
            TargetRole = targetRole,
            VpcSubnetIds = args.Network.SubnetIds,
            VpcSecurityGroupIds = group,
        }, child).Endpoint;

        ReadWriteHost = args.Plan.Specification.Database.Rds.EveryZone ? Endpoint("every-zone", "READ_WRITE") : proxy.Endpoint;
        ReadOnlyHost = !args.Plan.HasReadOnlyRoute ? ReadWriteHost
            : args.Database.HasReaders ? Endpoint("read-only", "READ_ONLY")
            : (args.ReadHost ?? args.Database.Address.ReadHost)?.ToOutput() ?? ReadWriteHost;
        Port = Output.Create(RdsProxyPlanner.Port);
        Arn = proxy.Arn;
        SecurityGroupId = group;
        ClientPolicy = proxy.Arn.Apply(arn => PolicyDocument.Of(
            [new("Connect", ["rds-db:connect"], [.. args.Roles.Select(login => Aws.Arn.OfRole(arn, Aws.Arn.LastOf(arn), login))])]));

        var topics = args.AlarmTopicArns ?? args.Plan.Specification.Database.Rds.AlarmTopics;
        ProxyAlarmSet.Make(name, physical, plan, proxy.Name, topics, child);
        _ = new Dashboard(name, new DashboardArgs
        {
            DashboardName = physical,
            DashboardBody = proxy.Region.Apply(region => ProxyDashboard.Body(plan, physical, region)),
        }, child);

        _args = args;
        _hosts = Output.Tuple(ReadWriteHost, ReadOnlyHost, args.Database.Address.Host.ToOutput());
        var passwords = args.Users.Where(user => user.Password is not null)
            .Select(user => user.Password!.Apply(password => KeyValuePair.Create(user.Role, password)));
        _passwords = Output.CreateSecret(Output.All(passwords).Apply(all => all.ToImmutableDictionary()));
        ConnectionSecretArns = secrets is null || !args.PublishConnections
            ? Output.Create(ImmutableDictionary<string, string>.Empty)
            : ConnectionSecrets.Make(name, physical, args.Plan, _hosts, args.Users, secrets);
        DatabaseSql = _passwords.Apply(passwords => RoleSql.Of(args.Plan, args.Roles, passwords));
        RegisterOutputs();
    }

    /// <summary>
    /// The environment variables of a workload, a secret: for a Kubernetes Secret (<c>StringData</c>), a task definition, or whatever
    /// else hands a program its environment.
    /// </summary>
    /// <param name="workload">Name of one of the plan's workloads.</param>
    /// <exception cref="ArgumentException">The plan has no such workload.</exception>
    public Output<ImmutableDictionary<string, string>> VariablesOf(string workload)
    {
        var plan = _args.Plan;
        var workloads = plan.Specification.Workloads;
        var found = workloads.FirstOrDefault(other => other.Name == workload) ?? throw new ArgumentException(
            $"The plan has no workload {workload}, only {string.Join(", ", workloads.Select(other => other.Name))}.", nameof(workload));
        return Output.CreateSecret(Output.Tuple(_hosts, _passwords).Apply(known =>
        {
            var ((readWrite, readOnly, direct), passwords) = known;
            return new ConnectionPlanner(plan, readWrite, readOnly, direct).Variables(found, role => PasswordOf(passwords, role))
                .ToImmutableDictionary(variable => variable.Key, variable => variable.Value.Value);
        }));
    }

    private static string PasswordOf(ImmutableDictionary<string, string> passwords, string role) => passwords.TryGetValue(role, out var password)
        ? password
        : throw new SpecificationException([new(
            $"users.{role}", "has a secret of its own, whose password is not known here", null, "a role with a password",
            "add it with PooledUser.WithPassword, or read its secret where the workload runs")]);

    private static (Role Role, RolePolicy Policy) Role(string name, RdsProxyPoolArgs args, ProxySecrets? secrets, CustomResourceOptions child)
    {
        var role = new Role(name, new RoleArgs
        {
            Description = $"RDS Proxy {name}",
            AssumeRolePolicy = PolicyDocument.TrustOf("rds.amazonaws.com"),
            PermissionsBoundary = args.PermissionsBoundaryArn,
        }, child);
        var address = args.Database.Address;
        var statements = secrets?.Statements ?? Output.Tuple(address.Arn!, address.ResourceId!).Apply(known => ImmutableArray.Create(
            new PolicyStatement("Connect", ["rds-db:connect"], [.. args.Roles.Select(login => Aws.Arn.OfRole(known.Item1, known.Item2, login))])));
        return (role, new RolePolicy(name, new RolePolicyArgs { Role = role.Name, Policy = statements.Apply(all => PolicyDocument.Of(all)) }, child));
    }
}
