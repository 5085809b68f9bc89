using System.Collections.Immutable;

namespace Infra.Pooling.Specification.Reading;

/// <summary>What each target offers.</summary>
internal static class TargetTable
{
    /// <summary>Poolers of a target, the default first.</summary>
    public static ImmutableArray<PoolerKind> Poolers(Target target) => target switch
    {
        Target.Aws => [PoolerKind.RdsProxy, PoolerKind.PgBouncer],
        Target.Azure => [PoolerKind.BuiltIn],
        _ => [PoolerKind.PgBouncer],
    };

    /// <summary>The authorities that a Linux image trusts anyway; those of Azure's servers are among them.</summary>
    public const string PublicAuthorities = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>Keys of the database section that only one target has.</summary>
    public static readonly ImmutableArray<(string Key, Target Target)> DatabaseKeys =
    [
        ("instanceClass", Target.Aws),
        ("aurora", Target.Aws),
        ("serverless", Target.Aws),
        ("rds", Target.Aws),
        ("sku", Target.Azure),
        ("flexibleServer", Target.Azure),
        ("host", Target.Kubernetes),
        ("readHosts", Target.Kubernetes),
    ];
}
