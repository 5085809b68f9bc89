namespace Pulumi.AzureNative.DBforPostgreSQL.Inputs;

public sealed class AuthConfigArgs : ResourceArgs
{
    [Input("activeDirectoryAuth")]
    public InputUnion<string, MicrosoftEntraAuth>? ActiveDirectoryAuth { get; set; }

    [Input("passwordAuth")]
    public InputUnion<string, PasswordBasedAuth>? PasswordAuth { get; set; }

    [Input("tenantId")]
    public Input<string>? TenantId { get; set; }

    public static new AuthConfigArgs Empty => new();
}

public sealed class BackupArgs : ResourceArgs
{
    [Input("backupRetentionDays")]
    public Input<int>? BackupRetentionDays { get; set; }

    [Input("geoRedundantBackup")]
    public InputUnion<string, GeographicallyRedundantBackup>? GeoRedundantBackup { get; set; }

    public static new BackupArgs Empty => new();
}

public sealed class HighAvailabilityArgs : ResourceArgs
{
    [Input("mode")]
    public InputUnion<string, PostgreSqlFlexibleServerHighAvailabilityMode>? Mode { get; set; }

    [Input("standbyAvailabilityZone")]
    public Input<string>? StandbyAvailabilityZone { get; set; }

    public HighAvailabilityArgs() => StandbyAvailabilityZone = "";

    public static new HighAvailabilityArgs Empty => new();
}

public sealed class NetworkArgs : ResourceArgs
{
    [Input("delegatedSubnetResourceId")]
    public Input<string>? DelegatedSubnetResourceId { get; set; }

    [Input("privateDnsZoneArmResourceId")]
    public Input<string>? PrivateDnsZoneArmResourceId { get; set; }

    [Input("publicNetworkAccess")]
    public InputUnion<string, ServerPublicNetworkAccessState>? PublicNetworkAccess { get; set; }

    public static new NetworkArgs Empty => new();
}

public sealed class ReplicaArgs : ResourceArgs
{
    [Input("promoteMode")]
    public InputUnion<string, ReadReplicaPromoteMode>? PromoteMode { get; set; }

    [Input("promoteOption")]
    public InputUnion<string, ReadReplicaPromoteOption>? PromoteOption { get; set; }

    [Input("role")]
    public InputUnion<string, ReplicationRole>? Role { get; set; }

    public static new ReplicaArgs Empty => new();
}

public sealed class SkuArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("tier", required: true)]
    public InputUnion<string, SkuTier> Tier { get; set; } = null!;

    public static new SkuArgs Empty => new();
}

public sealed class StorageArgs : ResourceArgs
{
    [Input("autoGrow")]
    public InputUnion<string, StorageAutoGrow>? AutoGrow { get; set; }

    [Input("iops")]
    public Input<int>? Iops { get; set; }

    [Input("storageSizeGB")]
    public Input<int>? StorageSizeGB { get; set; }

    [Input("throughput")]
    public Input<int>? Throughput { get; set; }

    [Input("type")]
    public InputUnion<string, StorageType>? Type { get; set; }

    public static new StorageArgs Empty => new();
}
