using System.Collections.Immutable;

namespace Pulumi.Aws.Rds;

/// <summary>An Aurora or Multi-AZ cluster.</summary>
[AwsResourceType("aws:rds/cluster:Cluster")]
public partial class Cluster : CustomResource
{
    public Cluster(string name, ClusterArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/cluster:Cluster", name, args ?? new ClusterArgs(), AwsResource.MakeOptions(options, additionalSecretOutputs: ["masterPassword"]))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("clusterIdentifier")]
    public Output<string> ClusterIdentifier { get; private set; } = null!;

    [Output("clusterResourceId")]
    public Output<string> ClusterResourceId { get; private set; } = null!;

    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; } = null!;

    [Output("engine")]
    public Output<string> Engine { get; private set; } = null!;

    [Output("engineVersion")]
    public Output<string> EngineVersion { get; private set; } = null!;

    [Output("masterUserSecrets")]
    public Output<ImmutableArray<Outputs.ClusterMasterUserSecret>> MasterUserSecrets { get; private set; } = null!;

    [Output("port")]
    public Output<int> Port { get; private set; } = null!;

    [Output("readerEndpoint")]
    public Output<string> ReaderEndpoint { get; private set; } = null!;

    [Output("region")]
    public Output<string> Region { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Cluster"/>.</summary>
public sealed class ClusterArgs : ResourceArgs
{
    [Input("applyImmediately")]
    public Input<bool>? ApplyImmediately { get; set; }

    [Input("backupRetentionPeriod")]
    public Input<int>? BackupRetentionPeriod { get; set; }

    [Input("clusterIdentifier")]
    public Input<string>? ClusterIdentifier { get; set; }

    [Input("copyTagsToSnapshot")]
    public Input<bool>? CopyTagsToSnapshot { get; set; }

    [Input("databaseName")]
    public Input<string>? DatabaseName { get; set; }

    [Input("dbClusterParameterGroupName")]
    public Input<string>? DbClusterParameterGroupName { get; set; }

    [Input("dbSubnetGroupName")]
    public Input<string>? DbSubnetGroupName { get; set; }

    [Input("deletionProtection")]
    public Input<bool>? DeletionProtection { get; set; }

    [Input("enabledCloudwatchLogsExports")]
    private InputList<string>? _enabledCloudwatchLogsExports;

    public InputList<string> EnabledCloudwatchLogsExports
    {
        get => _enabledCloudwatchLogsExports ??= new();
        set => _enabledCloudwatchLogsExports = value;
    }

    [Input("engine", required: true)]
    public InputUnion<string, EngineType> Engine { get; set; } = null!;

    [Input("engineMode")]
    public InputUnion<string, EngineMode>? EngineMode { get; set; }

    [Input("engineVersion")]
    public Input<string>? EngineVersion { get; set; }

    [Input("finalSnapshotIdentifier")]
    public Input<string>? FinalSnapshotIdentifier { get; set; }

    [Input("iamDatabaseAuthenticationEnabled")]
    public Input<bool>? IamDatabaseAuthenticationEnabled { get; set; }

    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("manageMasterUserPassword")]
    public Input<bool>? ManageMasterUserPassword { get; set; }

    [Input("masterPassword")]
    private Input<string>? _masterPassword;

    /// <summary>Secret when assigned.</summary>
    public Input<string>? MasterPassword
    {
        get => _masterPassword;
        set => _masterPassword = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    [Input("masterUserSecretKmsKeyId")]
    public Input<string>? MasterUserSecretKmsKeyId { get; set; }

    [Input("masterUsername")]
    public Input<string>? MasterUsername { get; set; }

    [Input("port")]
    public Input<int>? Port { get; set; }

    [Input("preferredBackupWindow")]
    public Input<string>? PreferredBackupWindow { get; set; }

    [Input("preferredMaintenanceWindow")]
    public Input<string>? PreferredMaintenanceWindow { get; set; }

    [Input("serverlessv2ScalingConfiguration")]
    public Input<Inputs.ClusterServerlessv2ScalingConfigurationArgs>? Serverlessv2ScalingConfiguration { get; set; }

    [Input("skipFinalSnapshot")]
    public Input<bool>? SkipFinalSnapshot { get; set; }

    [Input("storageEncrypted")]
    public Input<bool>? StorageEncrypted { get; set; }

    [Input("storageType")]
    public Input<string>? StorageType { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    [Input("vpcSecurityGroupIds")]
    private InputList<string>? _vpcSecurityGroupIds;

    public InputList<string> VpcSecurityGroupIds
    {
        get => _vpcSecurityGroupIds ??= new();
        set => _vpcSecurityGroupIds = value;
    }

    public static new ClusterArgs Empty => new();
}
