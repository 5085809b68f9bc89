using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Pooling.Aws;

/// <summary>The role with which RDS sends the metrics of the operating system to CloudWatch.</summary>
internal static class PostgresMonitoring
{
    /// <summary>Seconds between two readings; AWS offers 1, 5, 10, 15, 30 and 60.</summary>
    public const int IntervalSeconds = 60;

    public static Output<string> Role(string name, CustomResourceOptions child)
    {
        var role = new Role($"{name}-monitoring", new RoleArgs
        {
            Description = "Enhanced monitoring of RDS",
            AssumeRolePolicy = PolicyDocument.TrustOf("monitoring.rds.amazonaws.com"),
        }, child);
        _ = new RolePolicyAttachment($"{name}-monitoring", new RolePolicyAttachmentArgs
        {
            Role = role.Name,
            PolicyArn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
        }, child);
        return role.Arn;
    }
}
