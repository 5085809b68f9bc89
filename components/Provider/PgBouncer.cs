using Infra.Pooling;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Provider;

/// <summary>PgBouncer on Kubernetes in front of an existing server, for programs in any language.</summary>
public sealed class PgBouncer : ComponentResource
{
    /// <summary>Host name at which clients reach the primary.</summary>
    [Output("readWriteHost")]
    public Output<string> ReadWriteHost { get; private set; }

    /// <summary>Host name at which clients reach the replicas.</summary>
    [Output("readOnlyHost")]
    public Output<string> ReadOnlyHost { get; private set; }

    /// <summary>Port of both.</summary>
    [Output("port")]
    public Output<int> Port { get; private set; }

    /// <summary>SQL that gives every role on the server the verifier that the pooler holds; secret.</summary>
    [Output("databaseSql")]
    public Output<string> DatabaseSql { get; private set; }

    /// <summary>By workload, the connection string that its own driver takes; secret.</summary>
    [Output("workloadConnections")]
    public Output<Dictionary<string, string>> WorkloadConnections { get; private set; }

    /// <summary>By workload, the variables of its environment; secret.</summary>
    [Output("workloadVariables")]
    public Output<Dictionary<string, Dictionary<string, string>>> WorkloadVariables { get; private set; }

    /// <summary>Makes everything.</summary>
    /// <param name="name">Name of the pooler.</param>
    /// <param name="args">What it is made from.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">The arguments or the specification are wrong; nothing is registered then.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan; nothing is registered then.</exception>
    public PgBouncer(string name, PgBouncerArgs args, ComponentResourceOptions? options = null)
        : this(name, args, Asked(name, args), options)
    {
    }

    private PgBouncer(string name, PgBouncerArgs args, PgBouncerPoolArgs asked, ComponentResourceOptions? options)
        : base($"{PlanText.Package}:index:{nameof(PgBouncer)}", name, options)
    {
        var plan = asked.Plan;
        var pool = new PgBouncerPool(name, asked, new ComponentResourceOptions { Parent = this });
        var workloads = new Workloads(
            plan, pool.ReadWriteHost, pool.ReadOnlyHost, Output.Create(plan.Specification.Database.Host!), args.Credentials);
        workloads.Claim(name, this);
        (ReadWriteHost, ReadOnlyHost, Port, DatabaseSql) = (pool.ReadWriteHost, pool.ReadOnlyHost, pool.Port, pool.DatabaseSql);
        (WorkloadConnections, WorkloadVariables) = (workloads.Connections, workloads.Variables);
        RegisterOutputs();
    }

    private static PgBouncerPoolArgs Asked(string name, PgBouncerArgs args)
    {
        var plan = PlanText.Of(nameof(PgBouncer), name, args, Target.Kubernetes, given => given.Specification, Missing, Certificate);
        var asked = new PgBouncerPoolArgs
        {
            Plan = plan,
            Credentials = args.Credentials,
            Certificates = plan.Specification.Pooler.Pods.Issuer?.Split('/') is [var kind, var issuer]
                ? PoolerCertificates.FromIssuer(kind, issuer, args.DatabaseCaSecret)
                : PoolerCertificates.FromSecrets(args.CertificateSecret!, args.DatabaseCaSecret),
            Namespace = args.Namespace ?? "default",
            ObjectName = args.ObjectName,
        };
        PgBouncerPoolGuard.Check(name, asked);
        return asked;
    }

    private static IEnumerable<Fault> Missing(PgBouncerArgs args) =>
    [
        .. ComponentArgumentException.Missing(
            "credentials", args.Credentials, "a password for each role", "give one for each role of the plan"),
        .. ComponentArgumentException.Missing(
            "databaseCaSecret", args.DatabaseCaSecret, "the name of a secret with ca.crt",
            "name the secret with the authority of the database's certificate"),
    ];

    private static IEnumerable<Fault> Certificate(PgBouncerArgs args, PoolPlan plan) =>
        (args.CertificateSecret, plan.Specification.Pooler.Pods.Issuer) switch
        {
            (null, null) => [new(
                "certificateSecret", "is missing, and no issuer makes a certificate", null, "the name of a secret with tls.crt and tls.key",
                "name it, or name an issuer of cert-manager under `pooler.issuer`")],
            ({ }, { } issuer) => [new(
                "pooler.issuer", "stands beside certificateSecret", issuer, "one of the two", "remove one of the two")],
            _ => [],
        };
}
