namespace Infra.Pooling.Aws;

/// <summary>Takes ARNs apart: <c>arn:partition:service:region:account:resource</c>.</summary>
internal static class Arn
{
    /// <summary>Name of a service in the region of an ARN, as <c>kms:ViaService</c> wants it.</summary>
    public static string ServiceOf(string arn, string service)
    {
        var parts = arn.Split(':');
        return $"{service}.{parts[3]}.amazonaws.com{(parts[1] == "aws-cn" ? ".cn" : "")}";
    }

    /// <summary>The ARN of a database role, to which IAM policies grant <c>rds-db:connect</c>.</summary>
    /// <param name="arn">ARN of anything in the same partition, region and account.</param>
    /// <param name="resourceId"><c>db-…</c>, <c>cluster-…</c> or <c>prx-…</c>.</param>
    /// <param name="role">The role.</param>
    public static string OfRole(string arn, string resourceId, string role)
    {
        var parts = arn.Split(':');
        return $"arn:{parts[1]}:rds-db:{parts[3]}:{parts[4]}:dbuser:{resourceId}/{role}";
    }

    /// <summary>The last part: of a proxy, its <c>prx-…</c>.</summary>
    public static string LastOf(string arn) => arn.Split(':')[^1];
}
