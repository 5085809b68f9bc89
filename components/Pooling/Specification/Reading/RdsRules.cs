using System.Globalization;
using Infra.Pooling.RdsParameters;
using Infra.Pooling.RdsProxy;

namespace Infra.Pooling.Specification.Reading;

/// <summary>What holds between the sections of a specification for AWS.</summary>
internal static class RdsRules
{
    /// <summary>What a single ACU admits (Amazon Aurora User Guide, "Performance and scaling for Aurora Serverless v2").</summary>
    private const int AdmittedByOneAcu = 189;

    public const string Rds = "database.rds";
    private const string Settings = "pooler.settings";

    public static void Check(PoolingSpecification specification, FaultCollector faults)
    {
        foreach (var fault in Parameters(specification).Concat(Engine(specification.Database)).Concat(Serverless(specification)))
            Add(fault);
        foreach (var fault in specification.Pooler.Kind == PoolerKind.RdsProxy ? Proxy(specification) : WithoutProxy(specification.Database.Rds))
            Add(fault);

        void Add(Fault fault)
        {
            if (!faults.Concern(fault.Path))
                faults.Add(fault with { Received = fault.Received is { } received ? Display.Escaped(received) : null });
        }
    }

    private static IEnumerable<Fault> Parameters(PoolingSpecification specification) => specification.Database.Rds.Parameters
        .Select(parameter => RdsParameterCatalogue.Check(
            JsonPath.Key($"{Rds}.parameters", parameter.Key), parameter.Key, parameter.Value, specification.Database.Version))
        .OfType<Fault>();

    private static IEnumerable<Fault> Engine(DatabaseOptions database)
    {
        var major = database.Version.ToString(CultureInfo.InvariantCulture);
        if (database.Rds.EngineVersion is { } exact && !exact.StartsWith($"{major}.", StringComparison.Ordinal))
        {
            yield return new(
                $"{Rds}.engineVersion", $"does not belong to `database.version` {major}, from which the family of the parameter group follows",
                exact, $"a version {major}.x", $"write a version {major}.x, or change `database.version`");
        }

        if (database.Rds.Existing is not { } existing)
            yield break;
        if (existing.IsCluster && !database.IsAurora)
        {
            yield return new(
                $"{Rds}.existing", "names a cluster, and the database is not described as one", null, "`database.aurora` or `database.serverless` beside it",
                "add `aurora: {instances: 2}` with the number of its instances");
        }
        else if (!existing.IsCluster && database.IsAurora)
        {
            yield return new(
                $"{Rds}.existing", "names an instance, and the database is described as an Aurora cluster", null, "a cluster beside `aurora` or `serverless`",
                "name the cluster, or remove `aurora` and `serverless`");
        }

        if (database.Rds.Authentication == RdsAuthentication.IamEndToEnd && (existing.Arn is null || existing.ResourceId is null))
        {
            yield return new(
                $"{Rds}.existing", "lacks its ARN or resource id, which IAM on both legs needs", null, "`arn` and `resourceId`",
                "add both, as `aws rds describe-db-instances` or `describe-db-clusters` shows them");
        }
    }

    private static IEnumerable<Fault> Serverless(PoolingSpecification specification)
    {
        if (specification.Database.Serverless is not { } range)
            yield break;
        var clients = specification.Workloads.Sum(workload => (long)(workload.Replicas.Max ?? workload.Replicas.Min) * workload.Processes
            * ((workload.Pool?.Size ?? 1) + (long)(workload.Pool?.Overflow ?? 0)));
        if (range.MinAcu == 0 && clients > AdmittedByOneAcu)
        {
            yield return new(
                "database.serverless.minAcu",
                string.Create(CultureInfo.InvariantCulture, $"lets the cluster pause, and wake too slowly and too small for the {clients} connections that workloads may open"),
                "0", string.Create(CultureInfo.InvariantCulture, $"0 with {AdmittedByOneAcu} connections or fewer, as one ACU admits"), "raise it to 1 or more");
        }
    }

