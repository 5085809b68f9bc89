using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.RdsParameters;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Aws.Rds;
using Pulumi.Aws.Rds.Inputs;

namespace Infra.Pooling.Aws;

/// <summary>An Aurora PostgreSQL cluster, provisioned or Serverless v2, with its instances, parameters and monitoring.</summary>
public sealed class PostgresAurora : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "pooling:aws:PostgresAurora";

    /// <summary>Identifier of the cluster.</summary>
    [Output("identifier")]
    public Output<string> Identifier { get; private set; }

    /// <summary>Host name that follows the writer.</summary>
    [Output("host")]
    public Output<string> Host { get; private set; }

    /// <summary>Host name that spreads connections over the readers.</summary>
    [Output("readHost")]
    public Output<string> ReadHost { get; private set; }

    /// <summary>Security group of the cluster.</summary>
    [Output("securityGroupId")]
    public Output<string> SecurityGroupId { get; private set; }

    /// <summary>ARN of the cluster.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; }

    /// <summary>Resource id of the cluster, of which IAM policies speak.</summary>
    [Output("resourceId")]
    public Output<string> ResourceId { get; private set; }

    /// <summary>ARN of the secret in which AWS keeps the master password.</summary>
    [Output("masterSecretArn")]
    public Output<string> MasterSecretArn { get; private set; }

    /// <summary>What a change of the parameters waits for.</summary>
    [Output("rebootRequired")]
    public Output<ImmutableArray<string>> RebootRequired { get; private set; }

    internal PostgresArgs Args { get; }

    /// <summary>A proxy must wait for these: a target that is registered before its instances exist fails (aws/aws-cdk#31304).</summary>
    internal ImmutableArray<ClusterInstance> Instances { get; }

    /// <summary>Makes the cluster of a plan.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="args">Plan and network.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">The arguments are missing or do not go together; nothing is registered then.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan; nothing is registered then.</exception>
    public PostgresAurora(string name, PostgresArgs args, ComponentResourceOptions? options = null)
        : base(Refusal.Unless(Token, name, args, given => given.Faults(isCluster: true), given => given.Plan), name, options)
    {
        Args = args;
        var specification = args.Plan.Specification;
        var database = specification.Database;
        var child = new CustomResourceOptions { Parent = this };
        var network = new PostgresNetwork(name, args, child);
        var parameters = ParameterGroupPlan.Create(specification, args.Plan.DatabaseParameters);
        var monitoring = PostgresMonitoring.Role(name, child);
        var settings = new ClusterArgs
        {
            ClusterIdentifier = args.Identifier(name),
            Engine = EngineType.AuroraPostgresql,
            EngineMode = EngineMode.Provisioned,
            EngineVersion = database.Rds.EngineVersion ?? database.Version.ToString(CultureInfo.InvariantCulture),
            DatabaseName = database.Name,
            Port = database.Port,
            MasterUsername = args.MasterUsername,
            ManageMasterUserPassword = true,
            MasterUserSecretKmsKeyId = args.Key,
            DbClusterParameterGroupName = PostgresParameterGroup.OfCluster(name, parameters, child),
            DbSubnetGroupName = network.SubnetGroupName,
            VpcSecurityGroupIds = network.SecurityGroupId,
            IamDatabaseAuthenticationEnabled = database.Rds.Authentication == RdsAuthentication.IamEndToEnd,
            StorageEncrypted = true,
            KmsKeyId = args.Key,
            BackupRetentionPeriod = database.Rds.BackupDays,
            CopyTagsToSnapshot = true,
            DeletionProtection = database.Rds.Protect,
            SkipFinalSnapshot = !database.Rds.Protect,
            EnabledCloudwatchLogsExports = { "postgresql" },
        };
        if (database.Rds.Protect)
            settings.FinalSnapshotIdentifier = $"{args.Identifier(name)}-final";
        if (database.Serverless is { } range)
        {
            settings.Serverlessv2ScalingConfiguration = new ClusterServerlessv2ScalingConfigurationArgs
            {
                MinCapacity = (double)range.MinAcu,
                MaxCapacity = (double)range.MaxAcu,
            };
        }

        var cluster = new Cluster(name, settings, child);
        Instances =
        [
            .. Enumerable.Range(0, database.Replicas + 1).Select(number => new ClusterInstance($"{name}-{number}", new ClusterInstanceArgs
            {
                ClusterIdentifier = cluster.ClusterIdentifier,
                Identifier = args.Identifier(name, $"-{number}"),
                Engine = EngineType.AuroraPostgresql,
                InstanceClass = database.Serverless is null ? database.InstanceClass! : "db.serverless",
                // The second takes over first: with Serverless v2, tiers 0 and 1 follow the writer's capacity.
                PromotionTier = Math.Min(number, 15),
                PubliclyAccessible = false,
                AutoMinorVersionUpgrade = true,
                CaCertIdentifier = "rds-ca-rsa2048-g1",
                CopyTagsToSnapshot = true,
                MonitoringInterval = PostgresMonitoring.IntervalSeconds,
                MonitoringRoleArn = monitoring,
                PerformanceInsightsEnabled = true,
                PerformanceInsightsKmsKeyId = args.Key,
            }, child)),
        ];

        foreach (var (index, instance) in Instances.Index())
            PostgresAlarm.Make($"{name}-{index}", args, instance.Identifier, child);

        Identifier = cluster.ClusterIdentifier;
        Host = cluster.Endpoint;
        ReadHost = cluster.ReaderEndpoint;
        SecurityGroupId = network.SecurityGroupId;
        Arn = cluster.Arn;
        ResourceId = cluster.ClusterResourceId;
        MasterSecretArn = cluster.MasterUserSecrets.Apply(secrets => secrets[0].SecretArn);
        RebootRequired = Output.Create(parameters.RebootRequired);
        RegisterOutputs();
    }
}
