using Infra.Pooling;
using Infra.Pooling.Claims;
using Infra.Pooling.Connections;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Samples.PgBouncer;

/// <summary>PgBouncer on Kubernetes in front of any server, and the connection strings of an ASP.NET Core service as a Secret.</summary>
public static class OrdersStack
{
    /// <summary>The workload that writes, and the one that reads from the replica; both are pools of the same service.</summary>
    public const string Writes = "api", Reads = "api-reads";

    /// <summary>Makes everything; returns the outputs.</summary>
    public static IDictionary<string, object?> Make()
    {
        var config = new Config();
        var password = config.RequireSecret("ordersPassword");

        // Refused here, before the first resource, if the connections do not fit.
        var plan = PoolPlan.Create(
            Specification(config.Require("host"), config.Require("replicaHost")), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var pool = new PgBouncerPool("pooler", new PgBouncerPoolArgs
        {
            Plan = plan,
            Credentials = new InputMap<string>
            {
                ["orders"] = password,
                ["pooler_admin"] = config.RequireSecret("adminPassword"),
                ["pooler_stats"] = config.RequireSecret("statsPassword"),
            },
            Certificates = PoolerCertificates.FromIssuer("ClusterIssuer", "internal", databaseAuthority: "database-ca"),
            Namespace = "orders",
        });
        foreach (var workload in plan.Specification.Workloads)
            _ = new ConnectionClaim(workload.Name, ConnectionClaimArgs.Of(workload, plan));

        Output<string> Connection(string name)
        {
            var workload = plan.Specification.Workloads.Single(other => other.Name == name);
            return Output.Tuple(pool.ReadWriteHost, pool.ReadOnlyHost, password).Apply(known =>
                ConnectionStrings.Npgsql(new ConnectionPlanner(plan, known.Item1, known.Item2, config.Require("host"))
                    .Of(workload.Route, plan.UserOf(workload), known.Item3, workload)).Text);
        }

        // The pods of the service take both with envFrom, and carry the label pooling.infra/client: pooler.
        _ = new Secret("orders-connections", new SecretArgs
        {
            Metadata = new ObjectMetaArgs { Name = "orders-connections", Namespace = "orders" },
            StringData =
            {
                ["ConnectionStrings__ReadWrite"] = Connection(Writes),
                ["ConnectionStrings__ReadOnly"] = Connection(Reads),
            },
        });
        return new Dictionary<string, object?>
        {
            ["readWriteHost"] = pool.ReadWriteHost,
            ["readOnlyHost"] = pool.ReadOnlyHost,
            ["port"] = pool.Port,
            ["databaseSql"] = pool.DatabaseSql,
        };
    }

    /// <summary>A service that writes to the primary and reads from its replica.</summary>
    /// <param name="host">Host of the primary.</param>
    /// <param name="replicaHost">Host of the replica.</param>
    public static PoolingSpecification Specification(string host, string replicaHost) => new()
    {
        Target = Target.Kubernetes,
        Database = new()
        {
            Name = "orders",
            User = "orders",
            Host = host,
            Replicas = 1,
            ReadHosts = [new(replicaHost, 5432)],
            MaxConnections = 200,
            Reserve = new() { Admin = 10, Other = 20 },
        },
        Pooler = new() { Kind = PoolerKind.PgBouncer },
        Workloads =
        [
            new()
            {
                Name = Writes,
                Replicas = new(2, 8, Surge.Percent(25)),
                Pool = new(20),
                Driver = Driver.Npgsql,
                Load = new(800, TimeSpan.FromMilliseconds(10)),
            },
            new()
            {
                Name = Reads,
                Replicas = new(2, 8, Surge.Percent(25)),
                Pool = new(10),
                Driver = Driver.Npgsql,
                Route = Route.ReadOnly,
                Load = new(400, TimeSpan.FromMilliseconds(10)),
            },
        ],
    };
}
