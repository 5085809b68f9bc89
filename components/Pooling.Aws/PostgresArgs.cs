using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>What a database on AWS is made from.</summary>
public sealed class PostgresArgs
{
    /// <summary>
    /// The plan: engine, class or capacity, replicas, parameters, and what <c>database.rds</c> says of storage, backups and protection.
    /// </summary>
    public required PoolPlan Plan { get; init; }

    /// <summary>Its network.</summary>
    public required AwsNetwork Network { get; init; }

    /// <summary>Role with which the database is administered; AWS keeps its password in Secrets Manager. Default <c>postgres</c>.</summary>
    public string MasterUsername { get; init; } = "postgres";

    /// <summary>ARN of the KMS key of storage, insights and master password; null for the key of the plan, or else AWS's own.</summary>
    public Input<string>? KmsKeyArn { get; init; }

    /// <summary>Identifier in AWS of the database, or of one of its instances.</summary>
    internal string Identifier(string name, string suffix = "") => Plan.Specification.Database.Rds.Identifier is { } identifier
        ? identifier + suffix
        : ResourceNames.Physical(name + suffix);

    internal Input<string>? Key => KmsKeyArn ?? (Plan.Specification.Database.Rds.KmsKey is { } key ? key : (Input<string>?)null);

    internal IEnumerable<Fault> Faults(bool isCluster) => Missing().ToList() is { Count: > 0 } missing ? missing : FaultsTogether(isCluster);

    private IEnumerable<Fault> Missing() =>
    [
        .. Refusal.Missing(Plan, Network),
        .. ComponentArgumentException.Missing("masterUsername", MasterUsername, "the name of a role", "leave it out for postgres"),
    ];

    private IEnumerable<Fault> FaultsTogether(bool isCluster)
    {
        var database = Plan.Specification.Database;
        if (Plan.Specification.Target != Target.Aws)
        {
            yield return new(
                "plan.target", "is not aws", Spelling.Of(Plan.Specification.Target), "aws", "plan a specification with `target: aws`");
        }
        else if (database.IsAurora != isCluster)
        {
            yield return new(
                "plan.database", $"describes {(isCluster ? "a single instance" : "an Aurora cluster")}", null,
                isCluster ? "`aurora` or `serverless`" : "neither `aurora` nor `serverless`",
                isCluster ? "use PostgresInstance" : "use PostgresAurora");
        }

        if (database.Rds.Existing is { } existing)
        {
            yield return new(
                "plan.database.rds.existing", "names a database that exists, and this component makes one", existing.Identifier, "one of the two",
                "use ProxyDatabase.ExistingInstance or ExistingCluster, or remove it");
        }

        foreach (var fault in Network.Faults())
            yield return fault;
    }
}
