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

    /// <summary>Makes everything.</summary>
    /// <param name="name">Name of the pooler.</param>
    /// <param name="args">What it is made from.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="SpecificationException">The specification has faults.</exception>
    public PgBouncer(string name, PgBouncerArgs args, ComponentResourceOptions? options = null)
        : base($"{PlanText.Package}:index:{nameof(PgBouncer)}", name, options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var pool = new PgBouncerPool(
            name,
            new PgBouncerPoolArgs
            {
                Plan = PlanText.Read(nameof(PgBouncer), args.Specification, Target.Kubernetes),
                Credentials = args.Credentials,
                Certificates = PoolerCertificates.FromSecrets(args.CertificateSecret, args.DatabaseCaSecret),
                Namespace = args.Namespace ?? "default",
            },
            new ComponentResourceOptions { Parent = this });
        (ReadWriteHost, ReadOnlyHost, Port, DatabaseSql) = (pool.ReadWriteHost, pool.ReadOnlyHost, pool.Port, pool.DatabaseSql);
        RegisterOutputs();
    }
}
