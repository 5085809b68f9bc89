using System.Collections.Immutable;
using Infra.Pooling.RdsProxy;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>What a <see cref="RdsProxyPool"/> is made from.</summary>
public sealed class RdsProxyPoolArgs
{
    private readonly List<PooledUser> _users = [];

    /// <summary>The plan; its pooler is RDS Proxy.</summary>
    public required PoolPlan Plan { get; init; }

    /// <summary>The database behind the proxy.</summary>
    public required ProxyDatabase Database { get; init; }

    /// <summary>Network of the proxy.</summary>
    public required AwsNetwork Network { get; init; }

    /// <summary>
    /// Password of each of <see cref="PoolPlan.WorkloadRoles"/>; null where they are all added as users, or with IAM on both legs.
    /// </summary>
    public Output<ImmutableDictionary<string, string>>? Credentials { get; init; }

    /// <summary>
    /// Host of the pooler in front of the read replicas, which the proxy cannot serve: PgBouncerPool's, made from
    /// <see cref="PoolPlan.Reads"/>. Needed where the plan has that, and of no use otherwise.
    /// </summary>
    public Input<string>? ReadHost { get; init; }

    /// <summary>ARN of the KMS key of the secrets; null for that of the plan, or else a new one.</summary>
    public Input<string>? KmsKeyArn { get; init; }

    /// <summary>Other proxies on the same target, beyond <c>database.rds.otherProxiesPercent</c>.</summary>
    public ImmutableArray<ProxyShare> OtherProxies { get; init; } = [];

    /// <summary>ARNs of the topics that alarms go to; null for those of the plan.</summary>
    public InputList<string>? AlarmTopicArns { get; init; }

    /// <summary>Days for which the proxy's log is kept; default 30.</summary>
    public int LogRetentionDays { get; init; } = 30;

    /// <summary>Whether each role's connection is kept in Secrets Manager, in all forms; default true.</summary>
    public bool PublishConnections { get; init; } = true;

    /// <summary>ARN of a policy that bounds what the proxy's role may ever do; null for none.</summary>
    public Input<string>? PermissionsBoundaryArn { get; init; }

    /// <summary>Adds a role beyond those of the plan: its secret, the right to read and decrypt it, and its entry at the proxy.</summary>
    public RdsProxyPoolArgs AddUser(PooledUser user)
    {
        _users.Add(user);
        return this;
    }

    internal RdsAuthentication Authentication => Plan.Specification.Database.Rds.Authentication;

    /// <summary>Every role; those that were added win.</summary>
    internal ImmutableArray<PooledUser> Users => Credentials is null
        ? [.. _users]
        :
        [
            .. Plan.WorkloadRoles.Where(role => !_users.Exists(user => user.Role == role))
                .Select(role => PooledUser.WithPassword(role, Credentials.Apply(passwords => PasswordOf(passwords, role)))),
            .. _users,
        ];

    /// <summary>Roles for which IAM on both legs is allowed.</summary>
    internal ImmutableArray<string> Roles =>
        [.. Plan.WorkloadRoles.Concat(_users.Select(user => user.Role)).Distinct().Order(StringComparer.Ordinal)];

    internal IEnumerable<Fault> Faults() => Missing().ToList() is { Count: > 0 } missing ? missing : FaultsTogether();

    private IEnumerable<Fault> Missing() =>
    [
        .. Refusal.Missing(Plan, Network),
        .. ComponentArgumentException.Missing("database", Database, "a database", "make one with ProxyDatabase.Of, ExistingInstance or ExistingCluster"),
        .. Database?.Missing() ?? [],
        .. ComponentArgumentException.MissingIn("users", [.. _users], "a role", "make it with PooledUser.WithPassword or FromSecret"),
        .. _users.Index().SelectMany(user => user.Item?.Missing($"users[{user.Index}]") ?? []),
        .. ComponentArgumentException.MissingIn("otherProxies", OtherProxies, "a proxy's name and share", "leave it out for none"),
    ];

    private IEnumerable<Fault> FaultsTogether()
    {
        foreach (var fault in Network.Faults())
            yield return fault;
        if (Plan.RdsProxy is not { } proxy)
        {
            yield return new(
                "plan.pooler.kind", "is not RDS Proxy", Spelling.Of(Plan.Specification.Pooler.Kind), "rdsProxy",
                "plan a specification with `pooler.kind: rdsProxy`");
            yield break;
        }

        var database = Plan.Specification.Database;
        if (database.IsAurora && !Database.IsCluster)
        {
            yield return new(
                "database", "is an instance, and the plan describes an Aurora cluster", null, "the cluster that the plan describes",
                "use PostgresAurora or ExistingCluster");
        }

        if (proxy.HasReadOnlyEndpoint && !Database.HasReaders)
        {
            yield return new(
                "database", "has no reader for a READ_ONLY endpoint, and the plan routes reads there", null, "a cluster with at least one reader",
                "add a reader, route reads readWrite, or put PgBouncer in front of a read replica");
        }

        if (Plan.Reads is null != ReadHost is null)
        {
            yield return ReadHost is null
                ? new(
                    "readHost", "is missing, and the plan reads through PgBouncer", null, "the host of that pooler",
                    "make a PgBouncerPool from plan.Reads and give its ReadOnlyHost")
                : new(
                    "readHost", "is given, and the plan has no pooler in front of read replicas", null, "nothing",
                    "remove it, or plan `database.rds.reads: pgbouncer`");
        }

        var sum = proxy.MaxConnectionsPercent + database.Rds.OtherProxiesPercent + OtherProxies.Sum(other => other.Percent);
        if (sum > 100)
        {
            var others = OtherProxies.Select(other => $"{other.Name} {other.Percent}");
            var terms = string.Join(" + ", others.Prepend($"{proxy.MaxConnectionsPercent} + {database.Rds.OtherProxiesPercent}"));
            yield return new(
                "otherProxies", $"take more of max_connections than there is: {terms} = {sum}", $"{sum}", "100 or less in all",
                "let one proxy serve all, or lower the shares");
        }

        foreach (var fault in UserFaults())
            yield return fault;
    }

    private IEnumerable<Fault> UserFaults()
    {
        if (Authentication == RdsAuthentication.IamEndToEnd)
        {
            if (Database.Address.Arn is null || Database.Address.ResourceId is null)
                yield return new("database", "lacks its ARN or resource id, which IAM on both legs needs", null, "both", "give Arn and ResourceId");
            yield break;
        }

        var users = Users;
        foreach (var role in Plan.WorkloadRoles.Where(role => users.All(user => user.Role != role)))
            yield return new("users", $"lack the role {role}, as which workloads log in", null, "every role of the plan", "give Credentials, or add it with AddUser");
        foreach (var twice in users.GroupBy(user => user.Role).Where(group => group.Count() > 1))
            yield return new("users", $"name {twice.Key} twice", null, "each role once", "remove one of the two");
        if (users.Length > RdsProxyPlanner.MostSecrets)
        {
            yield return new(
                "users", "are too many for one proxy", $"{users.Length}", $"{RdsProxyPlanner.MostSecrets} or fewer",
                "let workloads share roles, or use IAM on both legs");
        }
    }

    private static string PasswordOf(ImmutableDictionary<string, string> passwords, string role) => passwords.TryGetValue(role, out var password)
        ? password
        : throw new SpecificationException([new($"credentials.{role}", "is missing", null, "a password for each role of the plan", $"give {role} a password")]);
}
