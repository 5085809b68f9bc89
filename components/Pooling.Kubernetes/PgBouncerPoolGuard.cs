using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Kubernetes;

/// <summary>What is refused before the component itself is registered, so that a wrong plan leaves nothing behind.</summary>
internal static class PgBouncerPoolGuard
{
    /// <summary>Returns the name, so that it can stand in a call of the base constructor.</summary>
    public static string Check(string name, PgBouncerPoolArgs args)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(args.Plan);
        ArgumentNullException.ThrowIfNull(args.Credentials);
        ArgumentNullException.ThrowIfNull(args.Certificates);
        ArgumentNullException.ThrowIfNull(args.Namespace);

        var plan = args.Plan;
        if (plan.PgBouncer is null)
        {
            throw new SpecificationException([new(
                "pooler.kind", "is not what this component makes", Spelling.Of(plan.Specification.Pooler.Kind), "pgbouncer",
                "set it to pgbouncer, or use the component of that pooler")]);
        }

        if (args.Hosts is null && plan.Specification.Database.Host is null or DatabaseOptions.LocalHost)
        {
            throw new SpecificationException([new(
                "database.host", "has no address in a cluster", plan.Specification.Database.Host, "a host name",
                "name the host of an existing server")]);
        }

        if (plan.IsRefused)
            throw new RunException(string.Join('\n', plan.Findings.Where(finding => finding.Level == FindingLevel.Mandatory).Select(finding => finding.Message)));
        return name;
    }
}
