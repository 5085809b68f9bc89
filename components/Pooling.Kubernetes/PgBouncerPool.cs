using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pooling.Kubernetes;

/// <summary>PgBouncer in pods in front of an existing PostgreSQL server: what a plan says, as Kubernetes objects.</summary>
public sealed class PgBouncerPool : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "pooling:kubernetes:PgBouncerPool";

    /// <summary>
    /// Host name at which clients reach the primary through the pooler; the same as <see cref="ReadOnlyHost"/> where the plan is
    /// <see cref="PoolPlan.Reads"/>, which knows no primary.
    /// </summary>
    [Output("readWriteHost")]
    public Output<string> ReadWriteHost { get; private set; }

    /// <summary>Host name at which clients reach the replicas through the pooler; the same as the primary's when there are none.</summary>
    [Output("readOnlyHost")]
    public Output<string> ReadOnlyHost { get; private set; }

    /// <summary>Port of both.</summary>
    [Output("port")]
    public Output<int> Port { get; private set; }

    /// <summary>SQL that gives every role, on the server, the very verifier that the pooler holds or asks for; secret.</summary>
    [Output("databaseSql")]
    public Output<string> DatabaseSql { get; private set; }

    /// <summary>Makes the objects of a plan.</summary>
    /// <param name="name">
    /// Name of the pooler in the program and, unless <see cref="PgBouncerPoolArgs.ObjectName"/> is given, of its objects in Kubernetes, where
    /// it is unique in the namespace.
    /// </param>
    /// <param name="args">Plan, credentials and certificates.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">The arguments are missing or do not go together; nothing is registered then.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan.</exception>
    public PgBouncerPool(string name, PgBouncerPoolArgs args, ComponentResourceOptions? options = null)
        : base(Token, PgBouncerPoolGuard.Check(name, args), options)
    {
        var plan = args.Plan;
        var pooler = plan.Specification.Pooler;
        var names = new ObjectNames(name, args);
        var child = new CustomResourceOptions { Parent = this };

        var users = Output.CreateSecret(args.Credentials.Apply(credentials => Userlist.Render(RoleVerifiers.Kept(plan, credentials))));
        var files = new PoolerFiles(names, args, users, child);
        var account = new ServiceAccount(name, new ServiceAccountArgs { Metadata = names.Metadata(), AutomountServiceAccountToken = false }, child);
        var metrics = pooler.Pods.Metrics ? new PoolerMetrics(names, args, child) : null;
        var workload = new PoolerWorkload(names, args, account, files, metrics, child);
        if (pooler.Pods.Isolation)
            PoolerIsolation.Make(names, args, child);

        Input<string> Serve(string end = "") => new Service(names.InProgram(end), new ServiceArgs
        {
            Metadata = names.Metadata(end),
            Spec = new ServiceSpecArgs
            {
                Selector = names.Labels.Selector,
                Ports = { new ServicePortArgs { Name = "pgbouncer", Port = pooler.Port, TargetPort = "pgbouncer" } },
            },
        }, child).Metadata.Apply(metadata => $"{metadata.Name}.{metadata.Namespace}.svc");

        var main = Serve();
        // In front of read replicas alone, one way is all there is.
        var readOnly = plan.HasReadOnlyRoute && plan.Specification.IsPooled(Route.ReadWrite) ? Serve("-ro") : main;
        ReadWriteHost = (pooler.Host ?? main).ToOutput();
        ReadOnlyHost = (pooler.Host ?? readOnly).ToOutput();
        Port = Output.Create(pooler.Port);
        workload.Protect();
        DatabaseSql = Output.CreateSecret(args.Credentials.Apply(
            credentials => RoleVerifiers.Sql(plan, RoleVerifiers.Of(plan, credentials))));
        RegisterOutputs();
    }
}
