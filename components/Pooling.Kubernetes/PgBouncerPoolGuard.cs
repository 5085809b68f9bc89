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
        ComponentArgumentException.ThrowIfAny(
            nameof(PgBouncerPool), name, args, given => Missing(given).ToList() is { Count: > 0 } missing ? missing : Together(name, given),
            // What is in front of read replicas is a part of a specification, which was read as a whole.
            given => given.Plan.Specification.Target == Target.Kubernetes ? given.Plan.Specification : null);
        if (args.Plan.IsRefused)
        {
            throw new RunException(string.Join(
                '\n', args.Plan.Findings.Where(finding => finding.Level == FindingLevel.Mandatory).Select(finding => finding.Message)));
        }

        return name;
    }

    private static IEnumerable<Fault> Missing(PgBouncerPoolArgs args) =>
    [
        .. ComponentArgumentException.Missing("plan", args.Plan, "a plan", "make one with PoolPlan.Create"),
        .. ComponentArgumentException.Missing("credentials", args.Credentials, "a password for each role", "give one for each of plan.Roles"),
        .. ComponentArgumentException.Missing(
            "certificates", args.Certificates, "certificates of both legs", "make them with PoolerCertificates.FromSecrets, FromPem or FromIssuer"),
        .. args.Certificates?.Missing() ?? [],
        .. ComponentArgumentException.Missing("namespace", args.Namespace, "the name of a namespace", "leave it out for `default`"),
        .. ComponentArgumentException.Missing("monitorLabels", args.MonitorLabels, "labels", "leave it out for none"),
        .. args.ObjectName is { } called
            ? ComponentArgumentException.Missing("objectName", called, "the former name", "leave it out for the component's name")
            : [],
        .. args.Hosts is { } hosts
            ? ComponentArgumentException.Missing(
                "hosts.primary", hosts.Primary, "the host of the primary", "name it, or leave out Hosts where the plan names one")
            : [],
    ];

    private static IEnumerable<Fault> Together(string name, PgBouncerPoolArgs args)
    {
        var specification = args.Plan.Specification;
        if (args.Plan.PgBouncer is null)
        {
            yield return new(
                "plan.pooler.kind", "is not what this component makes", Spelling.Of(specification.Pooler.Kind), "pgbouncer",
                "set it to pgbouncer, or use the component of that pooler");
            yield break;
        }

        if (args.Hosts is null && specification.Database.Host is null or DatabaseOptions.LocalHost)
        {
            yield return new(
                "plan.database.host", "has no address in a cluster", specification.Database.Host, "a host name",
                "name the host of an existing server, or give Hosts");
        }

        if (args.Hosts is not null && specification.Database.Host is { } host)
        {
            yield return new(
                "hosts", "are given, and the plan names a host too", host, "one of the two", "remove Hosts, or `database.host` from the plan");
        }

        var called = args.ObjectName ?? name;
        if (!string.IsNullOrEmpty(called) && !ObjectNames.IsUsable(called))
        {
            yield return new(
                args.ObjectName is null ? "name" : "objectName", "is not a name for objects in Kubernetes", called,
                $"{ObjectNames.Longest} or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last",
                args.ObjectName is null ? "choose another, or give ObjectName" : "choose another, or leave it out for the component's name");
        }
    }
}