    private static IEnumerable<Fault> Proxy(PoolingSpecification specification)
    {
        var rds = specification.Database.Rds;
        foreach (var fault in ProxySettings.CheckTogether(Settings, specification.Pooler.Settings, rds.OtherProxiesPercent))
            yield return fault;

        var roles = specification.Workloads.Select(workload => workload.User ?? specification.Database.User).Append(specification.Database.User).Distinct().ToList();
        if (rds.Authentication != RdsAuthentication.IamEndToEnd && roles.Count > RdsProxyPlanner.MostSecrets)
        {
            yield return new(
                "workloads", $"log in as {roles.Count} roles, and a proxy takes {RdsProxyPlanner.MostSecrets} secrets", null,
                $"{RdsProxyPlanner.MostSecrets} roles or fewer", "let workloads share roles, or set `database.rds.authentication: iamEndToEnd`");
        }

        if (roles.Contains(RdsProxyPlanner.ReservedRole))
            yield return new("database.user", "is the role that RDS Proxy itself uses", RdsProxyPlanner.ReservedRole, "any other role", "choose another role");

        foreach (var fault in Reads(specification))
            yield return fault;

        if (rds.Authentication == RdsAuthentication.Password)
            yield break;
        foreach (var (index, workload) in specification.Workloads.Index().Where(entry => entry.Item.Profile is not null))
        {
            yield return new(
                $"workloads[{index}].profile", $"reads a password from its environment, and `{Rds}.authentication` gives it none", workload.Profile,
                "none with IAM authentication", $"set `{Rds}.authentication: password`, or `profile: none`");
        }
    }

    /// <summary>The ways to the replicas of a single instance, which are none of the proxy's targets.</summary>
    private static IEnumerable<Fault> Reads(PoolingSpecification specification)
    {
        var (database, rds) = (specification.Database, specification.Database.Rds);
        const string Key = $"{Rds}.reads";
        if (rds.ReadPooler is not null && rds.Reads != RdsReads.PgBouncer)
        {
            yield return new(
                $"{Rds}.readPooler", "describes PgBouncer in front of read replicas, and reads do not go through it", "an object",
                $"only with `{Key}: pgbouncer`", $"set `{Key}: pgbouncer`, or remove it");
        }

        if (rds.Reads is not { } reads)
            yield break;
        if (database.IsAurora)
        {
            yield return new(
                Key, "stands beside an Aurora cluster, whose readers the proxy serves", Spelling.Of(reads), "nothing",
                "remove it: `route: readOnly` uses the proxy's READ_ONLY endpoint");
            yield break;
        }

        if (reads != RdsReads.PgBouncer)
            yield break;
        if (database.Replicas == 0)
            yield return Wrong("puts PgBouncer in front of read replicas, and there is none", "set `database.replicas` to 1 or more, or remove it");
        else if (specification.Workloads.All(workload => workload.Route != Route.ReadOnly))
            yield return Wrong("makes a pool that no workload uses", "route a workload `readOnly`, or remove it");
        if (rds.Existing is { ReadHost: null })
            yield return Wrong($"needs the host of the replica, and `{Rds}.existing` does not name it", "add `readHost` there");
        if (rds.Authentication == RdsAuthentication.IamEndToEnd)
        {
            yield return Wrong(
                "needs passwords, with which PgBouncer logs in, and IAM on both legs has none",
                $"set `{Rds}.authentication` to password or iam, `{Key}: direct`, or `database.aurora`");
        }

        Fault Wrong(string problem, string fix) => new(Key, problem, "pgbouncer", "a pool that a workload can use on a replica", fix);
    }

    private static IEnumerable<Fault> WithoutProxy(RdsOptions rds)
    {
        IEnumerable<(string Key, bool IsGiven, string Received)> keys =
        [
            ("authentication", rds.Authentication != RdsAuthentication.Password, Spelling.Of(rds.Authentication)),
            ("reads", rds.Reads is not null, rds.Reads is { } reads ? Spelling.Of(reads) : ""),
            ("readPooler", rds.ReadPooler is not null, "an object"),
            ("everyZone", rds.EveryZone, "true"),
            ("otherProxiesPercent", rds.OtherProxiesPercent > 0, rds.OtherProxiesPercent.ToString(CultureInfo.InvariantCulture)),
            ("proxyName", rds.ProxyName is not null, rds.ProxyName ?? ""),
            ("existing", rds.Existing is not null, "an object"),
        ];
        return keys.Where(key => key.IsGiven).Select(key => new Fault(
            $"{Rds}.{key.Key}", "is for RDS Proxy, and the pooler is PgBouncer", key.Received, "nothing with `pooler.kind: pgbouncer`",
            key.Key == "existing" ? "set `target: kubernetes` and name the server in `database.host`" : "remove it, or set `pooler.kind: rdsProxy`"));
    }
}
