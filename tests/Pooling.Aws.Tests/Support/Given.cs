using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws.Tests.Support;

/// <summary>Plans and components for tests.</summary>
internal static class Given
{
    public static readonly DateOnly Today = new(2026, 11, 1);

    public const string Password = "hunter2-é-'\"\\";

    public static PoolPlan Plan(string database = "instanceClass: db.m7g.large", string workloads = """[{"name":"api","replicas":2,"pool":{"size":10}}]""", string rest = "")
    {
        var json = $$"""{"target":"aws","database":{"name":"orders","user":"orders",{{database}}},"workloads":{{workloads}}{{rest}}}""";
        using var document = JsonDocument.Parse(json);
        return PoolPlan.Create(PoolingSpecification.Read(document.RootElement), Today);
    }

    public static PoolPlan Instance(string rds = "{}", string more = "") => Plan($"\"instanceClass\":\"db.m7g.large\",\"rds\":{rds}{more}");

    /// <summary>An instance whose replicas are read through PgBouncer.</summary>
    public static PoolPlan Reads() => Plan(
        "\"instanceClass\":\"db.m7g.large\",\"replicas\":2,\"rds\":{\"reads\":\"pgbouncer\"}",
        """[{"name":"api","replicas":2,"pool":{"size":10}},{"name":"report","replicas":2,"pool":{"size":5},"route":"readOnly","user":"report"}]""");

    public static PoolPlan Aurora(string rds = "{}", int instances = 3) => Plan(
        $"\"instanceClass\":\"db.r7g.large\",\"aurora\":{{\"instances\":{instances}}},\"rds\":{rds}",
        """[{"name":"api","replicas":2,"pool":{"size":10}},{"name":"search","replicas":2,"pool":{"size":5},"route":"readOnly","user":"search"}]""");

    public static AwsNetwork Network(params string[] zones) => new()
    {
        VpcId = "vpc-1",
        Subnets = [.. (zones.Length == 0 ? ["euw1-az1", "euw1-az2"] : zones).Select(zone => new AwsSubnet(zone, $"subnet-{zone}"))],
        Clients = ImmutableSortedDictionary<string, Input<string>>.Empty.Add("api", "sg-api"),
    };

    public static Output<ImmutableDictionary<string, string>> Credentials(PoolPlan plan) =>
        Output.CreateSecret(plan.WorkloadRoles.ToImmutableDictionary(role => role, role => Password));

    public static RdsProxyPoolArgs Args(PoolPlan plan, ProxyDatabase database) => new()
    {
        Plan = plan,
        Database = database,
        Network = Network(),
        Credentials = plan.HasPasswords ? Credentials(plan) : null,
    };

    /// <summary>A proxy with its database.</summary>
    public static RdsProxyPool Pool(PoolPlan plan, string name = "pooler") => new(name, Args(plan, Database(plan, $"{name}-database")));

    public static ProxyDatabase Database(PoolPlan plan, string name = "database")
    {
        var args = new PostgresArgs { Plan = plan, Network = Network() };
        return plan.Specification.Database.IsAurora ? ProxyDatabase.Of(new PostgresAurora(name, args)) : ProxyDatabase.Of(new PostgresInstance(name, args));
    }
}
