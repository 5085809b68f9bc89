using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace Infra.Pooling.Aws;

/// <summary>The way of a connection: from the workloads to the proxy, and from the proxy to the database, and no other.</summary>
internal static class ProxyNetwork
{
    /// <returns>Id of the proxy's security group.</returns>
    public static Output<string> Make(string name, string physical, RdsProxyPoolArgs args, int proxyPort, CustomResourceOptions child)
    {
        var group = new SecurityGroup($"{name}-proxy", new SecurityGroupArgs
        {
            VpcId = args.Network.VpcId,
            // AWS replaces a group whose description changes; this one stays when the component is renamed and the proxy is not.
            Description = $"RDS Proxy {physical}",
        }, child).Id;
        foreach (var (client, from) in args.Network.Clients)
            PostgresNetwork.Admit(group, $"{name}-proxy-{client}", from, proxyPort, $"Proxy from {client}", child);

        var port = args.Plan.Specification.Database.Port;
        var database = args.Database.Address.SecurityGroupId;
        _ = new SecurityGroupEgressRule($"{name}-proxy-database", new SecurityGroupEgressRuleArgs
        {
            SecurityGroupId = group,
            ReferencedSecurityGroupId = database,
            IpProtocol = "tcp",
            FromPort = port,
            ToPort = port,
            Description = "Proxy to database",
        }, child);
        PostgresNetwork.Admit(database, $"{name}-database-proxy", group, port, "Database from proxy", child);
        return group;
    }
}
