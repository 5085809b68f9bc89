using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.RdsParameters;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Aws.Rds;

namespace Infra.Pooling.Aws;

/// <summary>A single RDS PostgreSQL instance with its standby, read replicas, parameters and monitoring.</summary>
public sealed class PostgresInstance : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "pooling:aws:PostgresInstance";

    /// <summary>Identifier of the instance.</summary>
    [Output("identifier")]
    public Output<string> Identifier { get; private set; }

    /// <summary>Host name of the instance itself.</summary>
    [Output("host")]
    public Output<string> Host { get; private set; }

    /// <summary>Host names of the read replicas, which a proxy cannot serve.</summary>
    [Output("readHosts")]
    public Output<ImmutableArray<string>> ReadHosts { get; private set; }

    /// <summary>Security group of the instance and its replicas.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>ARN of the instance.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; }

    /// <summary>Resource id of the instance, of which IAM policies speak.</summary>
    [Output("resourceId")]
    public Output<string> ResourceId { get; private set; }

    /// <summary>ARN of the secret in which AWS keeps the master password.</summary>
    [Output("masterSecretArn")]
    public Output<string> MasterSecretArn { get; private set; }

    /// <summary>What a change of the parameters waits for.</summary>
    [Output("rebootRequired")]
    public Output<ImmutableArray<string>> RebootRequired { get; private set; }

    internal PostgresArgs Args { get; }

    /// <summary>Makes the instance of a plan.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="args">Plan and network.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">The arguments are missing or do not go together; nothing is registered then.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan; nothing is registered then.</exception>
    public PostgresInstance(string name, PostgresArgs args, ComponentResourceOptions? options = null)
        : base(Refusal.Unless(Token, name, args, given => given.Faults(isCluster: false), given => given.Plan), name, options)
    {
        Args = args;
        var specification = args.Plan.Specification;
        var database = specification.Database;
        var child = new CustomResourceOptions { Parent = this };
        var network = new PostgresNetwork(name, args, child);
        var parameters = ParameterGroupPlan.Create(specification, args.Plan.DatabaseParameters);
        var group = PostgresParameterGroup.OfInstance(name, parameters, child);
        var monitoring = PostgresMonitoring.Role(name, child);

        InstanceArgs Common(string suffix) => new()
        {
            Identifier = args.Identifier(name, suffix),
            InstanceClass = database.InstanceClass!,
            ParameterGroupName = group,
            VpcSecurityGroupIds = network.SecurityGroupId,
            MaxAllocatedStorage = database.Rds.MaxStorageGiB,
            StorageType = "gp3",
            StorageEncrypted = true,
            KmsKeyId = args.Key,
            PubliclyAccessible = false,
            IamDatabaseAuthenticationEnabled = database.Rds.Authentication == RdsAuthentication.IamEndToEnd,
            // RDS documentation, "Using SSL/TLS to encrypt a connection": the default authority until 2061.
            CaCertIdentifier = "rds-ca-rsa2048-g1",
            AutoMinorVersionUpgrade = true,
            CopyTagsToSnapshot = true,
            DeletionProtection = database.Rds.Protect,
            MonitoringInterval = PostgresMonitoring.IntervalSeconds,
            MonitoringRoleArn = monitoring,
            PerformanceInsightsEnabled = true,
            PerformanceInsightsKmsKeyId = args.Key,
            EnabledCloudwatchLogsExports = { "postgresql", "upgrade" },
        };

        var primary = Common("");
        primary.Engine = "postgres";
        primary.EngineVersion = database.Rds.EngineVersion ?? database.Version.ToString(CultureInfo.InvariantCulture);
        primary.DbName = database.Name;
        primary.Port = database.Port;
        primary.Username = args.MasterUsername;
        primary.ManageMasterUserPassword = true;
        primary.MasterUserSecretKmsKeyId = args.Key;
        primary.DbSubnetGroupName = network.SubnetGroupName;
        primary.AllocatedStorage = database.Rds.StorageGiB;
        primary.MultiAz = database.Rds.MultiAz;
        primary.BackupRetentionPeriod = database.Rds.BackupDays;
        primary.SkipFinalSnapshot = !database.Rds.Protect;
        if (database.Rds.Protect)
            primary.FinalSnapshotIdentifier = $"{args.Identifier(name)}-final";
        var instance = new Instance(name, primary, child);

        var replicas = Enumerable.Range(1, database.Replicas).Select(number =>
        {
            var replica = Common($"-replica-{number}");
            replica.ReplicateSourceDb = instance.Identifier;
            replica.SkipFinalSnapshot = true;
            return new Instance($"{name}-replica-{number}", replica, child);
        }).ToList();

        PostgresAlarm.Make(name, args, instance.Identifier, child);
        foreach (var (index, replica) in replicas.Index())
            PostgresAlarm.Make($"{name}-replica-{index + 1}", args, replica.Identifier, child);

        Identifier = instance.Identifier;
        Host = instance.Address;
        ReadHosts = Output.All(replicas.Select(replica => replica.Address));
        SecurityGroupId = network.SecurityGroupId;
        Arn = instance.Arn;
        ResourceId = instance.ResourceId;
        MasterSecretArn = instance.MasterUserSecrets.Apply(secrets => secrets[0].SecretArn);
        RebootRequired = Output.Create(parameters.RebootRequired);
        RegisterOutputs();
    }
}
