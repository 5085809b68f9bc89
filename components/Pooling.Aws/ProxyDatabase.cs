using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>The database behind a proxy: one that this program makes, or one that exists.</summary>
public sealed class ProxyDatabase
{
    private ProxyDatabase(
        bool isCluster, bool hasReaders, Input<string> identifier, ExistingDatabase address, ImmutableArray<Resource> waitFor)
    {
        IsCluster = isCluster;
        HasReaders = hasReaders;
        Identifier = identifier;
        Address = address;
        WaitFor = waitFor;
    }

    internal bool IsCluster { get; }

    /// <summary>Whether a READ_ONLY endpoint has somewhere to lead: RDS allows it for clusters with a reader only.</summary>
    internal bool HasReaders { get; }

    internal Input<string> Identifier { get; }

    internal ExistingDatabase Address { get; }

    internal ImmutableArray<Resource> WaitFor { get; }

    /// <summary>An instance of this program.</summary>
    public static ProxyDatabase Of(PostgresInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var address = new ExistingDatabase
        {
            Host = instance.Host,
            ReadHost = instance.Args.Plan.Specification.Database.Replicas > 0
                ? instance.ReadHosts.Apply(hosts => string.Join(',', hosts))
                : (Input<string>?)null,
            SecurityGroupId = instance.SecurityGroupId,
            Arn = instance.Arn,
            ResourceId = instance.ResourceId,
        };
        return new(isCluster: false, hasReaders: false, instance.Identifier, address, [instance]);
    }

    /// <summary>An Aurora cluster of this program.</summary>
    public static ProxyDatabase Of(PostgresAurora cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var address = new ExistingDatabase
        {
            Host = cluster.Host,
            ReadHost = cluster.ReadHost,
            SecurityGroupId = cluster.SecurityGroupId,
            Arn = cluster.Arn,
            ResourceId = cluster.ResourceId,
        };
        return new(isCluster: true, hasReaders: cluster.Instances.Length > 1, cluster.Identifier, address, [.. cluster.Instances]);
    }

    /// <summary>An instance that exists.</summary>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="address">Where it is.</param>
    public static ProxyDatabase ExistingInstance(Input<string> identifier, ExistingDatabase address) =>
        new(isCluster: false, hasReaders: false, identifier, address, []);

    /// <summary>An Aurora or Multi-AZ DB cluster that exists.</summary>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="hasReaders">Whether it has a reader, which a READ_ONLY endpoint needs; a Multi-AZ DB cluster always has two.</param>
    /// <param name="address">Where it is.</param>
    public static ProxyDatabase ExistingCluster(Input<string> identifier, bool hasReaders, ExistingDatabase address) =>
        new(isCluster: true, hasReaders, identifier, address, []);

    /// <summary>What is missing of a database that exists; the factories leave it to the component, which names itself.</summary>
    internal IEnumerable<Fault> Missing() =>
    [
        .. ComponentArgumentException.Missing(
            "database.identifier", Identifier, "the identifier of the instance or cluster", "give it to ExistingInstance or ExistingCluster"),
        .. Address is null
            ? ComponentArgumentException.Missing(
                "database.address", null, "where the database is", "give new ExistingDatabase { … } to ExistingInstance or ExistingCluster")
            : [
                .. ComponentArgumentException.Missing("database.address.host", Address.Host, "a host name", "name the host of the writer"),
                .. ComponentArgumentException.Missing(
                    "database.address.securityGroupId", Address.SecurityGroupId, "the id of a security group", "name that of the database"),
            ],
    ];
}

/// <summary>Where a database is.</summary>
public sealed class ExistingDatabase
{
    /// <summary>Host name of the writer.</summary>
    public required Input<string> Host { get; init; }

    /// <summary>Host names for reading past the proxy, with commas between them; null for none.</summary>
    public Input<string>? ReadHost { get; init; }

    /// <summary>Security group of the database, which learns to let the proxy in.</summary>
    public required Input<string> SecurityGroupId { get; init; }

    /// <summary>ARN of the instance or cluster; needed for IAM on both legs only.</summary>
    public Input<string>? Arn { get; init; }

    /// <summary>Resource id of the instance or cluster; needed for IAM on both legs only.</summary>
    public Input<string>? ResourceId { get; init; }
}
