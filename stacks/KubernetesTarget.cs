using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Stacks;

/// <summary>PgBouncer on Kubernetes, in front of an existing server.</summary>
internal static class KubernetesTarget
{
    internal const string ComponentName = "pooler";

    /// <exception cref="SpecificationException">The database is the local target's.</exception>
    public static PoolingEndpoints Make(PoolPlan plan, PoolingConfig config, Output<ImmutableDictionary<string, string>> credentials)
    {
        var host = plan.Specification.Database.Host!;
        if (host == DatabaseOptions.LocalHost)
        {
            throw new SpecificationException([new(
                "database.host", "is the local target's, which has no address in a cluster", host, "a host name",
                "run `./infra up local`, or name the host of an existing server")]);
        }

        var pool = new PgBouncerPool(ComponentName, new PgBouncerPoolArgs
        {
            Plan = plan,
            Credentials = credentials,
            Certificates = Certificates(config, plan),
            Namespace = config.Namespace,
            MonitorLabels = config.MonitorLabels,
        });
        return new(pool.ReadWriteHost, pool.ReadOnlyHost, Output.Create(host), pool.DatabaseSql);
    }

    internal static PoolerCertificates Certificates(PoolingConfig config, PoolPlan plan) =>
        plan.Specification.Pooler.Pods.Issuer?.Split('/') is [var kind, var issuer]
        ? PoolerCertificates.FromIssuer(kind, issuer, $"{ComponentName}-database-ca")
        : config.Tls is { } tls
        ? PoolerCertificates.FromPem(tls.Apply(pem => pem["certificate"]), tls.Apply(pem => pem["privateKey"]), tls.Apply(pem => pem["databaseCa"]))
        : PoolerCertificates.FromSecrets($"{ComponentName}-tls", $"{ComponentName}-database-ca");
}
