namespace Infra.Cli.Doctor.Looking;

/// <summary>RDS Proxy, which is told apart by its name: <c>NAME.proxy-ID.REGION.rds.amazonaws.com</c>.</summary>
internal static class RdsProxy
{
    public static bool Is(string host) =>
        host.Contains(".proxy-", StringComparison.OrdinalIgnoreCase)
        && host.Contains(".rds.amazonaws.com", StringComparison.OrdinalIgnoreCase);
}
