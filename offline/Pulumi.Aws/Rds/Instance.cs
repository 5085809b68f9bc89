using System.Collections.Immutable;

namespace Pulumi.Aws.Rds;

/// <summary>An RDS instance.</summary>
[AwsResourceType("aws:rds/instance:Instance")]
public partial class Instance : CustomResource
{
    public Instance(string name, InstanceArgs args, CustomResourceOptions? options = null)
        : base("aws:rds/instance:Instance", name, args ?? new InstanceArgs(), AwsResource.MakeOptions(options, additionalSecretOutputs: ["password"]))
    {
    }

    [Output("address")]
    public Output<string> Address { get; private set; } = null!;

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("endpoint")]
    public Output<string> Endpoint { get; private set; } = null!;

    [Output("engineVersion")]
    public Output<string> EngineVersion { get; private set; } = null!;

    [Output("identifier")]
    public Output<string> Identifier { get; private set; } = null!;

    [Output("instanceClass")]
    public Output<string> InstanceClass { get; private set; } = null!;

    [Output("masterUserSecrets")]
    public Output<ImmutableArray<Outputs.InstanceMasterUserSecret>> MasterUserSecrets { get; private set; } = null!;

    [Output("port")]
    public Output<int> Port { get; private set; } = null!;

    [Output("region")]
    public Output<string> Region { get; private set; } = null!;

    [Output("resourceId")]
    public Output<string> ResourceId { get; private set; } = null!;

    [Output("status")]
    public Output<string> Status { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Instance"/>.</summary>
public sealed class InstanceArgs : ResourceArgs
{
    [Input("allocatedStorage")]
    public Input<int>? AllocatedStorage { get; set; }

    [Input("allowMajorVersionUpgrade")]
    public Input<bool>? AllowMajorVersionUpgrade { get; set; }

    [Input("applyImmediately")]
    public Input<bool>? ApplyImmediately { get; set; }

    [Input("autoMinorVersionUpgrade")]
    public Input<bool>? AutoMinorVersionUpgrade { get; set; }

    [Input("availabilityZone")]
    public Input<string>? AvailabilityZone { get; set; }

    [Input("backupRetentionPeriod")]
    public Input<int>? BackupRetentionPeriod { get; set; }

    [Input("backupWindow")]
    public Input<string>? BackupWindow { get; set; }

    [Input("caCertIdentifier")]
    public Input<string>? CaCertIdentifier { get; set; }

    [Input("copyTagsToSnapshot")]
    public Input<bool>? CopyTagsToSnapshot { get; set; }

    [Input("dbName")]
    public Input<string>? DbName { get; set; }

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

    [Input("engine")]
    public Input<string>? Engine { get; set; }

    [Input("engineVersion")]
    public Input<string>? EngineVersion { get; set; }

    [Input("finalSnapshotIdentifier")]
    public Input<string>? FinalSnapshotIdentifier { get; set; }

    [Input("iamDatabaseAuthenticationEnabled")]
    public Input<bool>? IamDatabaseAuthenticationEnabled { get; set; }

    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    [Input("instanceClass", required: true)]
    public InputUnion<string, InstanceType> InstanceClass { get; set; } = null!;

    [Input("iops")]
    public Input<int>? Iops { get; set; }

    [Input("kmsKeyId")]
    public Input<string>? KmsKeyId { get; set; }

    [Input("maintenanceWindow")]
    public Input<string>? MaintenanceWindow { get; set; }

    [Input("manageMasterUserPassword")]
    public Input<bool>? ManageMasterUserPassword { get; set; }

    [Input("masterUserSecretKmsKeyId")]
    public Input<string>? MasterUserSecretKmsKeyId { get; set; }

    [Input("maxAllocatedStorage")]
    public Input<int>? MaxAllocatedStorage { get; set; }

    [Input("monitoringInterval")]
    public Input<int>? MonitoringInterval { get; set; }

    [Input("monitoringRoleArn")]
    public Input<string>? MonitoringRoleArn { get; set; }

    [Input("multiAz")]
    public Input<bool>? MultiAz { get; set; }

    [Input("parameterGroupName")]
    public Input<string>? ParameterGroupName { get; set; }

    [Input("password")]
    private Input<string>? _password;

    /// <summary>Secret when assigned.</summary>
    public Input<string>? Password
    {
        get => _password;
        set => _password = value is null ? null : (Input<string>)Output.CreateSecret(value.ToOutput());
    }

    [Input("performanceInsightsEnabled")]
    public Input<bool>? PerformanceInsightsEnabled { get; set; }

    [Input("performanceInsightsKmsKeyId")]
    public Input<string>? PerformanceInsightsKmsKeyId { get; set; }

    [Input("performanceInsightsRetentionPeriod")]
    public Input<int>? PerformanceInsightsRetentionPeriod { get; set; }

    [Input("port")]
    public Input<int>? Port { get; set; }

    [Input("publiclyAccessible")]
    public Input<bool>? PubliclyAccessible { get; set; }

    [Input("replicaMode")]
    public Input<string>? ReplicaMode { get; set; }

    [Input("replicateSourceDb")]
    public Input<string>? ReplicateSourceDb { get; set; }

    [Input("skipFinalSnapshot")]
    public Input<bool>? SkipFinalSnapshot { get; set; }

    [Input("storageEncrypted")]
    public Input<bool>? StorageEncrypted { get; set; }

    [Input("storageType")]
    public InputUnion<string, StorageType>? StorageType { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    [Input("username")]
    public Input<string>? Username { get; set; }

    [Input("vpcSecurityGroupIds")]
    private InputList<string>? _vpcSecurityGroupIds;

    public InputList<string> VpcSecurityGroupIds
    {
        get => _vpcSecurityGroupIds ??= new();
        set => _vpcSecurityGroupIds = value;
    }

    public static new InstanceArgs Empty => new();
}
